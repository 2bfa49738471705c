package org.hatchery.publicity;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.task.Task;
import org.hatchery.HatcheryTest;
import org.hatchery.Story;
import org.hatchery.Visitor;
import org.hatchery.calendar.Deadlines;
import org.hatchery.project.SampleProjects;
import org.hatchery.project.Stage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Anyone objects; the group states; another organisation decides; the objector stays unknown to the group. */
@HatcheryTest
class ObjectionTest {

  private static final String FACTS = "该队伍去年同名项目已获其他资金支持。";

  @LocalServerPort int port;
  @Autowired Story story;
  @Autowired NoticeStory stories;
  @Autowired Notices notices;
  @Autowired Objections objections;
  @Autowired SampleProjects projects;
  @Autowired Deadlines deadlines;
  @Autowired Clock clock;
  @Autowired JdbcClient jdbc;
  @Autowired RuntimeService runtime;

  private Visitor anybody;
  private String first;
  private String second;
  private String notice;

  @BeforeEach
  void announceTwo() {
    anybody = new Visitor(port);
    first = projects.inStage(Stage.EVALUATION, "yijian");
    second = projects.inStage(Stage.EVALUATION, "wenxin");
    notice = stories.announce(first, second);
  }

  private HttpResponse<String> send(String item, String facts, String objector, String contact) {
    String page = "/portal/notices/" + notice + "/object";
    return anybody.form(page, page, Map.of("item", item, "facts", facts, "objector", objector, "contact", contact));
  }

  private static String number(HttpResponse<String> answer) {
    Matcher found = Pattern.compile("YY-GANGSHAN-\\d{4}-\\d+").matcher(answer.body());
    assertThat(found.find()).as(answer.body()).isTrue();
    return found.group();
  }

  private String standing(String number, String contact) {
    return anybody.form("/portal/objections", "/portal/objections", Map.of("number", number, "contact", contact)).body();
  }

  @Test
  void aResidentObjectsOnThePublicPageAndIsAnswered() {
    assertThat(anybody.get("/portal/notices/" + notice).body()).contains("提出异议", "/object");
    String objection = number(send(first, FACTS + "<b>", "王女士", "wang@example.cn"));
    assertThat(standing(objection, "wang@example.cn")).contains("正在请队伍说明");
    assertThat(standing(objection, "someone@else.cn")).contains("没有查到").doesNotContain("正在请队伍说明");

    Task statement = story.task(objection, "stateOnObjection");
    assertThat(story.whoHas(statement)).containsExactly("yijian:leader");
    assertThat(all("yijian.leader", objection, "stateOnObjection"))
        .contains(FACTS, "入库")
        .doesNotContain("王女士", "wang@example.cn");
    story.submit("yijian.leader", objection, "stateOnObjection", Map.of("decision", "save", "statement", "先记一笔"));
    assertThat(story.shown("yijian.leader", objection, "stateOnObjection").get("statement")).isEqualTo("先记一笔");
    assertThat(story.refused("yijian.leader", objection, "stateOnObjection", Map.of("decision", "submit", "statement", " ")))
        .contains("“说明”");
    story.submit("yijian.leader", objection, "stateOnObjection", Map.of("decision", "submit", "statement", "去年是另一项活动。"));
    assertThat(standing(objection, "wang@example.cn")).contains("队伍已说明");

    assertThat(story.task(objection, "decideObjection").getDueDate().toInstant())
        .as("ten working days from the day it came in")
        .isEqualTo(deadlines.due("decideObjection", objections.get(objection).registeredAt()));
    assertThat(all("zc.signer", objection, "decideObjection")).contains("王女士", "wang@example.cn", "去年是另一项活动。");
    assertThat(story.refused("zc.signer", objection, "decideObjection",
            Map.of("decision", "dismissed", "reason", "已告知 wang@example.cn。")))
        .contains("“理由”").contains("联系方式");
    story.submit("zc.signer", objection, "decideObjection", Map.of("decision", "dismissed", "reason", "经核实不是同一项目。"));

    assertThat(standing(objection, "wang@example.cn")).contains("异议不成立", "经核实不是同一项目。");
    assertThat(mails("answered:" + objection)).containsExactly("wang@example.cn");
    assertThat(mails("handled:" + objection)).containsExactly("yijian.leader");
    assertThat(bodies("handled:" + objection)).allSatisfy(body -> assertThat(body).contains("经核实不是同一项目。").doesNotContain("王女士", "wang@"));
    story.moveTo(notices.get(notice).endsAt().plusSeconds(60));
    assertThat(stories.states(notice)).containsExactly("stands", "stands");
  }

