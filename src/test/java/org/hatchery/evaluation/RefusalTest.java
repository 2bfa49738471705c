package org.hatchery.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.ArrayList;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.task.Task;
import org.hatchery.HatcheryTest;
import org.hatchery.Story;
import org.hatchery.Visitor;
import org.hatchery.organisation.CityImport;
import org.hatchery.project.Area;
import org.hatchery.project.Projects;
import org.hatchery.project.SampleProjects;
import org.hatchery.project.Stage;
import org.hatchery.project.Timeline;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.io.FileSystemResource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** DOMAIN.md section 2, formal screening: the right to 复核 of a refusal; two clerks at once. */
@HatcheryTest
class RefusalTest {

  @LocalServerPort int port;
  @Autowired Story story;
  @Autowired EvaluationStory evaluation;
  @Autowired Projects projects;
  @Autowired SampleProjects samples;
  @Autowired RuntimeService runtime;
  @Autowired Timeline timeline;
  @Autowired CityImport cityImport;
  @Autowired JdbcClient jdbc;
  @TempDir Path folder;

  // ---- the leader

  @Test
  void theLeaderReadsWhyAndMayLetItStand() {
    String project = refused("wenxin", "ZJ-TEST-" + UUID.randomUUID());
    assertThat(projects.get(project).result()).isEqualTo("refused");
    assertThat(story.open(project)).containsExactly("contestRefusal");
    assertThat(story.whoHas(story.task(project, "contestRefusal"))).containsExactly("wenxin:leader");
    assertThat(lastLetter(project))
        .contains("圆梦微心愿志愿服务队：", "经形式审查不予受理。理由：活动不在本街道", "15 个工作日内答复", "钢山街道");
    assertThat(mail("evaluation.refused:" + project))
        .containsExactly("wenxin.leader")
        .allSatisfy(who -> assertThat(mailText("evaluation.refused:" + project)).contains("/desk/cases/" + project).doesNotContain("活动不在"));
    var shown = story.shown("wenxin.leader", project, "contestRefusal");
    assertThat(shown.get("refusal").toString()).contains("活动不在本街道");
    assertThat(shown.get("findings").toString()).contains("申报主体", "严重违法");
    assertThat(shown.get("answeredBy")).isEqualTo("钢山街道");
    assertThat(shown.get("answerDays")).isEqualTo(15);

    assertThat(story.refused("wenxin.leader", project, "contestRefusal", Map.of())).contains("“决定”");
    assertThat(story.refused("wenxin.leader", project, "contestRefusal", Map.of("decision", "later"))).contains("“决定”");
    assertThat(story.refused("wenxin.leader", project, "contestRefusal", Map.of("decision", "ask"))).contains("“复核理由”");
    assertThat(story.refused("wenxin.leader", project, "contestRefusal", Map.of("decision", "ask", "grounds", "长".repeat(2001))))
        .contains("“复核理由”");
    story.submit("wenxin.leader", project, "contestRefusal", Map.of("decision", "accept"));
    assertThat(story.runs(project, "evaluation")).isFalse();
    assertThat(projects.get(project).endReason()).contains("活动不在本街道");
  }

  @Test
  void aRefusalThatNobodyContestsInTimeStands() {
    String project = refused("wenxin", "ZJ-TEST-" + UUID.randomUUID());
    var due = story.task(project, "contestRefusal").getDueDate().toInstant();
    story.moveTo(due.minusSeconds(1));
    assertThat(story.open(project)).containsExactly("contestRefusal");
    story.moveTo(due.plusSeconds(1));
    assertThat(story.runs(project, "evaluation")).isFalse();
    assertThat(projects.get(project).result()).isEqualTo("refused");
  }

  @Test
  void theGroupAndTheOfficesReadTheLetterInTheCaseAndReviewersDoNot() {
    String project = refused("wenxin", "ZJ-TEST-" + UUID.randomUUID());
    ask(project);
    overturn(project);
    String reviewer = story.tasks(project, "scoreProposal").get(0).getAssignee();
    String page = "/desk/cases/" + project;
    for (String reader : List.of("wenxin.leader", "wenxin.member1", "gangshan-c2.clerk", "gangshan.supervisor")) {
      assertThat(Visitor.signedIn(port, reader).get(page).body()).as(reader).contains("告知书", "申报不予受理", "个工作日内答复");
    }
    assertThat(Visitor.signedIn(port, reviewer).get(page).body()).contains("案卷材料").doesNotContain("告知书", "个工作日内答复");
    assertThat(Visitor.signedIn(port, "yijian.leader").get(page).statusCode()).isEqualTo(403);
  }

