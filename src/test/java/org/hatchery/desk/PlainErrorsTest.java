package org.hatchery.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.hatchery.HatcheryTest;
import org.hatchery.Story;
import org.hatchery.Visitor;
import org.hatchery.project.Documents;
import org.hatchery.project.SampleProjects;
import org.hatchery.project.Stage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What people read when something does not work, over HTTP. */
@HatcheryTest
@ExtendWith(OutputCaptureExtension.class)
class PlainErrorsTest {

  private static final String DROP = "{\"variables\":{\"decision\":{\"value\":\"drop\",\"type\":\"String\"}}}";

  @LocalServerPort int port;
  @Autowired Story story;
  @Autowired TaskService tasks;
  @Autowired HistoryService history;
  @Autowired RuntimeService runtime;
  @Autowired JdbcClient jdbc;
  @Autowired SampleProjects samples;
  @Autowired Documents documents;

  private Visitor leader;
  private String request;
  private Task task;

  @BeforeEach
  void aLeaderWithATask() {
    leader = Visitor.signedIn(port, "wenxin.leader");
    request = story.start("wenxin.leader", "withdrawal", Map.of());
    task = story.task(request, "writeWithdrawal");
  }

  @Test
  void aRefusalComesAlone() {
    HttpResponse<String> answer =
        submit("{\"variables\":{\"decision\":{\"value\":\"confirm\",\"type\":\"String\"}}}");
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("application/json");
    assertThat(answer.body()).isEqualTo("{\"type\":\"Refusal\",\"message\":\"请选择要撤回的项目，并写明“撤回原因”。\"}");
    assertThat(story.open(request)).containsExactly("writeWithdrawal");

    assertThat(Visitor.message(submit("{\"variables\":{}}"))).startsWith("请检查：").contains("“决定”");
  }

  @Test
  void aTaskThatIsDoneOrNeverWasIsToldApart() {
    assertThat(submit(DROP).statusCode()).isEqualTo(204);

    HttpResponse<String> again = submit(DROP);
    assertThat(again.statusCode()).isEqualTo(409);
    assertThat(Visitor.message(again)).isEqualTo("这项任务已经办结，不必再办。请刷新任务列表。");
    HttpResponse<String> look = leader.engine("GET", "task/" + task.getId(), null);
    assertThat(look.statusCode()).isEqualTo(404);
    assertThat(Visitor.message(look)).isEqualTo("这项任务已经办结，不必再办。请刷新任务列表。");
    assertThat(Visitor.message(leader.engine("POST", "task/" + task.getId() + "/claim", "{\"userId\":\"wenxin.leader\"}")))
        .isEqualTo("这项任务已经办结，不必再办。请刷新任务列表。");

    assertThat(Visitor.message(leader.engine("GET", "task/never-was", null))).isEqualTo("没有这项任务。请刷新任务列表。");
    assertThat(Visitor.message(leader.engine("POST", "task/never-was/submit-form", DROP)))
        .isEqualTo("没有这项任务。请刷新任务列表。");
  }

  @Test
  void somebodyElsesTaskIsNotShownNorDone() {
    Visitor other = Visitor.signedIn(port, "gangshan-c3.clerk");
    for (String part : new String[] {"", "/form", "/form-variables", "/variables"}) {
      HttpResponse<String> look = other.engine("GET", "task/" + task.getId() + part, null);
      assertThat(look.statusCode()).as(part).isEqualTo(403);
      assertThat(Visitor.message(look)).startsWith("您没有权限");
    }
    HttpResponse<String> does = other.engine("POST", "task/" + task.getId() + "/submit-form", DROP);
    assertThat(does.statusCode()).isEqualTo(403);
    assertThat(Visitor.message(does)).startsWith("您没有权限");
    assertThat(story.open(request)).containsExactly("writeWithdrawal");
  }

