package org.hatchery.publicity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.hatchery.HatcheryTest;
import org.hatchery.Story;
import org.hatchery.project.SampleProjects;
import org.hatchery.project.Stage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** DOMAIN.md, Public notice: one notice over many results; each goes on by itself once its own item stands. */
@HatcheryTest
class PublicNoticeTest {

  @Autowired Story story;
  @Autowired NoticeStory stories;
  @Autowired Notices notices;
  @Autowired SampleProjects projects;
  @Autowired RuntimeService runtime;
  @Autowired RepositoryService repository;
  @Autowired JdbcClient jdbc;

  private String first;
  private String second;
  private String notice;

  /** Two projects that wait for the notice as the stages do. */
  @BeforeEach
  void announceTwo() {
    first = projects.inStage(Stage.EVALUATION, "yijian");
    second = projects.inStage(Stage.EVALUATION, "wenxin");
    notice = stories.announce(first, second);
  }

  @Test
  void whatNobodyObjectsToStandsAfterFiveWorkingDays() {
    assertThat(notice).startsWith("GS-GANGSHAN-");
    assertThat(mails("notice:" + notice + ":" + first)).containsExactly("yijian.leader");
    assertThat(states()).containsExactly("open", "open");

    story.moveTo(notices.get(notice).endsAt().minusSeconds(60));
    assertThat(states()).as("not before its time is over").containsExactly("open", "open");
    story.pass(Duration.ofMinutes(2));

    assertThat(states()).containsExactly("stands", "stands");
    assertThat(ended(first)).isEqualTo("testStood");
    assertThat(ended(second)).isEqualTo("testStood");
    assertThat(notices.get(notice).closedAt()).isNotNull();
  }

  @Test
  void anObjectionThatIsDismissedDelaysOnlyItsOwnItem() {
    String objection = object(first);
    state("yijian.leader", objection);
    story.moveTo(notices.get(notice).endsAt().plusSeconds(60));
    assertThat(states()).containsExactly("open", "stands");
    assertThat(ended(second)).isEqualTo("testStood");
    assertThat(story.whoHas(story.task(objection, "decideObjection"))).containsExactly("zc:signer");
    assertThat(story.shown("zc.signer", objection, "decideObjection").get("objection").toString()).contains("13911112222");

    // nobody decides within ten working days: the notice asks again and goes on waiting
    story.pass(Duration.ofDays(20));
    assertThat(states()).containsExactly("open", "stands");

    story.submit("zc.signer", objection, "decideObjection", Map.of("decision", "dismissed", "reason", "经核实，活动记录和照片齐全。"));
    story.runJobs();
    assertThat(states()).containsExactly("stands", "stands");
    assertThat(ended(first)).isEqualTo("testStood");
  }

  @Test
  void anUpheldObjectionCancelsOrDecidesAgainAtOnce() {
    String cancelled = object(first);
    state("yijian.leader", cancelled);
    story.submit("zc.signer", cancelled, "decideObjection", Map.of("decision", "cancelled", "reason", "项目与已获资助项目重复。"));
    String again = object(second);
    state("wenxin.leader", again);
    story.submit("zc.signer", again, "decideObjection", Map.of("decision", "redecide", "reason", "一名评审人应当回避。"));
    assertThat(states()).containsExactly("cancelled", "redecide");
    assertThat(ended(first)).isEqualTo("testCancelled");
    assertThat(ended(second)).isEqualTo("testRedecided");
    story.moveTo(notices.get(notice).endsAt().plusSeconds(60));
    assertThat(notices.get(notice).closedAt()).isNotNull();
  }

  @Test
  void aCaseThatEndedMeanwhileIsMoot() {
    runtime.deleteProcessInstance(
        runtime.createProcessInstanceQuery().processInstanceBusinessKey(first).processDefinitionKey("testWaits").singleResult().getId(),
        "withdrawn");
    story.moveTo(notices.get(notice).endsAt().plusSeconds(60));
    assertThat(states()).containsExactly("moot", "stands");
  }

  @Test
  void whoSignedDoesNotDecideAndAfterTheTimeNobodyObjects() {
    String objection = object(first);
    state("yijian.leader", objection);
    jdbc.sql("update hatchery.notice set signers = array['zc.signer'] where number = :n").param("n", notice).update();
    assertThat(story.refused("zc.signer", objection, "decideObjection", Map.of("decision", "dismissed", "reason", "无")))
        .contains("由您签署");
    assertThat(story.refused("gangshan.signer", objection, "decideObjection", Map.of("decision", "dismissed", "reason", "无")))
        .contains("没有办理这项任务的权限");

    story.moveTo(notices.get(notice).endsAt().plusSeconds(60));
    String late = story.start("gangshan.clerk", "objection", Map.of());
    assertThat(story.refused("gangshan.clerk", late, "recordObjection", entry(first))).contains("公示期已过");
    assertThat(states()).first().isEqualTo("open");
  }

  @Test
  void aRecordIsDroppedLapsesOrIsIncomplete() {
    String dropped = story.start("gangshan.clerk", "objection", Map.of("note", "来电"));
    assertThat(story.refused("gangshan.clerk", dropped, "recordObjection", Map.of("decision", "register")))
        .contains("“公示项目”").contains("匿名");
    assertThat(story.refused("gangshan.clerk", dropped, "recordObjection", Map.of("decision", "register", "facts", "长".repeat(2001))))
        .contains("“事实和理由”");
    assertThat(story.refused("gangshan.clerk", dropped, "recordObjection", entry("SB-NONE"))).contains("不在公示中");
    story.submit("gangshan.clerk", dropped, "recordObjection", Map.of("decision", "drop"));
    assertThat(story.runs(dropped, "objection")).isFalse();

    String lapsing = story.start("gangshan.clerk", "objection", Map.of());
    story.pass(Duration.ofDays(10));
    assertThat(story.runs(lapsing, "objection")).isFalse();
    assertThat(repositoryAs("yijian.leader")).as("a leader cannot start it").isZero();
  }

  private long repositoryAs(String user) {
    return story.as(user, () -> repository.createProcessDefinitionQuery().processDefinitionKey("objection").startableInTasklist().startablePermissionCheck().count());
  }

  private void state(String leader, String objection) {
    story.submit(leader, objection, "stateOnObjection", Map.of("decision", "submit", "statement", "去年的项目是另一项活动，没有重复申请资金。"));
  }

  private String object(String caseNumber) {
    String objection = story.start("gangshan.clerk", "objection", Map.of());
    assertThat(story.shown("gangshan.clerk", objection, "recordObjection").get("items").toString()).contains(caseNumber);
    story.submit("gangshan.clerk", objection, "recordObjection", entry(caseNumber));
    return objection;
  }

  private Map<String, Object> entry(String caseNumber) {
    return Map.of(
        "decision", "register", "item", notice + "|" + caseNumber, "facts", "该队伍去年同名项目已获其他资金支持。",
        "objector", "王先生", "contact", "13911112222");
  }

  private List<String> states() {
    return notices.items(notice).stream().map(Notices.ItemState::state).toList();
  }

  private String ended(String caseNumber) {
    return stories.ended(caseNumber);
  }

  private List<String> mails(String event) {
    return jdbc.sql("select person from hatchery.mail where event = :event").param("event", event).query(String.class).list();
  }
}