  // ---- the next level

  @Test
  void aRefusalThatTheNextLevelUpholdsEndsWithItsReasonsAndTheOthersWaitedForIt() {
    String call = "ZJ-TEST-" + UUID.randomUUID();
    String contested = samples.inStage(Stage.EVALUATION, "wenxin", Area.ELDERLY, call);
    runtime.createProcessInstanceByKey("project").businessKey(contested).startBeforeActivity("evaluationStage").execute();
    evaluation.submit(contested, "screenProposal", Map.of("decision", "refuse", "reason", "活动不在本街道"));
    ask(contested);
    String other = evaluation.begin("yijian", Area.ELDERLY, call);
    evaluation.admit(other);
    assertThat(evaluation.notice(other)).as("it waits for the one under 复核").isNull();
    assertThat(projects.get(contested).result()).isNull();

    assertThat(story.whoHas(story.task(contested, "reconsiderRefusal"))).containsExactly("gangshan:signer");
    var shown = story.shown("gangshan.signer", contested, "reconsiderRefusal");
    assertThat(shown.get("dispute").toString()).contains("活动不在本街道", "活动地点就在龙山社区广场");
    assertThat(shown.get("findings").toString()).contains("服务地域");
    assertThat(shown.get("proposal").toString()).contains("每周三、周六");
    assertThat(story.refused("gangshan.signer", contested, "reconsiderRefusal", Map.of("reason", "见卷"))).contains("“复核决定”");
    assertThat(story.refused("gangshan.signer", contested, "reconsiderRefusal", Map.of("decision", "uphold"))).contains("“复核的理由”");
    assertThat(story.refused("gangshan.signer", contested, "reconsiderRefusal", Map.of("decision", "perhaps", "reason", "见卷")))
        .contains("“复核决定”");
    story.submit("gangshan.signer", contested, "reconsiderRefusal", Map.of("decision", "uphold", "reason", "广场属另一街道"));
    story.runJobs();

    assertThat(story.runs(contested, "evaluation")).isFalse();
    assertThat(projects.get(contested).result()).isEqualTo("refused");
    assertThat(projects.get(contested).endReason()).contains("经复核维持", "广场属另一街道");
    assertThat(lastLetter(contested)).contains("维持不予受理。理由：广场属另一街道", "下一次征集");
    assertThat(timeline.of(contested))
        .extracting(Timeline.Entry::activity)
        .containsExactly("screenProposal", "tellRefused", "contestRefusal", "reconsiderRefusal", "tellUpheld", "closeUnadmitted");
    assertThat(evaluation.notice(other)).as("it waits no longer").isNotNull();
  }

  @Test
  void aRefusalThatIsOverturnedGoesToTheDrawAndIsAnnouncedWithTheOthers() {
    String call = "ZJ-TEST-" + UUID.randomUUID();
    String contested = refused("wenxin", call);
    ask(contested);
    String other = evaluation.begin("yijian", Area.ELDERLY, call);
    evaluation.admit(other);
    overturn(contested);
    assertThat(story.tasks(contested, "scoreProposal")).hasSize(3);
    assertThat(lastLetter(contested)).contains("撤销不予受理，申报已受理", "活动就在本街道");
    assertThat(mail("evaluation.overturned:" + contested)).contains("wenxin.leader", "gangshan-c2.clerk");
    assertThat(evaluation.notice(other)).isNull();
    evaluation.score(contested, 0.8);
    evaluation.sign(contested, "admit");
    assertThat(evaluation.notice(contested)).isNotNull().isEqualTo(evaluation.notice(other));
    evaluation.letNoticeStand(contested);
    assertThat(projects.get(contested).result()).isEqualTo("admitted");
  }

  @Test
  void whileTheLeaderOnlyMayAskTheOthersAreAnnouncedAndALateOneFollows() {
    String call = "ZJ-TEST-" + UUID.randomUUID();
    String other = evaluation.begin("yijian", Area.ELDERLY, call);
    String contested = evaluation.begin("wenxin", Area.ELDERLY, call);
    evaluation.admit(other);
    assertThat(evaluation.notice(other)).isNull();
    evaluation.submit(contested, "screenProposal", Map.of("decision", "refuse", "reason", "活动不在本街道"));
    String first = evaluation.notice(other);
    assertThat(first).as("the last open one was refused: nothing keeps the others waiting").isNotNull();
    ask(contested);
    overturn(contested);
    evaluation.score(contested, 0.8);
    evaluation.sign(contested, "admit");
    assertThat(evaluation.notice(contested)).isNotNull().isNotEqualTo(first);
    assertThat(evaluation.notice(other)).isEqualTo(first);
    evaluation.letNoticeStand(contested);
    assertThat(projects.get(contested).result()).isEqualTo("admitted");
    assertThat(projects.get(other).result()).isEqualTo("admitted");
  }

