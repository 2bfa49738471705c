package org.hatchery.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.hatchery.HatcheryTest;
import org.hatchery.Story;
import org.hatchery.Visitor;
import org.hatchery.project.Area;
import org.hatchery.project.SampleProjects;
import org.hatchery.project.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Many tasks claimed and put back at once, over HTTP. */
@HatcheryTest
class BatchPagesTest {

  private static final String ME = "gangshan-c1.clerk";
  private static final String COLLEAGUE = "gangshan-c2.clerk";
  private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]+)\"");

  @LocalServerPort int port;
  @Autowired Story story;
  @Autowired SampleProjects samples;
  @Autowired RuntimeService runtime;
  @Autowired TaskService tasks;
  @Autowired HistoryService history;
  @Autowired IdentityService identity;
  @Autowired TaskBatches batches;
  @Autowired JdbcClient jdbc;

  private Visitor me;

  @BeforeEach
  void aColleagueOfTheSameOrganisationAndRole() {
    identity.createMembership(COLLEAGUE, "gangshan-c1:clerk");
    me = Visitor.signedIn(port, ME);
  }

  @AfterEach
  void withoutHim() {
    identity.deleteMembership(COLLEAGUE, "gangshan-c1:clerk");
  }

  @Test
  void manyAreClaimedAndPutBackAndEachRowSaysWhatBecameOfIt() {
    Task first = screening();
    Task second = screening();
    Task taken = screening();
    claim(COLLEAGUE, taken);
    String foreign = story.task(story.start("wenxin.leader", "withdrawal", Map.of()), "writeWithdrawal").getId();

    String batch = prepare("claim", first.getId(), second.getId(), taken.getId(), foreign, "none", first.getId());
    String preview = me.get(batch).body();
    assertThat(preview).contains("认领 5 项任务：确认前请看一遍", "可以认领 2 项", "由您认领", "不能认领：已由", "认领。", "没有这项任务，或者它不归您办理");
    assertThat(preview).as("nothing of what is not his").doesNotContain("撤回项目");
    assertThat(assignee(first)).as("only looked at").isNull();
    assertThat(history.createUserOperationLogQuery().taskId(first.getId()).operationType("Claim").count()).isZero();

    claim(COLLEAGUE, second);
    assertThat(confirm(batch).statusCode()).isEqualTo(302);
    String result = ended(batch);
    assertThat(result).contains("办理完了：已认领 1 项，没有办成 4 项", "已认领", "没有办成：已由");
    assertThat(assignee(first)).isEqualTo(ME);
    assertThat(assignee(second)).isEqualTo(COLLEAGUE);
    assertThat(history.createUserOperationLogQuery().taskId(first.getId()).operationType("Claim").singleResult().getUserId())
        .isEqualTo(ME);

    String back = prepare("release", first.getId(), taken.getId());
    assertThat(me.get(back).body()).contains("可以放回 1 项", "只有本人能放回");
    confirm(back);
    assertThat(ended(back)).contains("已放回 1 项");
    assertThat(assignee(first)).isNull();
    assertThat(assignee(taken)).isEqualTo(COLLEAGUE);
  }

  @Test
  void whoMayNotDoItIsToldBefore() {
    String number = samples.inStage(Stage.EVALUATION, "yijian", Area.DAILY, "ZJ-BATCH-" + UUID.randomUUID());
    jdbc.sql(
            """
            insert into hatchery.timeline (case_number, happened_at, activity, activity_name, person, outcome, said, reason, rule)
            values (:number, now(), 'writeProposal', '填写申报书', :me, 'handIn', '提交申报', '', '')
            """)
        .param("number", number)
        .param("me", ME)
        .update();
    runtime.startProcessInstanceByKey("evaluation", number);
    Task task = story.task(number, "screenProposal");
    String page = me.get(prepare("claim", task.getId())).body();
    assertThat(page).contains("所选的任务都不能认领", "按回避要求不能再办这一步").doesNotContain(">确认认领");
    Task own = tasks.newTask();
    own.setAssignee("yijian.leader");
    tasks.saveTask(own);
    Visitor leader = Visitor.signedIn(port, "yijian.leader");
    assertThat(leader.get(prepare(leader, "release", own.getId())).body()).contains("只交给您本人办理，不能放回");
    tasks.deleteTask(own.getId(), true);
  }

  @Test
  void twoClicksAndTwoWindowsDoItOnce() {
    List<Task> many = IntStream.range(0, 6).mapToObj(i -> screening()).toList();
    String batch = prepare("claim", many.stream().map(Task::getId).toArray(String[]::new));
    List<CompletableFuture<HttpResponse<String>>> clicks = new ArrayList<>();
    String body = "_csrf=" + encode(token(me, batch));
    for (int i = 0; i < 4; i++) {
      clicks.add(CompletableFuture.supplyAsync(() -> post(me, batch + "/confirm", body)));
    }
    assertThat(clicks).allSatisfy(click -> assertThat(click.join().statusCode()).isEqualTo(302));
    assertThat(ended(batch)).contains("已认领 6 项");
    many.forEach(
        task ->
            assertThat(history.createUserOperationLogQuery().taskId(task.getId()).operationType("Claim").count()).isEqualTo(1));
    tasks.setAssignee(many.get(0).getId(), null);
    assertThat(post(me, batch + "/confirm", body).statusCode()).isEqualTo(302);
    assertThat(ended(batch)).contains("已认领 6 项");
    assertThat(assignee(many.get(0))).as("not done a second time").isNull();
  }

  @Test
  void badChoicesAreRefused() {
    String id = screening().getId();
    assertThat(refused("action=claim")).contains("请先在“选择”一列勾选要认领的任务。");
    assertThat(refused("action=assign&task=" + id)).contains("请选择“认领所选”或“放回所选”。");
    assertThat(refused("action=claim&task=" + encode("<b>一</b>"))).contains("读不出来").doesNotContain("<b>一</b>");
    StringBuilder many = new StringBuilder("action=claim");
    IntStream.range(0, 201).forEach(i -> many.append("&task=x").append(i));
    assertThat(refused(many.toString())).contains("一次最多认领 200 项任务，您选了 201 项。请分几次办理。");
    assertThat(post(me, "/desk/tasks/batches", "action=claim&task=" + id).statusCode()).as("without token").isEqualTo(403);
    String batch = prepare("claim", id);
    Visitor other = Visitor.signedIn(port, COLLEAGUE);
    assertThat(other.get(batch).statusCode()).isEqualTo(404);
    assertThat(other.get(batch + "/progress").statusCode()).isEqualTo(404);
    assertThat(other.form("/desk/tasks?list=open", batch + "/confirm", Map.of()).statusCode()).isEqualTo(404);
    assertThat(me.get("/desk/tasks/batches/none").statusCode()).isEqualTo(404);
    jdbc.sql("update hatchery.task_batch set made_at = made_at - interval '2 hours' where id = cast(:id as uuid)")
        .param("id", batch.substring(batch.lastIndexOf('/') + 1))
        .update();
    HttpResponse<String> late = confirm(batch);
    assertThat(late.statusCode()).isEqualTo(409);
    assertThat(late.body()).contains("预览已经超过一小时");
    assertThat(tasks.createTaskQuery().taskId(id).singleResult().getAssignee()).isNull();
  }

  @Test
  void whatANodeThatStopsLeavesStaysUntouchedAndThePageSaysSo() {
    Task first = screening();
    Task second = screening();
    UUID id = batches.prepare(ME, OneTask.Action.CLAIM, List.of(first.getId(), second.getId()));
    assertThat(batches.confirm(id, ME)).isTrue();
    AtomicInteger asked = new AtomicInteger();
    batches.run(id, () -> asked.getAndIncrement() == 0);
    assertThat(me.get("/desk/tasks/batches/" + id).body())
        .contains("认领中断了", "已认领 1 项，没有办成 0 项，其余 1 项没有动");
    assertThat(assignee(second)).isNull();

    Task third = screening();
    UUID crashed = batches.prepare(ME, OneTask.Action.CLAIM, List.of(third.getId()));
    batches.confirm(crashed, ME);
    assertThat(me.get("/desk/tasks/batches/" + crashed).body()).contains("正在认领", "<progress", "刷新进度");
    assertThat(Visitor.json(me.get("/desk/tasks/batches/" + crashed + "/progress")).path("state").asText()).isEqualTo("running");
    jdbc.sql("update hatchery.task_batch set beat_at = beat_at - interval '5 minutes' where id = :id").param("id", crashed).update();
    assertThat(me.get("/desk/tasks/batches/" + crashed).body()).contains("其余 1 项没有动");
    batches.run(crashed, () -> true);
    assertThat(assignee(third)).as("who wakes up again does nothing more").isNull();
  }

  private Task screening() {
    String number = samples.inStage(Stage.EVALUATION, "yijian", Area.DAILY, "ZJ-BATCH-" + UUID.randomUUID());
    runtime.startProcessInstanceByKey("evaluation", number);
    return story.task(number, "screenProposal");
  }

  private void claim(String user, Task task) {
    story.as(user, () -> {
      tasks.claim(task.getId(), user);
      return null;
    });
  }

  private String assignee(Task task) {
    return tasks.createTaskQuery().taskId(task.getId()).singleResult().getAssignee();
  }

  private String prepare(String action, String... ids) {
    return prepare(me, action, ids);
  }

  /** @return address of the preview */
  private String prepare(Visitor visitor, String action, String... ids) {
    StringBuilder body = new StringBuilder("action=" + action + "&_csrf=" + encode(token(visitor, "/desk/tasks?list=" + (action.equals("claim") ? "open" : "mine"))));
    for (String id : ids) {
      body.append("&task=").append(encode(id));
    }
    HttpResponse<String> answer = post(visitor, "/desk/tasks/batches", body.toString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(302);
    return answer.headers().firstValue("Location").orElseThrow().replaceAll("^http://[^/]+", "");
  }

  private HttpResponse<String> confirm(String batch) {
    return post(me, batch + "/confirm", "_csrf=" + encode(token(me, batch)));
  }

  private String ended(String batch) {
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> !Visitor.json(me.get(batch + "/progress")).path("state").asText().equals("running"));
    return me.get(batch).body();
  }

  private String refused(String fields) {
    HttpResponse<String> answer =
        post(me, "/desk/tasks/batches", fields + "&list=open&_csrf=" + encode(token(me, "/desk/tasks?list=open")));
    assertThat(answer.statusCode()).isEqualTo(400);
    Matcher problem = Pattern.compile("role=\"alert\">([^<]+)<").matcher(answer.body());
    assertThat(problem.find()).isTrue();
    return problem.group(1);
  }

  private static String token(Visitor visitor, String page) {
    Matcher token = TOKEN.matcher(visitor.get(page).body());
    return token.find() ? token.group(1) : visitor.cookie("HATCHERY-CSRF");
  }

  private static HttpResponse<String> post(Visitor visitor, String path, String body) {
    return visitor.send(
        visitor.request(path)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .header("Accept", "text/html")
            .POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