  @Test
  void theEndOfALineCountsOnceAsInTheBrowser() {
    String objection = number(send(first, "长".repeat(1000) + "\r\n" + "长".repeat(999), "李女士", "13911113333"));
    assertThat(jdbc.sql("select char_length(facts) from hatchery.objection where number = :n").param("n", objection).query(Integer.class).single())
        .isEqualTo(2000);
  }

  @Test
  void whatIsIncompleteWrongOrTooLateIsRefusedWithWhatWasTyped() {
    assertThat(send(first, "", "王女士", "13911112222").body()).contains("请填写", "匿名").contains("value=\"王女士\"");
    assertThat(send(first, FACTS, "王女士", "不告诉你").body()).contains("“联系方式”要有").contains(FACTS);
    assertThat(send(first, "长".repeat(2001), "王女士", "13911112222").body()).contains("最多 2000 字");
    assertThat(send("SB-NONE", FACTS, "王女士", "13911112222").body()).contains("不在公示中");
    assertThat(send("", FACTS, "王女士", "13911112222").body()).contains("不在公示中");
    assertThat(anybody.get("/portal/notices/GS-NONE-2026-0001/object").statusCode()).isEqualTo(404);
    for (int i = 0; i < 3; i++) {
      number(send(first, FACTS + i, "王女士", "13911112222"));
    }
    assertThat(send(second, FACTS, "王女士", "13911112222").body()).contains("最多提出 3 件");
    assertThat(jdbc.sql("select count(*) from hatchery.objection where notice = :n").param("n", notice).query(Integer.class).single())
        .as("nothing half kept")
        .isEqualTo(3);

    Instant end = notices.get(notice).endsAt();
    story.moveTo(end.minusSeconds(60));
    number(send(second, FACTS, "李先生", "13911113333"));
    story.moveTo(end.plusSeconds(1));
    assertThat(send(second, FACTS, "赵先生", "13911114444").body()).contains("公示期已过");
    assertThat(anybody.get("/portal/notices/" + notice).body()).doesNotContain("/object\"");
  }

  @Test
  void aGroupThatDoesNotAnswerMayLoseItsResult() {
    String objection = stories.object(notice, first, "13911112222");
    story.moveTo(deadlines.due("stateOnObjection", clock.instant()).plusSeconds(1));
    assertThat(story.open(objection)).containsExactly("decideObjection");
    assertThat(story.shown("zc.signer", objection, "decideObjection").get("statements").toString()).contains("没有说明");
    story.submit("zc.signer", objection, "decideObjection", Map.of("decision", "uncooperative", "reason", "三次联系均不配合。"));
    assertThat(stories.states(notice)).first().isEqualTo("cancelled");
    assertThat(stories.ended(first)).isEqualTo("testCancelled");
    assertThat(bodies("handled:" + objection)).allSatisfy(body -> assertThat(body).contains("不配合核查"));
  }

  @Test
  void whatIsNotDecidedInTimeIsTakenUpAndNeverSettlesByItself() {
    String objection = stories.object(notice, first, "13911112222");
    Instant end = deadlines.due("decideObjection", objections.get(objection).registeredAt());
    story.moveTo(end.minusSeconds(1));
    assertThat(mails("escalated:" + objection)).isEmpty();
    story.moveTo(end.plusSeconds(1));
    assertThat(mails("escalated:" + objection)).contains("zc.signer", "gangshan.supervisor", "zc.supervisor");
    story.pass(Duration.ofDays(60));
    assertThat(stories.states(notice)).containsExactly("open", "stands");
    assertThat(story.open(objection)).containsExactly("decideObjection");
    story.submit("zc.signer", objection, "decideObjection", Map.of("decision", "dismissed", "reason", "经核实无此事。"));
    story.runJobs();
    assertThat(stories.states(notice)).containsExactly("stands", "stands");
  }

  @Test
  void whoSignedOrScoredCannotTakeIt() {
    String objection = stories.object(notice, first, "13911112222");
    story.submit("yijian.leader", objection, "stateOnObjection", Map.of("decision", "submit", "statement", "没有此事。"));
    jdbc.sql("update hatchery.notice set signers = array['zc.signer'] where number = :n").param("n", notice).update();
    assertThat(story.refused("zc.signer", objection, "decideObjection", Map.of("decision", "dismissed", "reason", "无")))
        .contains("由您签署或经手");
    jdbc.sql("update hatchery.notice set signers = '{}' where number = :n").param("n", notice).update();
    jdbc.sql("""
            insert into hatchery.timeline (case_number, activity, activity_name, person, outcome, said, reason, rule, happened_at)
            select :case, 'scoreProposal', '专家评审', 'zc.signer', 'submit', '提交评审', '', '', now()
            """)
        .param("case", first)
        .update();
    assertThat(story.refused("zc.signer", objection, "decideObjection", Map.of("decision", "dismissed", "reason", "无")))
        .contains("由您签署或经手");
  }