  @Test
  void anOverdueReconsiderationIsBroughtBeforeTheLevelAboveAndStaysOpen() {
    String contested = refused("wenxin", "ZJ-TEST-" + UUID.randomUUID());
    ask(contested);
    story.moveTo(story.task(contested, "reconsiderRefusal").getDueDate().toInstant().plusSeconds(1));
    assertThat(story.open(contested)).containsExactly("reconsiderRefusal");
    assertThat(mail("evaluation.escalated:" + contested))
        .containsExactlyInAnyOrder("zc.signer", "zc.signer2", "zc.supervisor", "wenxin.leader");
    assertThat(lastLetter(contested)).contains("到期还没有答复", "邹城市");
    assertThat(timeline.of(contested)).extracting(Timeline.Entry::said).contains("复核逾期，已报告邹城市");
    overturn(contested);
    assertThat(story.tasks(contested, "scoreProposal")).hasSize(3);
  }

  @Test
  void whoScreenedDoesNotReconsiderWhateverHisOffice() throws Exception {
    String project = evaluation.begin("wenxin");
    standIn("gangshan-c2.clerk", "gangshan.signer");
    try {
      story.submit("gangshan.signer", project, "screenProposal", Map.of("decision", "refuse", "reason", "活动不在本街道"));
      ask(project);
      assertThat(
              story.refused(
                  "gangshan.signer", project, "reconsiderRefusal", Map.of("decision", "uphold", "reason", "我审的没错")))
          .contains("由您经手");
    } finally {
      standsInNoMore();
    }
  }

  // ---- two clerks

  @Test
  void ofTwoClerksWhoClaimAtOnceOneWinsAndTheOtherIsToldWhoAndWhen() throws Exception {
    String project = evaluation.begin("wenxin");
    standIn("gangshan-c2.clerk", "gangshan-c3.clerk");
    try {
      Task task = story.task(project, "screenProposal");
      List<String> clerks = List.of("gangshan-c2.clerk", "gangshan-c3.clerk");
      List<Visitor> visitors = clerks.stream().map(clerk -> Visitor.signedIn(port, clerk)).toList();
      List<HttpResponse<String>> claims =
          atOnce(
              visitors, clerks,
              (visitor, clerk) -> visitor.engine("POST", "task/" + task.getId() + "/claim", "{\"userId\":\"" + clerk + "\"}"));
      assertThat(claims).extracting(HttpResponse::statusCode).containsExactlyInAnyOrder(204, 409);
      int loser = claims.get(0).statusCode() == 409 ? 0 : 1;
      String winner = name(clerks.get(1 - loser));
      assertThat(Visitor.message(claims.get(loser)))
          .matches("这项任务刚刚已由" + winner + "于 \\d+月\\d+日 \\d\\d:\\d\\d 认领。请刷新任务列表。");

      String accept = "{\"variables\":{\"decision\":{\"value\":\"accept\",\"type\":\"String\"}}}";
      assertThat(Visitor.message(visitors.get(loser).engine("POST", "task/" + task.getId() + "/submit-form", accept)))
          .contains("已由别人认领");
      assertThat(visitors.get(1 - loser).engine("POST", "task/" + task.getId() + "/submit-form", accept).statusCode())
          .isEqualTo(204);
      for (String path : List.of("/submit-form", "/claim")) {
        String body = path.equals("/claim") ? "{\"userId\":\"" + clerks.get(loser) + "\"}" : accept;
        assertThat(Visitor.message(visitors.get(loser).engine("POST", "task/" + task.getId() + path, body)))
            .matches("这项任务已由" + winner + "于 \\d+月\\d+日 \\d\\d:\\d\\d 办结，不必再办。请刷新任务列表。");
      }
      assertThat(Visitor.message(Visitor.signedIn(port, "wenxin.leader").engine("POST", "task/" + task.getId() + "/claim", "{\"userId\":\"wenxin.leader\"}")))
          .as("who could not do it is not told who did")
          .doesNotContain(winner);
      assertThat(timeline.of(project)).filteredOn(e -> e.activity().equals("screenProposal")).hasSize(1);
    } finally {
      standsInNoMore();
    }
  }

