package org.hatchery.diagrams;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.dmn.engine.impl.DefaultDmnEngineConfiguration;
import org.camunda.bpm.dmn.feel.impl.FeelEngine;
import org.camunda.bpm.engine.variable.Variables;
import org.camunda.bpm.engine.variable.context.VariableContext;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.camunda.bpm.model.dmn.Dmn;
import org.camunda.bpm.model.dmn.DmnModelInstance;
import org.camunda.bpm.model.dmn.HitPolicy;
import org.camunda.bpm.model.dmn.instance.Decision;
import org.camunda.bpm.model.dmn.instance.DecisionTable;
import org.camunda.bpm.model.dmn.instance.Input;
import org.camunda.bpm.model.dmn.instance.InputEntry;
import org.camunda.bpm.model.dmn.instance.LiteralExpression;
import org.camunda.bpm.model.dmn.instance.Output;
import org.camunda.bpm.model.dmn.instance.OutputEntry;
import org.camunda.bpm.model.dmn.instance.Rule;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Each decision table keeps the rules of the house, and each of its cells can be read by the
 * engine.
 */
class DecisionTableRulesTest {

  private static final Pattern CHINESE = Pattern.compile("\\p{IsHan}");
  private static final Set<HitPolicy> POLICIES =
      Set.of(
          HitPolicy.UNIQUE,
          HitPolicy.FIRST,
          HitPolicy.ANY,
          HitPolicy.RULE_ORDER,
          HitPolicy.COLLECT);
  private static final DefaultDmnEngineConfiguration ENGINE = new DefaultDmnEngineConfiguration();
  private static final FeelEngine FEEL;

  static {
    ENGINE.buildEngine();
    FEEL = ENGINE.getFeelEngine();
  }

  @TestFactory
  Stream<DynamicTest> eachTableKeepsTheRules() {
    return Diagrams.each(
        Diagrams.dmn(),
        file -> problems(Diagrams.name(file), Dmn.readModelFromFile(file.toFile())));
  }

  @Test
  void noIdIsThatOfAnotherTableOrProcess() {
    Map<String, Set<String>> where = new TreeMap<>();
    for (Path file : Diagrams.dmn()) {
      Dmn.readModelFromFile(file.toFile())
          .getModelElementsByType(Decision.class)
          .forEach(
              decision ->
                  where
                      .computeIfAbsent(decision.getId(), id -> new TreeSet<>())
                      .add(file.toString()));
    }
    for (Path file : Diagrams.bpmn()) {
      where.computeIfAbsent(Diagrams.name(file), id -> new TreeSet<>()).add(file.toString());
    }
    where.values().removeIf(files -> files.size() == 1);

    assertThat(where).as("names used twice").isEmpty();
  }

  @Test
  void eachTableIsAskedBySomeClass() throws IOException {
    String java;
    try (Stream<Path> sources = Files.walk(Path.of("src/main/java"))) {
      java =
          sources
              .filter(file -> file.toString().endsWith(".java"))
              .map(Diagrams::text)
              .collect(Collectors.joining("\n"));
    }
    Set<String> required = new TreeSet<>();
    List<String> idle = new ArrayList<>();
    for (Path file : Diagrams.dmn()) {
      DmnModelInstance model = Dmn.readModelFromFile(file.toFile());
      for (Decision decision : model.getModelElementsByType(Decision.class)) {
        decision
            .getInformationRequirements()
            .forEach(r -> required.add(r.getRequiredDecision().getId()));
      }
      for (Decision decision : model.getModelElementsByType(Decision.class)) {
        if (!required.contains(decision.getId())
            && !java.contains("\"" + decision.getId() + "\"")) {
          idle.add(file + ": " + decision.getId());
        }
      }
    }

    assertThat(idle).as("decision tables that nobody asks").isEmpty();
  }

  @Test
  void eachUserTaskHasItsPeopleAndItsDays() {
    Set<String> tasks = new TreeSet<>();
    for (Path file : Diagrams.bpmn()) {
      Bpmn.readModelFromFile(file.toFile())
          .getModelElementsByType(UserTask.class)
          .forEach(task -> tasks.add(task.getId()));
    }
    for (String table : List.of("organisation/acting.dmn", "calendar/deadlines.dmn")) {
      Path file = Diagrams.ROOT.resolve(table);
      if (Files.exists(file)) {
        assertThat(firstColumn(file)).as("tasks in %s", file).containsAll(tasks);
      }
    }
  }

  @Test
  void eachDeadlineOfADiagramIsInTheTable() {
    Pattern asked = Pattern.compile("deadlines\\.\\w+\\(\\s*execution\\s*,\\s*'([^']*)'");
    Path table = Diagrams.ROOT.resolve("calendar/deadlines.dmn");
    Set<String> known = Files.exists(table) ? firstColumn(table) : Set.of();
    List<String> lost = new ArrayList<>();
    for (Path file : Diagrams.bpmn()) {
      Matcher found =
          asked.matcher(Diagrams.text(file).replace("&#39;", "'").replace("&apos;", "'"));
      while (found.find()) {
        if (!known.contains(found.group(1))) {
          lost.add(file + ": " + found.group());
        }
      }
    }

    assertThat(lost).as("deadlines that %s does not know", table).isEmpty();
  }