  @Test
  void aTaskThatSomebodyElseTookIsToldSo() {
    Task open = tasks.newTask();
    tasks.saveTask(open);
    tasks.addCandidateGroup(open.getId(), "zc:clerk");
    Visitor first = Visitor.signedIn(port, "zc.clerk");
    Visitor second = Visitor.signedIn(port, "zc.clerk2");
    assertThat(first.engine("POST", "task/" + open.getId() + "/claim", "{\"userId\":\"zc.clerk\"}").statusCode())
        .isEqualTo(204);
    HttpResponse<String> late = second.engine("POST", "task/" + open.getId() + "/claim", "{\"userId\":\"zc.clerk2\"}");
    assertThat(late.statusCode()).isEqualTo(409);
    assertThat(Visitor.message(late)).matches("这项任务刚刚已由\\p{IsHan}+于 \\d+月\\d+日 \\d\\d:\\d\\d 认领。请刷新任务列表。");
    tasks.deleteTask(open.getId(), true);
  }

  @Test
  void whatIsSuspendedIsToldSoWithoutTheWordsThatTasklistReplaces() {
    runtime.suspendProcessInstanceById(task.getProcessInstanceId());
    HttpResponse<String> answer = submit(DROP);
    assertThat(answer.statusCode()).isEqualTo(409);
    assertThat(Visitor.message(answer)).isEqualTo("这件事已暂停办理，恢复之前不能提交。");
    runtime.activateProcessInstanceById(task.getProcessInstanceId());
  }

  @Test
  void whatNobodyExpectedHasANumberUnderWhichTheLogHasIt(CapturedOutput log) {
    jdbc.sql("delete from hatchery.exit_request where case_number = :number").param("number", request).update();

    HttpResponse<String> answer = leader.engine("GET", "task/" + task.getId() + "/form-variables", null);

    assertThat(answer.statusCode()).isEqualTo(500);
    String text = Visitor.message(answer);
    assertThat(text).matches("系统没能完成这一步，请稍后再试；如仍不行，请把编号 [A-Z2-9]{6} 告诉管理员。");
    assertThat(answer.body()).doesNotContain("ENGINE", "Exception", "java", task.getId(), request);
    String id = text.replaceAll(".*编号 ([A-Z2-9]{6}) .*", "$1");
    assertThat(log.getAll()).contains(id + ": GET");
    runtime.deleteProcessInstance(task.getProcessInstanceId(), "test");
  }

  @Test
  void ourOwnPagesShowTheSameNumberAndNothingOfTheProgram(CapturedOutput log) {
    String number = samples.inStage(Stage.INCUBATION, "yijian");
    String paper = documents.add(number, "a.txt", "text/plain", "a".getBytes(), "yijian.leader").id().toString();
    jdbc.sql("update hatchery.document set content = 'b' where id = :id").param("id", UUID.fromString(paper)).update();
    Visitor clerk = Visitor.signedIn(port, "gangshan-c1.clerk");

    HttpResponse<String> broken = clerk.get("/desk/documents/" + paper);
    assertThat(broken.statusCode()).isEqualTo(500);
    assertThat(log.getAll()).contains(shown(broken) + ": GET /desk/documents/" + paper + " failed", "is not what was handed in");
    HttpResponse<String> program = clerk.api("GET", "/desk/documents/" + paper, null);
    assertThat(program.statusCode()).isEqualTo(500);
    assertThat(Visitor.message(program)).isEqualTo("系统没能完成这一步，请稍后再试。");
    assertThat(log.getAll()).contains(Visitor.json(program).get("number").asText() + ": GET");

    HttpResponse<String> forbidden = clerk.get("/desk/administration");
    assertThat(forbidden.statusCode()).isEqualTo(403);
    assertThat(log.getAll()).contains(shown(forbidden) + ": GET /desk/administration answered 403");
    HttpResponse<String> strange = clerk.get("/desk/cases/%2e%2e;x=1/%0a");
    assertThat(strange.statusCode()).isEqualTo(400);
    for (HttpResponse<String> page :
        List.of(broken, program, forbidden, strange, clerk.get("/no/such"), clerk.form("/password", "/desk/cases/x/draw/nan/witness", Map.of()))) {
      assertThat(page.statusCode()).isGreaterThanOrEqualTo(400);
      assertThat(page.body()).doesNotContain("Exception", "java", "org.hatchery", "select ", "SQL", "\tat ", "Internal Server Error");
    }
  }

