package org.hatchery.diagrams;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.hatchery.Browser;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * No diagram gives bpmnlint cause for a word, by its recommended rules and those for Camunda 7.24
 * (see {@code bpmn/.bpmnlintrc}). One rule is off: fake-join wants a gateway wherever two flows
 * enter a task. In our diagrams no tokens run side by side into one task, and readers who are no
 * modellers understand two arrows better than a diamond.
 */
class DiagramLintTest {

  private static Page page;

  @BeforeAll
  static void open() {
    page = Browser.page();
    page.addScriptTag(
        new Page.AddScriptTagOptions()
            .setPath(Path.of("src/test/resources/vendor/bpmnlint/bpmnlint.js")));
  }

  @AfterAll
  static void close() {
    if (page != null) {
      page.context().close();
    }
  }

  @TestFactory
  Stream<DynamicTest> bpmnlintHasNothingToSay() {
    return Diagrams.each(Diagrams.bpmn(), file -> lint(Diagrams.text(file)));
  }

  @Test
  void bpmnlintSeesWhatIsWrong() throws IOException {
    String bad = Files.readString(Path.of("src/test/resources/diagrams/badByLint.bpmn"));

    assertThat(lint(bad))
        .anySatisfy(problem -> assertThat(problem).contains("label-required").contains("nameless"))
        .anySatisfy(problem -> assertThat(problem).contains("no-implicit-end").contains("deadEnd"))
        .anySatisfy(problem -> assertThat(problem).contains("no-bpmndi"))
        .anySatisfy(problem -> assertThat(problem).contains("camunda-compat/history-time-to-live"));
    assertThat(lint("<not><bpmn></not>")).singleElement().asString().contains("import");
  }

  @SuppressWarnings("unchecked")
  private static List<String> lint(String xml) {
    try {
      Map<String, Object> config =
          new ObjectMapper().readValue(Path.of("bpmn/.bpmnlintrc").toFile(), Map.class);
      config.remove("moddleExtensions"); // the bundle has them built in
      List<Map<String, String>> problems =
          (List<Map<String, String>>)
              page.evaluate("([xml, config]) => bpmnlint.lint(xml, config)", List.of(xml, config));
      return problems.stream()
          .map(
              p ->
                  p.get("category")
                      + " "
                      + p.get("id")
                      + ": "
                      + p.get("message")
                      + " ("
                      + p.get("rule")
                      + ")")
          .toList();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
