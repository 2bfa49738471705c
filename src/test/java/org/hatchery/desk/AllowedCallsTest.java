package org.hatchery.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.FilterService;
import org.camunda.bpm.engine.task.Task;
import org.hatchery.HatcheryTest;
import org.hatchery.Story;
import org.hatchery.Visitor;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What is not in the file of Tasklist's calls is refused over HTTP, even where it only reads; RightsTest asks every line of it. */
@HatcheryTest
class AllowedCallsTest {

  private static final String ENGINE = "/camunda/api/engine/engine/default/";

  @LocalServerPort int port;
  @Autowired Story story;
  @Autowired FilterService filters;

  @Test
  void everyLineSaysWhereTheCallIsMade() {
    assertThat(AllowedCalls.read()).allSatisfy(call -> {
      assertThat(call.method()).isIn("GET", "POST", "PUT", "OPTIONS");
      assertThat(call.reason()).isNotBlank();
      assertThat(call.most()).isBetween(0, 2000);
    });
  }

  @Test
  void whatTasklistNeverAsksIsRefused() {
    Task task = story.task(story.start("yijian.leader", "withdrawal", Map.of()), "writeWithdrawal");
    String filter = filters.createFilterQuery().filterName("我的任务").list().get(0).getId();
    Visitor leader = Visitor.signedIn(port, "yijian.leader");
    for (String path :
        List.of(
            "task/" + task.getId() + "/variables", "task/" + task.getId() + "/localVariables",
            "task/" + task.getId() + "/variables/caseNumber/data", "task/" + task.getId() + "/identity-links",
            "task/" + task.getId() + "/rendered-form", "task/" + task.getId() + "/comment", "task/" + task.getId() + "/attachment",
            "process-instance/" + task.getProcessInstanceId(), "variable-instance", "history/task", "history/user-operation",
            "filter/" + filter, "filter/" + filter + "/list", "filter/" + filter + "/count", "filter/" + filter + "/singleResult",
            "group", "identity/groups", "authorization/check", "version", "task/count", "user/gangshan.clerk/profile",
            "process-definition/" + task.getProcessDefinitionId(), "process-definition/" + task.getProcessDefinitionId() + "/diagram")) {
      refused(leader.engine("GET", path, null));
    }
    for (String path :
        List.of(
            "task", "task/count", "history/task", "variable-instance", "filter/" + filter + "/count",
            "filter/" + filter + "/singleResult", "task/" + task.getId() + "/assignee", "group/count")) {
      refused(leader.engine("POST", path, "{}"));
    }
    refused(leader.engine("PUT", "user/gangshan.clerk/profile", "{}"));
    refused(leader.engine("PUT", "filter/" + filter, "{}"));
    refused(leader.engine("DELETE", "filter/" + filter, null));
  }

  /** Another method, a slash, a piece more or letters written as numbers do not lead past a line. */
  @Test
  void noLineLeadsFurtherThanItsOwnCall() {
    Visitor leader = Visitor.signedIn(port, "yijian.leader");
    for (String path :
        List.of("task/", "task/x/form/y", "task//form", "filter/a/b/list", "user/yijian.leader/profile/", "user/yijian.leader%2Fprofile",
            "process-definition/x/y/xml", "user/%67angshan.clerk/profile", "TASK", "engine/default/task", "task%2Fcount")) {
      HttpResponse<String> answer = leader.api("GET", ENGINE + path, null);
      assertThat(answer.statusCode()).as(path + answer.body()).isIn(400, 403);
    }
    assertThat(leader.engine("HEAD", "task", null).statusCode()).isEqualTo(403);
    assertThat(leader.engine("PATCH", "task", "{}").statusCode()).isEqualTo(403);
    assertThat(leader.api("GET", "/camunda/api/engine/engine/other/task", null).statusCode()).isIn(403, 404);
  }

  private static void refused(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.uri() + " " + answer.body()).isEqualTo(403);
    assertThat(Visitor.json(answer).path("type").asText()).isEqualTo("Refusal");
    assertThat(Visitor.message(answer)).matches("[\\p{IsHan}，。：；“”、]+");
  }
}