  /** The number on a page of an error. */
  private static String shown(HttpResponse<String> page) {
    assertThat(page.body()).containsPattern("编号 <b>[A-Z2-9]{6}</b>");
    return page.body().replaceAll("(?s).*编号 <b>([A-Z2-9]{6})</b>.*", "$1");
  }

  @Test
  void aRefusalIsNoFaultAndNotLogged(CapturedOutput log) {
    String typed = "打电话给13812345678" + UUID.randomUUID();
    submit("{\"variables\":{\"decision\":{\"value\":\"confirm\",\"type\":\"String\"},\"reason\":{\"value\":\"" + typed + "\",\"type\":\"String\"}}}");
    submit("{\"variables\":{\"decision\":{\"value\":\"" + typed + "\",\"type\":\"String\"}}}");
    submit("{\"variables\":{\"decision\":{\"value\":\"" + typed + "\",\"type\":\"Integer\"}}}");
    submit("{\"variables\": " + typed);
    leader.engine("GET", "task?sortBy=" + java.net.URLEncoder.encode(typed, java.nio.charset.StandardCharsets.UTF_8), null);

    assertThat(log.getAll()).doesNotContain("打电话给", "13812345678", "Refusal");
  }

  @Test
  void nonsenseIsAnsweredInChineseToo() {
    for (HttpResponse<String> answer :
        new HttpResponse[] {
          submit("{\"variables\":{\"decision\":{\"value\":\"x\",\"type\":\"Integer\"}}}"),
          submit("{\"variables\":[1]}"),
          submit("nothing"),
          leader.engine("GET", "task?sortBy=nothing", null),
          leader.engine("GET", "process-definition/none/startForm", null)
        }) {
      assertThat(answer.statusCode()).isBetween(400, 500);
      assertThat(Visitor.message(answer)).matches("[\\p{IsHan}A-Z0-9 ，。；：“”]+");
    }
  }

  @Test
  void theMailsLinkSaysWhatBecameOfTheTask() {
    assertThat(leader.get("/go/task/" + task.getId()).headers().firstValue("Location").orElse(""))
        .endsWith("/camunda/app/tasklist/default/#/?task=" + task.getId());
    HttpResponse<String> other = Visitor.signedIn(port, "gangshan-c3.clerk").get("/go/task/" + task.getId());
    assertThat(other.statusCode()).isEqualTo(403);
    assertThat(other.body()).contains("这项任务不归您办理", "丁兆兰");

    submit(DROP);
    HttpResponse<String> still = Visitor.signedIn(port, "gangshan-c3.clerk").get("/go/task/" + task.getId());
    assertThat(still.statusCode()).as("whom it does not concern does not learn that it is done").isEqualTo(403);
    assertThat(still.body()).contains("这项任务不归您办理");
    HttpResponse<String> done = leader.get("/go/task/" + task.getId());
    assertThat(done.statusCode()).isEqualTo(200);
    assertThat(done.body()).contains("这项任务已经办结", "已由 邹鲁平 于 ").containsPattern("\\d{4}年\\d+月\\d+日 \\d\\d:\\d\\d 办结");

    Task cancelled = story.task(story.start("wenxin.leader", "withdrawal", Map.of()), "writeWithdrawal");
    runtime.deleteProcessInstance(cancelled.getProcessInstanceId(), "test");
    assertThat(leader.get("/go/task/" + cancelled.getId()).body()).contains("这项任务已经取消");
  }

  private HttpResponse<String> submit(String body) {
    return leader.engine("POST", "task/" + task.getId() + "/submit-form", body);
  }
}