  @Test
  void theGroupNeverLearnsWhoObjects() {
    String objection = stories.object(notice, first, "13977778888");
    Task statement = story.task(objection, "stateOnObjection");
    Visitor leader = Visitor.signedIn(port, "yijian.leader");
    for (String path : List.of(
        "/camunda/api/engine/engine/default/task/" + statement.getId() + "/form-variables",
        "/camunda/api/engine/engine/default/task/" + statement.getId() + "/variables",
        "/camunda/api/engine/engine/default/task/" + statement.getId(),
        "/camunda/api/engine/engine/default/history/variable-instance?processInstanceId=" + statement.getProcessInstanceId(),
        "/camunda/api/engine/engine/default/variable-instance?processInstanceIdIn=" + statement.getProcessInstanceId(),
        "/camunda/api/engine/engine/default/history/user-operation",
        "/desk/cases/" + objection,
        "/desk/cases/" + first,
        "/desk/tasks/" + statement.getId() + "/case",
        "/desk/supervision",
        "/portal/notices/" + notice)) {
      assertThat(leader.get(path).body()).as(path).doesNotContain("13977778888", "王先生");
    }
    assertThat(leader.get("/desk/supervision").statusCode()).isEqualTo(403);
    story.submit("yijian.leader", objection, "stateOnObjection", Map.of("decision", "submit", "statement", "没有此事。"));
    Task decision = story.task(objection, "decideObjection");
    HttpResponse<String> asked = leader.get("/camunda/api/engine/engine/default/task/" + decision.getId() + "/form-variables");
    assertThat(asked.statusCode()).isGreaterThanOrEqualTo(400);
    assertThat(asked.body()).doesNotContain("13977778888", "王先生");
    assertThat(jdbc.sql("select body from hatchery.mail where person = 'yijian.leader'").query(String.class).list())
        .allSatisfy(body -> assertThat(body).doesNotContain("13977778888", "王先生"));
  }

  @Test
  void nobodyStartsAnObjectionPastFormAndPage() {
    Visitor clerk = Visitor.signedIn(port, "gangshan.clerk");
    HttpResponse<String> answer =
        clerk.engine("POST", "message", "{\"messageName\":\"objectionReceived\",\"businessKey\":\"YY-X-2026-0001\"}");
    assertThat(answer.statusCode()).isGreaterThanOrEqualTo(400);
    assertThat(story.refusal(() -> story.as("gangshan.clerk", () -> runtime.startProcessInstanceByMessage("objectionReceived", "YY-X-2026-0001"))))
        .contains("请从工作台的“发起流程”里填写表单发起");
  }

  @Test
  void supervisorsSeeWhatIsHandledButNotWhoObjects() {
    String objection = stories.object(notice, first, "13966665555");
    String page = Visitor.signedIn(port, "gangshan.supervisor").get("/desk/supervision").body();
    assertThat(page).contains(objection, "处理中").doesNotContain("13966665555", "王先生");
    assertThat(Visitor.signedIn(port, "qianquan.supervisor").get("/desk/supervision").body())
        .as("another street's")
        .doesNotContain(objection);
    assertThat(Visitor.signedIn(port, "zc.supervisor").get("/desk/supervision").body()).contains(objection);
    story.moveTo(deadlines.due("decideObjection", objections.get(objection).registeredAt()).plusSeconds(1));
    assertThat(Visitor.signedIn(port, "gangshan.supervisor").get("/desk/supervision").body()).contains("逾期未处理");
    assertThat(story.refusal(() -> story.submit("gangshan.supervisor", story.task(objection, "decideObjection"),
            Map.of("decision", "dismissed", "reason", "无"))))
        .contains("权限");
  }

  /** All that the form shows, in one text. */
  private String all(String user, String caseNumber, String task) {
    return String.join(" ", story.shown(user, caseNumber, task).values().stream().map(String::valueOf).toList());
  }

  private List<String> mails(String event) {
    return jdbc.sql("select recipient from hatchery.mail where event = :event").param("event", event).query(String.class).list();
  }

  private List<String> bodies(String event) {
    List<String> bodies = jdbc.sql("select body from hatchery.mail where event = :event").param("event", event).query(String.class).list();
    assertThat(bodies).isNotEmpty();
    return bodies;
  }
}