  @Test
  void theRulesSeeWhatIsWrong() {
    String bad =
        """
        <definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="d" name="d" namespace="x">
          <decision id="other" name="english">
            <decisionTable id="t" hitPolicy="PRIORITY">
              <input id="i1"><inputExpression id="e1" typeRef="string"><text>kind</text></inputExpression></input>
              <output id="o1" name="r" typeRef="string" />
              <rule id="r1">
                <inputEntry id="c1"><text>"a", </text></inputEntry>
                <outputEntry id="c2"><text>"open</text></outputEntry>
              </rule>
            </decisionTable>
          </decision>
        </definitions>
        """;

    List<String> problems =
        problems(
            "bad",
            Dmn.readModelFromStream(
                new java.io.ByteArrayInputStream(bad.getBytes(StandardCharsets.UTF_8))));

    assertThat(problems)
        .contains(
            "other: its file is other.dmn, not bad.dmn",
            "other: no Chinese name",
            "other: camunda:historyTimeToLive=\"P1825D\" is missing",
            "other: hit policy PRIORITY is unknown to the engine",
            "other: input kind has no Chinese label",
            "other: output r has no Chinese label")
        .anyMatch(problem -> problem.startsWith("other, rule 1, \"a\",: "))
        .anyMatch(problem -> problem.startsWith("other, rule 1, \"open: "));
  }

  private static List<String> problems(String file, DmnModelInstance model) {
    List<String> problems = new ArrayList<>();
    List<Decision> decisions = List.copyOf(model.getModelElementsByType(Decision.class));
    if (decisions.stream().noneMatch(decision -> decision.getId().equals(file))) {
      problems.add(
          decisions.get(0).getId()
              + ": its file is "
              + decisions.get(0).getId()
              + ".dmn, not "
              + file
              + ".dmn");
    }
    for (Decision decision : decisions) {
      String id = decision.getId();
      if (!chinese(decision.getName())) {
        problems.add(id + ": no Chinese name");
      }
      if (!"P1825D".equals(decision.getCamundaHistoryTimeToLiveString())) {
        problems.add(id + ": camunda:historyTimeToLive=\"P1825D\" is missing");
      }
      if (decision.getExpression() instanceof DecisionTable table) {
        table(id, table, problems);
      } else if (!(decision.getExpression() instanceof LiteralExpression)) {
        problems.add(id + ": neither a table nor an expression");
      }
    }
    return problems;
  }

  private static void table(String id, DecisionTable table, List<String> problems) {
    if (!POLICIES.contains(table.getHitPolicy())) {
      problems.add(id + ": hit policy " + table.getHitPolicy() + " is unknown to the engine");
    }
    for (Input input : table.getInputs()) {
      String expression = input.getInputExpression().getText().getTextContent().strip();
      if (!chinese(input.getLabel())) {
        problems.add(id + ": input " + expression + " has no Chinese label");
      }
      read(
          () -> FEEL.evaluateSimpleExpression(expression, nothing()),
          id + ", input " + expression,
          problems);
    }
    for (Output output : table.getOutputs()) {
      if (!chinese(output.getLabel())) {
        problems.add(id + ": output " + output.getName() + " has no Chinese label");
      }
    }
    int count = 0;
    for (Rule rule : table.getRules()) {
      count++;
      for (InputEntry entry : rule.getInputEntries()) {
        String text = entry.getTextContent().strip();
        if (!text.isEmpty() && !text.equals("-")) {
          read(
              () -> FEEL.evaluateSimpleUnaryTests(text, "cellInput", nothing()),
              id + ", rule " + count + ", " + text,
              problems);
        }
      }
      for (OutputEntry entry : rule.getOutputEntries()) {
        String text = entry.getTextContent().strip();
        if (!text.isEmpty()) {
          read(
              () -> FEEL.evaluateSimpleExpression(text, nothing()),
              id + ", rule " + count + ", " + text,
              problems);
        }
      }
    }
  }

  /** Only whether the text can be read: that facts are missing here is no problem of the cell. */
  private static void read(Runnable evaluation, String where, List<String> problems) {
    try {
      evaluation.run();
    } catch (RuntimeException e) {
      if (e.getMessage() != null && e.getMessage().contains("failed to parse")) {
        problems.add(where + ": " + e.getMessage());
      }
    }
  }

  private static VariableContext nothing() {
    return Variables.putValue("cellInput", null).asVariableContext();
  }

  private static boolean chinese(String text) {
    return text != null && CHINESE.matcher(text).find();
  }

  /** Texts of the first column of all tables of the file, without their quotation marks. */
  private static Set<String> firstColumn(Path file) {
    return Dmn.readModelFromFile(file.toFile()).getModelElementsByType(Rule.class).stream()
        .map(rule -> rule.getInputEntries().iterator().next().getTextContent())
        .flatMap(text -> Stream.of(text.split(",")))
        .map(text -> text.replace("\"", "").strip())
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
