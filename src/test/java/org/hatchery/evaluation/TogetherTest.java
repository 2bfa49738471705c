package org.hatchery.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.task.Task;
import org.hatchery.HatcheryTest;
import org.hatchery.Story;
import org.hatchery.Visitor;
import org.hatchery.project.Area;
import org.hatchery.project.SampleProjects;
import org.hatchery.project.Stage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * DOMAIN.md, Public notice: nobody hears a result before the notice goes up. Group, strangers, experts and residents look
 * everywhere before the conclusion is signed and again after it: what they find must be the same to the letter, so that
 * not even that it is signed can be seen. Once the notice is up they find it.
 */
@HatcheryTest
class TogetherTest {

  @LocalServerPort int port;
  @Autowired Story story;
  @Autowired EvaluationStory evaluation;
  @Autowired SampleProjects samples;
  @Autowired RuntimeService runtime;
  @Autowired HistoryService history;
  @Autowired JdbcClient jdbc;

  private String project;
  private String other;
  private String reviewer;
  private Task signing;
  private Task own;

  @BeforeEach
  void aProjectWhoseConclusionIsOnlyToBeSigned() {
    String call = "ZJ-TEST-" + UUID.randomUUID();
    project = samples.inStage(Stage.EVALUATION, "yijian", Area.ELDERLY, call);
    other = samples.inStage(Stage.EVALUATION, "wenxin", Area.ELDERLY, call);
    for (String each : List.of(project, other)) {
      runtime.createProcessInstanceByKey("project").businessKey(each).startBeforeActivity("evaluationStage").execute();
      story.runJobs();
    }
    evaluation.accept(project);
    evaluation.accept(other);
    reviewer = story.tasks(project, "scoreProposal").get(0).getAssignee();
    evaluation.score(project, 0.8);
    signing = story.task(project, "signConclusion");
    own = story.task(story.start("yijian.leader", "withdrawal", Map.of()), "writeWithdrawal");
  }

  @ParameterizedTest
  @ValueSource(strings = {"admit", "reject"})
  void nobodySeesThatAConclusionIsSignedBeforeTheNoticeIsUp(String decision) {
    Map<String, Visitor> people = new LinkedHashMap<>();
    for (String user : List.of("yijian.leader", "yijian.member1", "wenxin.leader", reviewer, "zc.expert2", "gangshan-center.mentor1")) {
      people.put(user, Visitor.signedIn(port, user));
    }
    people.put("a resident", new Visitor(port));
    Map<String, String> before = lookAround(people);
    Map<String, List<String>> mailsBefore = mails(people);

    evaluation.sign(project, decision);
    assertThat(evaluation.notice(project)).as("it waits for the other").isNull();

    Map<String, String> after = lookAround(people);
    Map<String, String> leaks = new LinkedHashMap<>();
    after.forEach(
        (where, seen) -> {
          if (!seen.equals(before.get(where))) {
            leaks.put(where, before.get(where) + "\n→ " + seen);
          }
        });
    assertThat(leaks).as("what looks different once it is signed").isEmpty();
    assertThat(after.values()).as("most was not answered with an error").filteredOn(seen -> seen.startsWith("200")).hasSizeGreaterThan(100);
    assertThat(mails(people)).isEqualTo(mailsBefore);

    evaluation.score(other, 0.4);
    evaluation.sign(other, "reject");
    assertThat(evaluation.notice(project)).isNotNull();
    String word = decision.equals("admit") ? "入库" : "不予入库";
    String page = "/portal/notices/" + evaluation.notice(project);
    people.forEach((who, visitor) -> assertThat(visitor.get(page).body()).as("%s reads the notice", who).contains(word, "80.00", project));
    assertThat(people.get("yijian.leader").get("/desk/cases/" + project).body())
        .contains("签署结论：" + word, "集中公示", "80.00");
    evaluation.letNoticeStand(project);
    story.runJobs();
    assertThat(mails(Map.of("yijian.leader", people.get("yijian.leader"))).get("yijian.leader"))
        .anyMatch(subject -> subject.contains(decision.equals("admit") ? "已入库" : "未入库"));
  }

  /** Everything that Tasklist, the case pages and the public pages answer them. */
  private Map<String, String> lookAround(Map<String, Visitor> people) {
    Map<String, String> seen = new LinkedHashMap<>();
    people.forEach(
        (who, visitor) -> {
          for (String page : pages()) {
            seen.put(who + " GET " + page, plain(visitor.get(page)));
          }
          for (String path : reads()) {
            seen.put(who + " engine GET " + path, plain(visitor.engine("GET", path, null)));
          }
          asks().forEach((path, body) -> seen.put(who + " engine POST " + path + " " + body, plain(visitor.engine("POST", path, body))));
        });
    return seen;
  }

