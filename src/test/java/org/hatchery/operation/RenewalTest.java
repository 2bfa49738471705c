package org.hatchery.operation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.camunda.bpm.engine.RuntimeService;
import org.hatchery.HatcheryTest;
import org.hatchery.Story;
import org.hatchery.project.Documents;
import org.hatchery.project.ProjectEnded;
import org.hatchery.project.Projects;
import org.hatchery.project.SampleProjects;
import org.hatchery.project.Stage;
import org.hatchery.publicity.Notices;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;

/** DOMAIN.md, Branded operation: quarterly reports, yearly renewal, revocation. */
@HatcheryTest
class RenewalTest {

  private static final String LEADER = "wenxin.leader";
  private static final String CENTRE = "gangshan-center.signer";

  /** One for each story: names stay in use in the shared city. */
  private static final String OWN = "天地玄黄宇宙洪荒日月盈亏辰宿列张寒来暑往秋收冬藏";

  private static int told;

  @Autowired Story story;
  @Autowired OperationStory operation;
  @Autowired SampleProjects samples;
  @Autowired Projects projects;
  @Autowired Brands brands;
  @Autowired Quarters quarters;
  @Autowired Renewals renewals;
  @Autowired Feedback feedback;
  @Autowired Notices notices;
  @Autowired Documents documents;
  @Autowired RuntimeService runtime;
  @Autowired JdbcClient jdbc;
  @Autowired ApplicationEventPublisher events;

  private String brand;

  @BeforeEach
  void awarded() {
    brand = samples.inStage(Stage.OPERATION, "wenxin");
    operation.aged(brand, 7, 0);
    runtime.startProcessInstanceByKey("operation", brand);
    operation.brand(brand, "微心愿" + OWN.charAt(told++));
  }

  @Test
  void aYearWithoutSignalsIsRenewedByRuleWithStarsAndFigures() {
    for (int i = 0; i < 11; i++) {
      feedback.rate(brand, 95);
    }
    assertThat(story.open(brand)).as("nothing to report before the quarter ends").isEmpty();
    operation.year(brand);

    Renewal renewal = renewals.find(brand, 1).orElseThrow();
    assertThat(renewal.decision()).isEqualTo(Renewal.Decision.RULE);
    assertThat(renewal.signals()).isEmpty();
    assertThat(renewal.rule()).contains("renewal v").contains("没有信号").contains("五星级");
    assertThat(renewal.drawn()).isEqualTo(new Random(renewal.seed()).nextDouble());
    assertThat(brands.of(brand).orElseThrow())
        .returns(5, Brands.Brand::stars)
        .returns(2, Brands.Brand::year)
        .returns(false, Brands.Brand::watched);
    assertThat(mails("renewed:" + brand + ":1")).singleElement().asString()
        .contains("五星级")
        .contains("报告按时 4 份、逾期 0 份，活动 48 次，服务 480 小时、1200 人次，群众评分 11 人、均分 95.00");
    List<Quarter> reported = quarters.of(brand);
    assertThat(reported).hasSize(5);
    assertThat(reported.get(0).startsOn())
        .as("the first quarter begins with the award")
        .isAfter(reported.get(0).endsOn().minusMonths(3));
    assertThat(reported.get(1).startsOn()).isEqualTo(reported.get(0).endsOn().plusDays(1));
    assertThat(reported.get(4).year()).isEqualTo(2);

    // what was rated in the first year does not count in the second
    operation.year(brand);
    assertThat(renewals.find(brand, 2).orElseThrow().ratings()).isZero();
    assertThat(brands.of(brand).orElseThrow().stars()).isEqualTo(4);
  }

  @Test
  void aReportIsSavedAndHandedInUntilItsTermEnds() {
    operation.quarterEnds(brand);
    assertThat(story.whoHas(story.task(brand, "fileReport"))).containsExactly("wenxin:leader");
    var due = story.task(brand, "fileReport").getDueDate();
    assertThat(due.toInstant()).isEqualTo(quarters.current(brand).dueAt());
    story.submit(LEADER, brand, "fileReport", Map.of("decision", "save", "activities", 3, "endWish", true));
    assertThat(story.shown(LEADER, brand, "fileReport").get("activities")).isEqualTo(3);
    assertThat(story.shown(LEADER, brand, "fileReport").get("endWish")).isEqualTo(true);
    assertThat(story.shown(LEADER, brand, "fileReport").get("quarterText")).isEqualTo(quarters.current(brand).name());
    assertThat(story.task(brand, "fileReport").getDueDate()).isEqualTo(due);
    story.moveTo(due.toInstant().minusSeconds(60));
    operation.report(brand, 0, 0, 0);
    assertThat(quarters.of(brand)).hasSize(2).first()
        .returns(LEADER, Quarter::filedBy).returns(false, Quarter::overdue);
  }

