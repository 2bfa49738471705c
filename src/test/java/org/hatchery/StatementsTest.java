package org.hatchery;

import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.task.Task;
import org.hatchery.solicitation.CallStory;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@HatcheryTest
class StatementsTest {
  @Autowired Statements statements;
  @Autowired Story story;
  @Autowired CallStory calls;
  @LocalServerPort int port;

  void show(String what, Runnable r) {
    List<String> all = statements.during(r);
    System.out.println("##### " + what + ": " + all.size());
    all.forEach(s -> System.out.println("   · " + s.replaceAll("\\s+", " ")));
  }

  @Test
  void look() {
    Visitor clerk = Visitor.signedIn(port, "gangshan-c1.clerk");
    Runnable all = () -> {
    String need = story.start("gangshan-c1.clerk", "need", Map.of());
    Task task = story.task(need, "recordNeed");
    com.fasterxml.jackson.databind.ObjectMapper m = new com.fasterxml.jackson.databind.ObjectMapper();
    Map<String, Object> vars = new java.util.LinkedHashMap<>();
    calls.needFields(Map.of()).forEach((k, v) -> vars.put(k, Map.of("value", v)));
    try {
      String body = m.writeValueAsString(Map.of("variables", vars));
      show("form-variables", () -> System.out.println(clerk.engine("GET", "task/" + task.getId() + "/form-variables", null).statusCode()));
      show("record", () -> System.out.println(clerk.engine("POST", "task/" + task.getId() + "/submit-form", body)));
      Task sort = story.task(need, "sortNeed");
      show("claim", () -> System.out.println(clerk.engine("POST", "task/" + sort.getId() + "/claim", "{\"userId\":\"gangshan-c1.clerk\"}")));
      show("form-variables", () -> System.out.println(clerk.engine("GET", "task/" + sort.getId() + "/form-variables", null).statusCode()));
      show("sort", () -> System.out.println(clerk.engine("POST", "task/" + sort.getId() + "/submit-form", "{\"variables\":{\"decision\":{\"value\":\"open\"}}}")));
    } catch (Exception e) { throw new RuntimeException(e); }
    };
    all.run();
    System.out.println("======== AGAIN");
    all.run();
    show("filters", () -> System.out.println(clerk.engine("GET", "filter?itemCount=false&resourceType=Task&sortBy=priority", null).statusCode()));
  }
}