  private List<String> pages() {
    return List.of(
        "/desk/cases", "/desk/cases?q=" + project, "/desk/cases/" + project, "/desk/library", "/desk/library?q=" + project,
        "/desk/tasks/" + signing.getId() + "/case", "/desk/tasks/" + own.getId() + "/case", "/go/task/" + signing.getId(),
        "/portal", "/portal/notices", "/portal/library", "/portal/notices/" + project, "/portal/brands",
        "/portal/verify/" + project);
  }

  private List<String> reads() {
    String instance = signing.getProcessInstanceId();
    String filters =
        jdbc.sql("select id_ from act_ru_filter order by name_").query(String.class).list().stream()
            .map(id -> "filter/" + id + "/list filter/" + id + "/count")
            .collect(Collectors.joining(" "));
    String mine = "task/" + own.getId();
    String theirs = "task/" + signing.getId();
    return List.of(
        (filters + " " + "task?processInstanceBusinessKey=" + project + " task/count?processInstanceBusinessKey=" + project
            + " task?processInstanceBusinessKeyLike=%25" + " task?processVariables=caseNumber_eq_" + project
            + " task?taskVariables=caseNumber_eq_" + project + " task?processInstanceId=" + instance + " "
            + theirs + " " + theirs + "/form " + theirs + "/form-variables " + theirs + "/variables " + theirs + "/localVariables "
            + theirs + "/deployed-form " + theirs + "/identity-links " + theirs + "/comment " + theirs + "/attachment "
            + mine + "/form-variables " + mine + "/variables "
            + "process-instance?businessKey=" + project + " process-instance/" + instance + " process-instance/" + instance
            + "/variables process-instance/" + instance + "/activity-instances execution?processInstanceId=" + instance
            + " variable-instance?processInstanceIdIn=" + instance + " variable-instance?variableName=caseNumber"
            + " history/task?processInstanceId=" + instance + " history/task?taskId=" + signing.getId()
            + " history/task/count?processInstanceId=" + instance + " history/task?processInstanceBusinessKey=" + project
            + " history/task/count?taskDefinitionKey=signConclusion&finished=true history/task/count"
            + " history/user-operation?taskId=" + signing.getId() + " history/user-operation/count?processInstanceId=" + instance
            + " history/user-operation?processInstanceId=" + instance
            + " history/process-instance?processInstanceBusinessKey=" + project + " history/activity-instance?processInstanceId=" + instance
            + " history/variable-instance?processInstanceId=" + instance + " history/detail?processInstanceId=" + instance
            + " history/decision-instance?processInstanceId=" + instance + " history/identity-link-log?taskId=" + signing.getId()
            + " process-definition/key/evaluation/statistics process-definition/statistics?rootIncidents=true"
            + " incident job?processInstanceId=" + instance + " user task/count")
            .split(" "));
  }

  private Map<String, String> asks() {
    Map<String, String> asks = new LinkedHashMap<>();
    asks.put("task?maxResults=50", "{\"processInstanceBusinessKey\":\"" + project + "\"}");
    jdbc.sql("select id_ from act_ru_filter order by name_").query(String.class).list()
        .forEach(id -> asks.put("filter/" + id + "/list?maxResults=50", "{}"));
    asks.put("task/count", "{\"taskDefinitionKey\":\"signConclusion\"}");
    asks.put("history/task", "{\"processInstanceId\":\"" + signing.getProcessInstanceId() + "\"}");
    asks.put("history/task/count", "{\"processInstanceBusinessKey\":\"" + project + "\"}");
    asks.put("variable-instance", "{\"processInstanceIdIn\":[\"" + signing.getProcessInstanceId() + "\"]}");
    asks.put("task/" + signing.getId() + "/claim", "{\"userId\":\"yijian.leader\"}");
    asks.put("task/" + signing.getId() + "/submit-form", "{\"variables\":{}}");
    asks.put("task/" + signing.getId() + "/unclaim", "{}");
    return asks;
  }

  /** Without what changes at each answer by itself. */
  private static String plain(HttpResponse<String> answer) {
    return answer.statusCode()
        + " "
        + answer.headers().firstValue("Location").orElse("").replaceAll("jsessionid=[^?&]*", "")
        + " "
        + answer
            .body()
            .replaceAll("(name=\"_csrf\"[^>]*value=\")[^\"]+", "$1")
            .replaceAll("_csrf=[^\"&]+", "_csrf=")
            .replaceAll("nonce=\"[^\"]+", "nonce=\"")
            .replaceAll("编号 (<b>)?[A-Z2-9]{6}", "编号 ");
  }

  private Map<String, List<String>> mails(Map<String, Visitor> people) {
    return people.keySet().stream()
        .collect(
            Collectors.toMap(
                who -> who,
                who ->
                    jdbc.sql("select subject from hatchery.mail where recipient = :who order by id")
                        .param("who", who)
                        .query(String.class)
                        .list()));
  }
}