  @Test
  void wrongReportsAreRefusedInTheUsersWords() {
    operation.quarterEnds(brand);
    assertThat(reported(Map.of())).contains("“决定”");
    assertThat(reported(Map.of("decision", "submit")))
        .contains("“活动次数”").contains("“服务时长”").contains("“服务人次”").contains("“小结”");
    assertThat(reported(with("decision", "other"))).contains("“决定”没有这个选项");
    assertThat(reported(with("activities", -1))).contains("“活动次数”");
    assertThat(reported(with("activities", 10001))).contains("“活动次数”");
    assertThat(reported(with("activities", 1.5))).contains("“活动次数”应为整数");
    assertThat(reported(with("hours", "很多"))).contains("“服务时长”应为数字");
    assertThat(reported(with("hours", 1000001))).contains("“服务时长”");
    assertThat(reported(with("served", 10000001))).contains("“服务人次”");
    assertThat(reported(with("summary", "长".repeat(3001)))).contains("“小结”");
    assertThat(reported(with("endWish", "yes"))).contains("“希望结束运营”应为是或否");
    assertThat(reported(with("x", "y"))).contains("没有这些项：x");
    assertThat(story.refused("yijian.leader", brand, "fileReport", with("decision", "submit"))).contains("没有办理这项任务的权限");
  }

  @Test
  void oneOverdueReportIsASignalAndTheCentreKeepsTheBrand() {
    operation.reportMissed(brand);
    assertThat(mails("report-overdue:" + brand + ":1")).singleElement().asString().contains("再次逾期须整改");
    operation.year(brand);
    assertThat(story.whoHas(story.task(brand, "decideRenewal"))).containsExactly("gangshan-center:signer");
    var shown = story.shown(CENTRE, brand, "decideRenewal");
    assertThat(shown.get("signalRows").toString()).isEqualTo("[{\"signal\":\"有季度报告逾期未交\"}]");
    assertThat(shown.get("figuresText").toString()).contains("报告按时 3 份、逾期 1 份");
    assertThat(shown.get("quarterRows").toString()).contains("逾期未交");
    assertThat(shown.get("stars")).isEqualTo("4");

    decisionsRefused();
    story.submit(CENTRE, brand, "decideRenewal", Map.of("decision", "keep", "stars", "4"));
    assertThat(brands.of(brand).orElseThrow()).returns(4, Brands.Brand::stars).returns(2, Brands.Brand::year);
    assertThat(mails("renewed:" + brand + ":1")).singleElement().asString().contains("经管理中心决定保留，四星级");
  }

  private void decisionsRefused() {
    assertThat(decided(Map.of())).contains("“决定”");
    assertThat(decided(Map.of("decision", "other"))).contains("“决定”没有这个选项");
    assertThat(decided(Map.of("decision", "keep"))).contains("“星级”");
    assertThat(decided(Map.of("decision", "keep", "stars", "6"))).contains("“星级”应为三星、四星或五星");
    assertThat(decided(Map.of("decision", "keep", "stars", 4))).contains("“星级”应为文字");
    assertThat(decided(Map.of("decision", "keep", "stars", "5"))).contains("与按规则得出的四星级不同");
    assertThat(decided(Map.of("decision", "watch"))).contains("“理由”");
    assertThat(decided(Map.of("decision", "revoke"))).contains("“理由”");
    assertThat(decided(Map.of("decision", "end"))).contains("“理由”");
    assertThat(decided(Map.of("decision", "watch", "reason", "长".repeat(2001)))).contains("“理由”");
    assertThat(decided(Map.of("decision", "watch", "x", "y"))).contains("没有这些项：x");
    assertThat(story.refused("gangshan.signer", brand, "decideRenewal", Map.of("decision", "keep")))
        .contains("没有办理这项任务的权限");
  }

