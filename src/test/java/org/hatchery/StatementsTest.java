package org.hatchery;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.task.Task;
import org.hatchery.solicitation.CallStory;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** How often the database is asked for what people do all day: the same number on every machine (docs/performance.md). */
@HatcheryTest
class StatementsTest {

  private static final String CLERK = "gangshan-c1.clerk";

  @Autowired Statements statements;
  @Autowired Story story;
  @Autowired CallStory calls;
  @LocalServerPort int port;

  @Test
  void aCompletionAndAPageAskNoMoreThanTheyDid() {
    Visitor clerk = Visitor.signedIn(port, CLERK);
    // what is read once in the life of the program is read
    need(clerk);
    Map<String, List<String>> asked = need(clerk);
    int completions = asked.get("recordNeed").size() + asked.get("sortNeed").size();
    assertThat(completions).as("statements of two completions%n%s", said(asked)).isLessThanOrEqualTo(69);
    assertThat(asked.get("form")).as("statements of a form%n%s", said(asked)).hasSizeLessThanOrEqualTo(25);
    assertThat(asked.get("list")).as("statements of a list%n%s", said(asked)).hasSizeLessThanOrEqualTo(8);
  }

  private Map<String, List<String>> need(Visitor clerk) {
    Map<String, List<String>> asked = new LinkedHashMap<>();
    String need = story.start(CLERK, "need", Map.of());
    String record = story.task(need, "recordNeed").getId();
    asked.put("recordNeed", during(() -> clerk.engine("POST", "task/" + record + "/submit-form", form(calls.needFields(Map.of())))));
    Task task = story.task(need, "sortNeed");
    String sort = "task/" + task.getId();
    asked.put("claim", during(() -> clerk.engine("POST", sort + "/claim", "{\"userId\":\"" + CLERK + "\"}")));
    asked.put("form", during(() -> clerk.engine("GET", sort + "/form-variables", null)));
    String list = mine(clerk);
    asked.put("list", during(() -> clerk.engine("POST", "filter/" + list + "/list?firstResult=0&maxResults=15", "{}")));
    asked.put("sortNeed", during(() -> clerk.engine("POST", sort + "/submit-form", form(Map.of("decision", "open")))));
    return asked;
  }

  private String mine(Visitor clerk) {
    for (var filter : Visitor.json(clerk.engine("GET", "filter?resourceType=Task&maxResults=100", null))) {
      if (filter.get("name").asText().equals("我的任务")) {
        return filter.get("id").asText();
      }
    }
    throw new AssertionError("no list 我的任务");
  }

  private List<String> during(java.util.function.Supplier<java.net.http.HttpResponse<String>> call) {
    return statements.during(() -> assertThat(call.get().statusCode()).isIn(200, 204));
  }

  private static String form(Map<String, Object> fields) {
    Map<String, Object> variables = new LinkedHashMap<>();
    fields.forEach((key, value) -> variables.put(key, Map.of("value", value)));
    try {
      return new ObjectMapper().writeValueAsString(Map.of("variables", variables));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String said(Map<String, List<String>> asked) {
    StringBuilder said = new StringBuilder();
    asked.forEach(
        (what, statements) -> {
          said.append(what).append(": ").append(statements.size()).append('\n');
          statements.forEach(one -> said.append("  ").append(one.replaceAll("\\s+", " "), 0, Math.min(150, one.replaceAll("\\s+", " ").length())).append('\n'));
        });
    return said.toString();
  }
}