  @Test
  void ofTwoSubmissionsOfOneTaskAtOnceOneCounts() throws Exception {
    String project = evaluation.begin("wenxin");
    Task task = story.task(project, "screenProposal");
    List<Visitor> windows =
        List.of(Visitor.signedIn(port, "gangshan-c2.clerk"), Visitor.signedIn(port, "gangshan-c2.clerk"));
    windows.get(0).engine("POST", "task/" + task.getId() + "/claim", "{\"userId\":\"gangshan-c2.clerk\"}");
    List<HttpResponse<String>> answers =
        atOnce(
            windows, List.of("accept", "accept"),
            (visitor, decision) ->
                visitor.engine(
                    "POST", "task/" + task.getId() + "/submit-form",
                    "{\"variables\":{\"decision\":{\"value\":\"" + decision + "\",\"type\":\"String\"}}}"));
    assertThat(answers).extracting(HttpResponse::statusCode).containsExactlyInAnyOrder(204, 409);
    assertThat(answers)
        .filteredOn(answer -> answer.statusCode() == 409)
        .allSatisfy(answer -> assertThat(Visitor.message(answer)).containsAnyOf("已经办结", "同时在办理"));
    assertThat(timeline.of(project)).filteredOn(e -> e.activity().equals("screenProposal")).hasSize(1);
    assertThat(jdbc.sql("select count(*) from hatchery.screening where case_number = :c").param("c", project).query(Integer.class).single())
        .isEqualTo(1);
  }

  // ---- helpers

  private interface Call {
    HttpResponse<String> by(Visitor visitor, String what);
  }

  private static List<HttpResponse<String>> atOnce(List<Visitor> visitors, List<String> what, Call call) throws Exception {
    CountDownLatch start = new CountDownLatch(1);
    ExecutorService threads = Executors.newFixedThreadPool(visitors.size());
    try {
      List<Future<HttpResponse<String>>> running = new ArrayList<>();
      for (int i = 0; i < visitors.size(); i++) {
        int one = i;
        running.add(threads.submit(() -> {
          start.await();
          return call.by(visitors.get(one), what.get(one));
        }));
      }
      start.countDown();
      List<HttpResponse<String>> answers = new ArrayList<>();
      for (Future<HttpResponse<String>> answer : running) {
        answers.add(answer.get(60, TimeUnit.SECONDS));
      }
      return answers;
    } finally {
      threads.shutdownNow();
    }
  }

  private String refused(String group, String call) {
    String project = evaluation.begin(group, Area.ELDERLY, call);
    evaluation.submit(project, "screenProposal", Map.of("decision", "refuse", "reason", "活动不在本街道"));
    return project;
  }

  private void ask(String project) {
    story.submit(
        "wenxin.leader", project, "contestRefusal", Map.of("decision", "ask", "grounds", "活动地点就在龙山社区广场"));
  }

  private void overturn(String project) {
    story.submit("gangshan.signer", project, "reconsiderRefusal", Map.of("decision", "overturn", "reason", "活动就在本街道"));
    story.runJobs();
  }

  /** For the time of a test somebody stands in for the clerk. */
  private void standIn(String clerk, String deputy) throws Exception {
    LocalDate today = LocalDate.ofInstant(story.now(), ZoneId.of("Asia/Shanghai"));
    java.nio.file.Files.writeString(
        folder.resolve("deputies.csv"),
        "账号,代理人账号,角色,组织编码,开始日期,结束日期\n" + clerk + "," + deputy + ",经办," + clerk.replace(".clerk", "") + "," + today + "," + today.plusDays(30) + "\n");
    assertThat(cityImport.importFrom(new FileSystemResource(folder + "/"), null).refused()).isEmpty();
  }

  private void standsInNoMore() throws Exception {
    jdbc.sql("delete from hatchery.deputy where organisation = 'gangshan-c2'").update();
    java.nio.file.Files.delete(folder.resolve("deputies.csv"));
    java.nio.file.Files.writeString(folder.resolve("people.csv"), "账号,姓名\n");
    cityImport.importFrom(new FileSystemResource(folder + "/"), null);
  }

  private String name(String person) {
    return jdbc.sql("select name from hatchery.person where id = :id").param("id", person).query(String.class).single();
  }

  private String lastLetter(String project) {
    return jdbc.sql("select text from hatchery.case_letter where case_number = :c order by number desc limit 1")
        .param("c", project)
        .query(String.class)
        .single();
  }

  private List<String> mail(String event) {
    return jdbc.sql("select recipient from hatchery.mail where event = :e").param("e", event).query(String.class).list();
  }

  private String mailText(String event) {
    return jdbc.sql("select body from hatchery.mail where event = :e limit 1").param("e", event).query(String.class).single();
  }
}