  @Test
  void watchedMeansThatAPersonDecidesAgainNextYear() {
    feedback.complain(brand, "约好的服务没有来。");
    operation.year(brand);
    assertThat(signals()).contains("有群众投诉");
    story.submit(CENTRE, brand, "decideRenewal", Map.of("decision", "watch", "reason", "看看明年是否守约。"));
    assertThat(brands.of(brand).orElseThrow().watched()).isTrue();
    assertThat(mails("renewed:" + brand + ":1")).singleElement().asString().contains("看看明年是否守约。");

    operation.year(brand);
    assertThat(signals()).isEqualTo("[{\"signal\":\"上年续评要求观察\"}]");
    story.submit(CENTRE, brand, "decideRenewal", Map.of("decision", "keep", "stars", "3", "reason", "还要再看。"));
    assertThat(brands.of(brand).orElseThrow()).returns(false, Brands.Brand::watched).returns(3, Brands.Brand::stars);
  }

  @Test
  void theOneDrawnAsSampleIsDecidedByAPersonAndMayBeRevoked() {
    for (int i = 0; i < 3; i++) {
      operation.report(brand, 12, 120, 300);
    }
    operation.drawn(brand, true);
    operation.report(brand, 12, 120, 300);
    assertThat(signals()).isEqualTo("[{\"signal\":\"抽样检查\"}]");
    story.submit(CENTRE, brand, "decideRenewal", Map.of("decision", "revoke", "reason", "活动与报告不符。"));
    Notices.Notice notice = notices.get(operation.notice(brand));
    assertThat(notice.kind()).isEqualTo(Notices.Kind.REVOCATION);
    assertThat(notices.items(notice.number()).get(0).item().result()).contains("摘牌").contains("活动与报告不符。");
    assertThat(brands.wall()).as("borne until the notice stands").extracting(Brands.Brand::caseNumber).contains(brand);

    operation.noticePasses(brand);
    revokedBecause("活动与报告不符。");
    assertThat(story.refusal(() -> feedback.rate(brand, 50))).contains("不在运营中");
  }

  @Test
  void anObjectionCancelsTheRevocation() {
    lowRatingsRevoked();
    operation.object(brand, "gangshan.signer", "cancelled");
    assertThat(brands.of(brand).orElseThrow())
        .returns(Brands.State.ACTIVE, Brands.Brand::state)
        .returns(2, Brands.Brand::year);
    assertThat(mails("renewed:" + brand + ":1")).singleElement().asString().contains("摘牌取消，品牌保留");
  }

  @Test
  void anObjectionHasTheCentreDecideAgainAndItEndsAtTheGroupsWish() {
    lowRatingsRevoked();
    operation.object(brand, "gangshan.signer", "redecide");
    assertThat(story.shown(CENTRE, brand, "decideRenewal").get("earlierText").toString()).contains("须重新作出");
    story.submit(CENTRE, brand, "decideRenewal", Map.of("decision", "end", "reason", "队长调离，队伍希望结束。"));
    assertThat(projects.get(brand).result()).isEqualTo("ended");
    assertThat(projects.get(brand).endReason()).contains("队长调离");
    assertThat(brands.of(brand).orElseThrow().state()).isEqualTo(Brands.State.ENDED);
    assertThat(mails("operation-ended:" + brand)).singleElement().asString().contains("队长调离");
    assertThat(story.runs(brand, "operation")).isFalse();
  }

  private void lowRatingsRevoked() {
    for (int i = 0; i < 10; i++) {
      feedback.rate(brand, 79);
    }
    operation.year(brand);
    assertThat(signals()).isEqualTo("[{\"signal\":\"群众评分低于 80 分\"}]");
    story.submit(CENTRE, brand, "decideRenewal", Map.of("decision", "revoke", "reason", "群众不满意。"));
  }

  @Test
  void theGroupsWishToEndIsASignal() {
    operation.drawn(brand, false);
    for (int i = 0; i < 4; i++) {
      operation.quarterEnds(brand);
      story.submit(LEADER, brand, "fileReport", with("endWish", i == 1));
    }
    story.runJobs();
    assertThat(signals()).isEqualTo("[{\"signal\":\"队伍希望结束运营\"}]");
  }

