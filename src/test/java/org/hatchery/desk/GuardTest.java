package org.hatchery.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.Map;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.hatchery.HatcheryTest;
import org.hatchery.Story;
import org.hatchery.Visitor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Whoever has signed in tries what Tasklist never does, over HTTP. */
@HatcheryTest
class GuardTest {

  private static final String EMPTY = "{\"variables\":{}}";

  @LocalServerPort int port;
  @Autowired Story story;
  @Autowired TaskService tasks;
  @Autowired RuntimeService runtime;
  @Autowired IdentityService identity;

  private Visitor leader;
  private String request;
  private Task task;

  @BeforeEach
  void aLeaderWithATaskOfHisOwn() {
    leader = Visitor.signedIn(port, "yijian.leader");
    request = story.start("yijian.leader", "withdrawal", Map.of());
    task = story.task(request, "writeWithdrawal");
  }

  @Test
  void tasklistDoesItsWork() {
    assertThat(leader.engine("GET", "task/" + task.getId(), null).statusCode()).isEqualTo(200);
    for (String part : new String[] {"form", "form-variables", "deployed-form"}) {
      assertThat(leader.engine("GET", "task/" + task.getId() + "/" + part, null).statusCode()).as(part).isEqualTo(200);
    }
    for (String path :
        new String[] {"filter?resourceType=Task", "process-definition?startableInTasklist=true", "user/yijian.leader/profile"}) {
      assertThat(leader.engine("GET", path, null).statusCode()).as(path).isEqualTo(200);
    }
    HttpResponse<String> done =
        leader.engine(
            "POST",
            "task/" + task.getId() + "/submit-form",
            "{\"variables\":{\"decision\":{\"value\":\"drop\",\"type\":\"String\"}}}");
    assertThat(done.statusCode()).isEqualTo(204);
    assertThat(story.runs(request, "withdrawal")).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "POST, complete", "POST, resolve", "POST, bpmnError", "POST, bpmnEscalation", "POST, delegate",
    "POST, variables", "PUT, variables/outcome", "DELETE, variables/caseTitle", "POST, variables/x/data",
    "POST, localVariables", "PUT, localVariables/outcome", "POST, comment/create", "DELETE, localVariables/x",
    "POST, identity-links", "POST, identity-links/delete", "POST, attachment/create", "PUT, ''", "DELETE, ''"
  })
  void aTaskIsDoneOnlyThroughItsForm(String method, String what) {
    String path = "task/" + task.getId() + (what.isEmpty() ? "" : "/" + what);
    String body = "{\"variables\":{\"outcome\":{\"value\":\"confirm\"}},\"modifications\":{\"outcome\":{\"value\":1}},\"value\":1}";

    String text = refused(leader.engine(method, path, body));

    assertThat(text).containsAnyOf("只能填写表单", "写在任务表单里", "不能直接修改", "不能修改", "没有权限");
    assertThat(story.open(request)).containsExactly("writeWithdrawal");
    assertThat(tasks.getVariables(task.getId())).doesNotContainKeys("outcome", "x");
  }

  @Test
  void variablesOfTheInstanceCannotBeWritten() {
    String instance = task.getProcessInstanceId();
    for (String path :
        new String[] {
          "process-instance/" + instance + "/variables",
          "execution/" + instance + "/localVariables",
          "process-instance/variables-async"
        }) {
      assertThat(refused(leader.engine("POST", path, "{\"modifications\":{\"x\":{\"value\":1}}}"))).isNotEmpty();
    }
    assertThat(refused(leader.engine("PUT", "process-instance/" + instance + "/variables/x", "{\"value\":1}")))
        .contains("不能直接修改");
    assertThat(runtime.getVariables(instance)).doesNotContainKey("x");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "process-definition/key/withdrawal/start", "process-definition/key/project/start", "message", "signal", "condition",
        "task/create", "deployment/create", "authorization/create", "user/create", "group/create", "filter/create",
        "process-instance/suspended", "process-instance/delete", "modification/execute", "migration/generate",
        "job/count", "execution", "external-task/fetchAndLock", "decision-definition/key/acting/evaluate", "batch/x/suspended",
        "history/variable-instance", "history/process-instance", "history/cleanup"
      })
  void theRestOfTheInterfaceIsForThoseWhoRunTheEngine(String path) {
    refused(leader.engine("POST", path, "{\"variables\":{}}"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "user", "deployment", "history/variable-instance", "history/detail", "history/process-instance", "job", "incident",
        "metrics", "telemetry/configuration", "process-instance", "execution", "authorization", "event-subscription",
        "external-task", "schema/log"
      })
  void theRestIsNotReadEither(String path) {
    refused(leader.engine("GET", path, null));
  }

  @Test
  void anInstanceCannotBeEndedAndAnAccountNotDeleted() {
    refused(leader.engine("DELETE", "process-instance/" + task.getProcessInstanceId(), null));
    refused(leader.engine("POST", "process-instance/" + task.getProcessInstanceId() + "/modification", "{}"));
    refused(leader.engine("DELETE", "user/yijian.leader", null));
    refused(leader.engine("PUT", "user/gangshan.clerk/credentials", "{\"password\":\"x\"}"));
    refused(leader.engine("POST", "user/gangshan.clerk/unlock", null));
    assertThat(story.open(request)).containsExactly("writeWithdrawal");
    assertThat(identity.createUserQuery().userId("yijian.leader").count()).isEqualTo(1);
  }

  @Test
  void nobodyTakesATaskForSomebodyElseOrOutOfHisHands() {
    Task open = standalone("gangshan:clerk");
    Visitor clerk = Visitor.signedIn(port, "gangshan.clerk");

    assertThat(refused(clerk.engine("POST", "task/" + open.getId() + "/claim", "{\"userId\":\"admin\"}")))
        .contains("只能为自己认领");
    refused(clerk.engine("POST", "task/" + open.getId() + "/assignee", "{\"userId\":\"admin\"}"));
    HttpResponse<String> claimed =
        clerk.engine("POST", "task/" + open.getId() + "/claim", "{\"userId\":\"gangshan.clerk\"}");
    assertThat(claimed.statusCode()).as(claimed.body()).isEqualTo(204);

    tasks.setAssignee(open.getId(), "gangshan.signer");
    assertThat(refused(clerk.engine("POST", "task/" + open.getId() + "/unclaim", null))).contains("只有本人能放回");
    refused(clerk.engine("POST", "task/" + open.getId() + "/assignee", "{\"userId\":\"gangshan.clerk\"}"));
    refused(clerk.engine("POST", "task/" + open.getId() + "/assignee", "{\"userId\":null}"));
    tasks.setAssignee(open.getId(), "gangshan.clerk");
    assertThat(clerk.engine("POST", "task/" + open.getId() + "/unclaim", null).statusCode()).isEqualTo(204);
    assertThat(tasks.createTaskQuery().taskId(open.getId()).singleResult().getAssignee()).isNull();
    tasks.deleteTask(open.getId(), true);
  }

  @Test
  void aColleaguesTaskIsNotDoneForHim() {
    tasks.setAssignee(task.getId(), "gangshan.signer");
    tasks.addCandidateGroup(task.getId(), "yijian:leader");
    HttpResponse<String> done =
        leader.engine("POST", "task/" + task.getId() + "/submit-form", "{\"variables\":{\"decision\":{\"value\":\"drop\",\"type\":\"String\"}}}");
    assertThat(done.statusCode()).isEqualTo(400);
    assertThat(Visitor.message(done)).isEqualTo("这项任务已由别人认领，您不能办理；需要时请对方先放回。");
    assertThat(refused(leader.engine("POST", "task/" + task.getId() + "/unclaim", null))).contains("只有本人能放回");
    assertThat(story.whoHas(story.task(request, "writeWithdrawal"))).containsExactly("gangshan.signer");
  }

  /** He has the right to all tasks, that he can put things in order; to hand one over there is a page that asks for a reason. */
  @Test
  void whoRunsTheEngineTakesNobodysTask() {
    Visitor admin = Visitor.signedIn(port, "admin");
    tasks.setAssignee(task.getId(), null);
    tasks.addCandidateGroup(task.getId(), "yijian:leader");
    HttpResponse<String> claim = admin.engine("POST", "task/" + task.getId() + "/claim", "{\"userId\":\"admin\"}");
    assertThat(claim.statusCode()).isEqualTo(400);
    assertThat(Visitor.message(claim)).startsWith("这项任务交给了别的岗位，您不能认领。");
    assertThat(story.whoHas(story.task(request, "writeWithdrawal"))).containsExactly("yijian:leader");
    assertThat(leader.engine("POST", "task/" + task.getId() + "/claim", "{\"userId\":\"yijian.leader\"}").statusCode()).isEqualTo(204);
  }

  @Test
  void nothingStartsInTheMiddle() {
    String middle = "{\"startInstructions\":[{\"type\":\"startBeforeActivity\",\"activityId\":\"signConclusion\"}],\"businessKey\":\"MIDDLE\"}";
    for (String path : new String[] {"process-definition/key/evaluation/start", "process-definition/key/withdrawal/start"}) {
      assertThat(refused(leader.engine("POST", path, middle))).isEqualTo("请从工作台的“发起流程”里填写表单发起。");
    }
    // who runs the engine reaches the path, and is refused by the contract of the start
    String writing = middle.replace("signConclusion", "writeWithdrawal");
    HttpResponse<String> answer = Visitor.signedIn(port, "admin").engine("POST", "process-definition/key/withdrawal/start", writing);
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(Visitor.message(answer)).isEqualTo("请从工作台的“发起流程”里填写表单发起。");
    assertThat(runtime.createProcessInstanceQuery().processInstanceBusinessKey("MIDDLE").count()).isZero();
  }

  @Test
  void whatIsTypedPastTheFormOfAStartIsRefused() {
    String definition = tasks.createTaskQuery().taskId(task.getId()).singleResult().getProcessDefinitionId();
    HttpResponse<String> answer =
        leader.engine(
            "POST", "process-definition/" + definition + "/submit-form",
            "{\"businessKey\":\"MINE\",\"variables\":{\"outcome\":{\"value\":\"confirm\",\"type\":\"String\"}}}");
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(Visitor.message(answer)).startsWith("表单里没有这些项：outcome");
    HttpResponse<String> started =
        leader.engine("POST", "process-definition/" + definition + "/submit-form", "{\"businessKey\":\"MINE\",\"variables\":{}}");
    assertThat(started.statusCode()).isEqualTo(200);
    assertThat(runtime.createProcessInstanceQuery().processInstanceBusinessKey("MINE").count()).as("we give the number").isZero();
  }

  @Test
  void whatIsGivenToOnePersonAloneCannotBePutBack() {
    Task own = tasks.newTask();
    own.setAssignee("yijian.leader");
    tasks.saveTask(own);
    assertThat(refused(leader.engine("POST", "task/" + own.getId() + "/unclaim", null))).contains("只交给您本人");
    assertThat(story.whoHas(own)).containsExactly("yijian.leader");
    tasks.deleteTask(own.getId(), true);
  }

  @Test
  void puttingBackNeedsTheTokenToo() {
    Task open = standalone("gangshan:clerk");
    tasks.setAssignee(open.getId(), "gangshan.clerk");
    Visitor clerk = Visitor.signedIn(port, "gangshan.clerk");
    clerk.send(
        clerk.request("/camunda/api/engine/engine/default/task/" + open.getId() + "/unclaim")
            .POST(java.net.http.HttpRequest.BodyPublishers.noBody()));
    assertThat(tasks.createTaskQuery().taskId(open.getId()).singleResult().getAssignee()).isEqualTo("gangshan.clerk");
    tasks.deleteTask(open.getId(), true);
  }

  @Test
  void noOtherWayLeadsIn() {
    for (Visitor visitor : new Visitor[] {new Visitor(port), leader, Visitor.signedIn(port, "admin")}) {
      for (String path :
          new String[] {
            "/camunda/api/admin/setup/default/user/create",
            "/camunda/api/admin/%73etup/default/user/create",
            "/camunda/api/admin/auth/user/default/login/tasklist",
            "/camunda/api/tasklist/auth/user/default/login/tasklist"
          }) {
        HttpResponse<String> answer = visitor.api("POST", path, "{}");
        assertThat(answer.statusCode()).as(path).isIn(401, 403);
      }
    }
    for (String path :
        new String[] {
          "/camunda/api/engine/engine/default/%64eployment",
          "/camunda/api/engine/deployment",
          "/camunda/api/engine/engine/default/task/../deployment",
          "/camunda/api/engine/engine/default//deployment",
          "/camunda/api/engine/engine/default/deployment;x=y",
          "/camunda/api/cockpit/plugin/base/default/incident",
          "/camunda/api/admin/plugin/adminPlugins/default/x"
        }) {
      assertThat(leader.api("GET", path, null).statusCode()).as(path).isIn(400, 403, 404);
    }
    assertThat(identity.createUserQuery().memberOfGroup("camunda-admin").count()).isEqualTo(1);
  }

  @Test
  void aForgedRequestWithoutTheWebappsTokenIsRefused() {
    HttpResponse<String> forged =
        leader.send(
            leader.request("/camunda/api/engine/engine/default/task/" + task.getId() + "/submit-form")
                .header("Content-Type", "application/json")
                .POST(java.net.http.HttpRequest.BodyPublishers.ofString(EMPTY)));
    assertThat(forged.statusCode()).isEqualTo(403);
    assertThat(Visitor.message(forged)).isEqualTo("页面已过期，请重新登录后再试。");
    assertThat(story.open(request)).containsExactly("writeWithdrawal");
  }

  @Test
  void whoRunsTheEngineReachesAllOfIt() {
    Visitor admin = Visitor.signedIn(port, "admin");
    assertThat(admin.engine("GET", "deployment", null).statusCode()).isEqualTo(200);
    assertThat(admin.engine("GET", "process-instance", null).statusCode()).isEqualTo(200);
    assertThat(admin.engine("POST", "history/variable-instance", "{}").statusCode()).isEqualTo(200);
    assertThat(admin.engine("GET", "user", null).statusCode()).isEqualTo(200);
    assertThat(admin.get("/camunda/app/cockpit/default/").statusCode()).isEqualTo(200);
    assertThat(admin.get("/camunda/app/admin/default/").statusCode()).isEqualTo(200);
  }

  private Task standalone(String group) {
    Task open = tasks.newTask();
    open.setName("查看材料");
    tasks.saveTask(open);
    tasks.addCandidateGroup(open.getId(), group);
    return open;
  }

  private static String refused(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(403);
    assertThat(Visitor.json(answer).path("type").asText()).isEqualTo("Refusal");
    String text = Visitor.message(answer);
    assertThat(text).matches("[\\p{IsHan}A-Z0-9 ，。：；“”、]+");
    return text;
  }
}