  @Test
  void whateverEndsTheProjectEndsItsBrandAndFreesTheName() {
    Brands.Brand borne = brands.of(brand).orElseThrow();
    jdbc.sql("update hatchery.project set end_reason = '队伍解散' where case_number = :case").param("case", brand).update();
    events.publishEvent(new ProjectEnded(brand));
    assertThat(brands.verify(borne.code()).orElseThrow())
        .returns(Brands.State.ENDED, Brands.Brand::state)
        .returns("队伍解散", Brands.Brand::endReason);

    String heir = samples.inStage(Stage.OPERATION, "yijian");
    operation.aged(heir, 7, 0);
    runtime.startProcessInstanceByKey("operation", heir);
    operation.apply(heir, borne.name());
    story.task(heir, "recommendBrand");
  }

  @Test
  void feedbackIsChecked() {
    assertThat(story.refusal(() -> feedback.rate(brand, 101))).contains("0 到 100");
    assertThat(story.refusal(() -> feedback.rate(brand, -1))).contains("0 到 100");
    assertThat(story.refusal(() -> feedback.complain(brand, " "))).contains("事实");
    assertThat(story.refusal(() -> feedback.complain("SB-NONE", "没来"))).contains("不在运营中");
  }

  @Test
  void twiceOverdueMeansRectificationAndTheBrandGoesOnOnceItIsCleared() {
    rectifying();
    story.submit(LEADER, brand, "reportRectification", Map.of("decision", "submit", "report", "补交两个季度的材料，指定专人负责。", "proofs", List.of(document("补交材料.pdf"))));
    story.submit(CENTRE, brand, "verifyRectification", Map.of("decision", "cleared"));
    story.runJobs();
    assertThat(quarters.of(brand)).hasSize(3);

    // counting begins anew: a third overdue report is the first again
    operation.reportMissed(brand);
    assertThat(story.runs(brand, "rectification")).isFalse();
    operation.year(brand);
    assertThat(signals()).contains("有季度报告逾期未交").contains("发生过整改");
  }

  @Test
  void notRectifiedMeansRevoked() {
    rectifying();
    story.submit(LEADER, brand, "reportRectification", Map.of("decision", "submit", "report", "正在联系。", "proofs", List.of(document("联系记录.pdf"))));
    story.submit(CENTRE, brand, "verifyRectification", Map.of("decision", "notCleared", "reason", "没有措施。"));
    story.runJobs();
    revokedBecause("没有措施。");
  }

  private void rectifying() {
    operation.reportMissed(brand);
    assertThat(story.runs(brand, "rectification")).isFalse();
    operation.reportMissed(brand);
    assertThat(mails("report-overdue:" + brand + ":2")).singleElement().asString().contains("第 2 次").contains("须整改");
    assertThat(projects.rectifying(brand)).isTrue();
    assertThat(story.shown(LEADER, brand, "reportRectification").get("causeRows").toString()).contains("报告逾期未交，第 2 次");
  }

  private void revokedBecause(String reason) {
    Brands.Brand revoked = brands.of(brand).orElseThrow();
    assertThat(revoked.state()).isEqualTo(Brands.State.REVOKED);
    assertThat(revoked.endReason()).contains(reason);
    assertThat(brands.wall()).extracting(Brands.Brand::caseNumber).doesNotContain(brand);
    assertThat(brands.verify(revoked.code())).as("whoever verifies sees that it is revoked").contains(revoked);
    assertThat(projects.get(brand).result()).isEqualTo("revoked");
    assertThat(projects.get(brand).endReason()).startsWith("品牌摘牌：").contains(reason);
    assertThat(mails("revoked:" + brand)).singleElement().asString().contains(reason);
    assertThat(story.runs(brand, "operation")).isFalse();
  }

  private String signals() {
    return story.shown(CENTRE, brand, "decideRenewal").get("signalRows").toString();
  }

  private String reported(Map<String, Object> form) {
    return story.refused(LEADER, brand, "fileReport", form);
  }

  private String decided(Map<String, Object> form) {
    return story.refused(CENTRE, brand, "decideRenewal", form);
  }

  private static Map<String, Object> with(String field, Object value) {
    Map<String, Object> form = new HashMap<>(Map.of(
        "decision", "submit", "activities", 12, "hours", 120, "served", 300, "summary", "按计划开展。"));
    form.put(field, value);
    return form;
  }

  private List<String> mails(String event) {
    return jdbc.sql("select body from hatchery.mail where event = :event")
        .param("event", event)
        .query(String.class)
        .list();
  }

  /** Puts a document into the case. @return its id, as the form's checklist sends it */
  private String document(String name) {
    return documents.add(brand, name, "application/pdf", "%PDF-1.7".getBytes(), LEADER).id().toString();
  }
}
