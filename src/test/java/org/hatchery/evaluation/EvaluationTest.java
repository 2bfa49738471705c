package org.hatchery.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.camunda.spin.Spin;
import org.hatchery.HatcheryTest;
import org.hatchery.Story;
import org.hatchery.engine.Outcome;
import org.hatchery.engine.Processes;
import org.hatchery.organisation.Conflicts;
import org.hatchery.organisation.People;
import org.hatchery.organisation.Registration;
import org.hatchery.project.Area;
import org.hatchery.project.CallTerms;
import org.hatchery.project.Lane;
import org.hatchery.project.NewProject;
import org.hatchery.project.Projects;
import org.hatchery.project.SampleProjects;
import org.hatchery.project.Stage;
import org.hatchery.project.Timeline;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** DOMAIN.md, 2. Evaluation: the main path and each no. */
@HatcheryTest
class EvaluationTest {

  @Autowired Story story;
  @Autowired EvaluationStory evaluation;
  @Autowired Evaluations evaluations;
  @Autowired Reviewers reviewers;
  @Autowired Projects projects;
  @Autowired CallTerms terms;
  @Autowired Timeline timeline;
  @Autowired Conflicts conflicts;
  @Autowired People people;
  @Autowired Processes processes;
  @Autowired JdbcClient jdbc;
  @Autowired TransactionTemplate transaction;
  @Autowired TaskService tasks;
  @Autowired RuntimeService runtime;
  @Autowired ManagementService management;

  /** Ties that a story declared must not shrink the pools of other stories. */
  @AfterEach
  void forgetTies() {
    jdbc.sql("delete from hatchery.tie where reason like '测试%'").update();
  }

  // ---- main path

  @Test
  void aGoodProposalIsAdmittedOnceItsNoticeStands() {
    String project = evaluation.begin("yijian");
    assertThat(story.whoHas(story.task(project, "screenProposal"))).containsExactly("gangshan-c1:clerk");
    evaluation.accept(project);

    List<Task> scoring = story.tasks(project, "scoreProposal");
    assertThat(scoring).hasSize(3).extracting(Task::getAssignee).doesNotHaveDuplicates().doesNotContainNull();
    String reviewer = scoring.get(0).getAssignee();
    assertThat(story.shown(reviewer, project, "scoreProposal").get("sheet").toString())
        .contains("需求真实性与紧迫性（满分 25）", "可持续与可推广（满分 10）");
    evaluation.score(project, 0.8);

    assertThat(story.whoHas(story.task(project, "signConclusion"))).containsExactly("gangshan:signer");
    var shown = story.shown("gangshan.signer", project, "signConclusion");
    assertThat(shown.get("total")).isEqualTo("80.00");
    assertThat(shown.get("tableConclusion")).isEqualTo("入库");
    assertThat(shown.get("tableVersion").toString()).startsWith("admission v");
    story.submit("gangshan.signer", project, "signConclusion", Map.of("decision", "admit"));
    story.runJobs();

    assertThat(story.open(project)).isEmpty();
    assertThat(projects.get(project).result()).as("nothing is decided before the notice stands").isNull();
    assertThat(letters(project)).as("nobody hears a result before").isEmpty();
    assertThat(evaluation.notice(project)).startsWith("GS-GANGSHAN-");
    assertThat(noticed(project)).containsExactly(tuple("入库", new BigDecimal("80.00"), 2_000_000L));
    assertThat(names(scoring)).isEqualTo(announcedReviewers(project));

    evaluation.letNoticeStand(project);
    assertThat(projects.get(project).result()).isEqualTo("admitted");
    assertThat(story.runs(project, "evaluation")).isFalse();
    assertThat(timeline.of(project))
        .extracting(Timeline.Entry::activity)
        .contains(
            "screenProposal", "drawReviewers", "scoreProposal", "aggregateScores", "concludeByTable", "signConclusion",
            "announceTogether", "recordAdmitted");
    assertThat(timeline.of(project))
        .filteredOn(entry -> entry.activity().equals("scoreProposal"))
        .as("single scores stand in no timeline")
        .allSatisfy(entry -> assertThat(entry.said() + entry.reason() + entry.rule()).isEqualTo("提交评审"));
  }

  // ---- formal screening

  @Test
  void screeningShowsWhatTheTableSaysOfEachCriterion() {
    String call = "ZJ-TEST-" + UUID.randomUUID();
    transaction.executeWithoutResult(
        status -> terms.keep(new CallTerms.Terms(call, "绿色家园", Set.of(Area.ENVIRONMENT), 1_000_000L, Set.of(Registration.REGISTERED), 1, "", "")));
    String project = evaluation.begin("lvye", Area.ELDERLY, call);
    String findings = story.shown("fushan-c2.clerk", project, "screenProposal").get("findings").toString();
    assertThat(findings)
        .contains("领域不在榜单范围内", "申请资金超过榜单上限", "申请 20000.00 元，上限 10000.00 元", "榜单不接受这种登记情况的队伍", "固定志愿者不少于 10 人", "队伍在发榜组织的辖区内",
            "申报材料齐全", "登记册里没有列入严重违法的记录");
  }

  @Test
  void aProposalIsRefusedWithItsReasonInALetter() {
    String project = evaluation.begin("wenxin");
    String clerk = evaluation.doer(project, "screenProposal");
    assertThat(story.refused(clerk, project, "screenProposal", Map.of())).contains("“决定”");
    assertThat(story.refused(clerk, project, "screenProposal", Map.of("decision", "maybe"))).contains("“决定”");
    assertThat(story.refused(clerk, project, "screenProposal", Map.of("decision", "refuse"))).contains("不予受理的理由");
    assertThat(story.refused(clerk, project, "screenProposal", Map.of("decision", "correct"))).contains("补正内容");
    assertThat(story.refused(clerk, project, "screenProposal", Map.of("decision", "refuse", "reason", "长".repeat(1001))))
        .contains("“不予受理的理由”");
    assertThat(story.refused(clerk, project, "screenProposal", Map.of("decision", 5))).contains("“决定”应为文字");
    assertThat(story.refused(clerk, project, "screenProposal", Map.of("decision", "accept", "score", 1)))
        .contains("表单里没有这些项：score");
    assertThat(story.refusal(() -> story.submit("qianquan-c1.clerk", story.task(project, "screenProposal"), Map.of("decision", "accept"))))
        .contains("权限");

    story.submit(clerk, project, "screenProposal", Map.of("decision", "refuse", "reason", "队伍不在辖区"));
    assertThat(projects.get(project).result()).isEqualTo("refused");
    assertThat(letters(project)).hasSize(1).first().asString().contains("不予受理", "队伍不在辖区", "复核");
  }

  @Test
  void somebodyWithoutTheTaskIsToldThatItIsTaken() {
    String project = evaluation.begin("wenxin");
    Task task = story.task(project, "screenProposal");
    String clerk = evaluation.doer(project, "screenProposal");
    story.as(clerk, () -> {
      tasks.claim(task.getId(), clerk);
      return null;
    });
    assertThat(story.refusal(() -> story.submit("admin", story.task(project, "screenProposal"), Map.of("decision", "accept"))))
        .contains("已由别人认领");
    story.submit(clerk, project, "screenProposal", Map.of("decision", "refuse", "reason", "材料不实"));
  }

  @Test
  void theLeaderCorrectsWhatScreeningAskedForAndMaySaveInBetween() {
    String project = evaluation.begin("yijian");
    evaluation.submit(project, "screenProposal", Map.of("decision", "correct", "corrections", "补队伍备案表"));
    assertThat(story.whoHas(story.task(project, "correctProposal"))).containsExactly("yijian:leader");
    var shown = story.shown("yijian.leader", project, "correctProposal");
    assertThat(shown.get("asked").toString()).contains("补队伍备案表");
    assertThat(shown.get("contact")).isEqualTo("张敏");
    assertThat(shown.get("budget").toString()).contains("15000");
    Date due = story.task(project, "correctProposal").getDueDate();

    wrongDossiers("yijian.leader", project, "correctProposal");
    story.submit("yijian.leader", project, "correctProposal", Map.of("decision", "save", "team", "队长徐美容"));
    shown = story.shown("yijian.leader", project, "correctProposal");
    assertThat(shown.get("team")).isEqualTo("队长徐美容");
    assertThat(shown.containsKey("plan")).as("what was emptied stays empty").isFalse();
    assertThat(story.task(project, "correctProposal").getDueDate()).as("saving gains no time").isEqualTo(due);

    story.submit("yijian.leader", project, "correctProposal", dossier("队长𠮷田，队员十一人"));
    assertThat(projects.dossier(project).team()).isEqualTo("队长𠮷田，队员十一人");
    assertThat(projects.dossier(project).budgetFen()).isEqualTo(1_234_56L);
    assertThat(story.shown("gangshan-c1.clerk", project, "screenProposal").get("asked").toString()).contains("补队伍备案表");
    evaluation.accept(project);
    assertThat(story.tasks(project, "scoreProposal")).hasSize(3);
  }

  @Test
  void aCorrectionThatIsNotHandedInInTimeLetsTheProposalLapse() {
    String project = evaluation.begin("wenxin");
    evaluation.submit(project, "screenProposal", Map.of("decision", "correct", "corrections", "补预算"));
    Date due = story.task(project, "correctProposal").getDueDate();
    story.moveTo(due.toInstant().minusSeconds(1));
    assertThat(story.open(project)).as("the last second still counts").containsExactly("correctProposal");
    runPast(due);
    assertThat(projects.get(project).result()).isEqualTo("lapsed");
    assertThat(projects.get(project).endReason()).contains("补正逾期");
    assertThat(letters(project)).hasSize(1).first().asString().contains("申报已失效", "补正逾期", "要求补正的是：补预算", "重新申报");
  }

  @Test
  void aThirdReturnLetsTheProposalLapse() {
    String project = evaluation.begin("wenxin");
    for (int i = 1; i <= 2; i++) {
      evaluation.submit(project, "screenProposal", Map.of("decision", "correct", "corrections", "补预算"));
      story.submit("wenxin.leader", project, "correctProposal", dossier("队伍"));
    }
    assertThat(story.shown("gangshan-c2.clerk", project, "screenProposal").get("lastChance")).isEqualTo(true);
    evaluation.submit(project, "screenProposal", Map.of("decision", "correct", "corrections", "预算还是不清"));
    assertThat(projects.get(project).result()).isEqualTo("lapsed");
    assertThat(letters(project)).hasSize(1).first().asString().contains("补正次数已用完", "还缺：预算还是不清");
  }

  // ---- draw and review

  @Test
  void aPoolThatIsTooSmallIsWidenedByTheClerk() {
    String project = evaluation.begin("lvye");
    declareTies("lvye", 2);
    evaluation.accept(project);
    assertThat(story.open(project)).containsExactly("widenPool");
    assertThat(story.whoHas(story.task(project, "widenPool"))).containsExactly("fushan:clerk");
    var shown = story.shown("fushan.clerk", project, "widenPool");
    assertThat(shown.get("able")).isEqualTo(2L);
    assertThat(shown.get("poolRows").toString()).contains("测试利害关系");
    assertThat(shown.get("further").toString()).contains("qianquan.expert1").doesNotContain("zc.expert1\"");

    assertThat(story.refused("fushan.clerk", project, "widenPool", Map.of())).contains("补充的专家");
    assertThat(story.refused("fushan.clerk", project, "widenPool", Map.of("experts", Spin.JSON(List.of("yijian.leader")))))
        .contains("不能补入");
    assertThat(story.refused("fushan.clerk", project, "widenPool", Map.of("experts", "qianquan.expert1"))).contains("应为列表");
    story.submit("fushan.clerk", project, "widenPool", Map.of("experts", Spin.JSON(List.of("qianquan.expert1"))));
    assertThat(story.tasks(project, "scoreProposal"))
        .hasSize(3)
        .extracting(Task::getAssignee)
        .contains("qianquan.expert1");
    assertThat(jdbc.sql("select count(*) from hatchery.draw where case_number = :c").param("c", project).query(Integer.class).single())
        .as("each draw is kept, also the one that found too few")
        .isEqualTo(2);
  }

  @Test
  void theDrawCanBeRepeatedFromItsRecord() {
    String project = evaluation.begin("yijian");
    evaluation.accept(project);
    String seed = jdbc.sql("select seed from hatchery.draw where case_number = :c").param("c", project).query(String.class).single();
    List<Draw.Candidate> pool =
        jdbc.sql("select person, open_reviews, soft is not null soft from hatchery.draw_candidate where case_number = :c and excluded is null")
            .param("c", project)
            .query(Draw.Candidate.class)
            .list();
    List<String> drawn =
        story.tasks(project, "scoreProposal").stream().map(Task::getAssignee).toList();
    assertThat(Draw.repeat(seed, pool).subList(0, 3)).containsExactlyInAnyOrderElementsOf(drawn);
    assertThat(
            jdbc.sql("select excluded from hatchery.draw_candidate where case_number = :c and person = 'zc.expert2'")
                .param("c", project)
                .query(String.class)
                .single())
        .isEqualTo("不熟悉“扶老助残”领域");
    Map<String, Integer> load = pool.stream().collect(Collectors.toMap(Draw.Candidate::person, Draw.Candidate::openReviews));
    int busiest = drawn.stream().mapToInt(load::get).max().orElseThrow();
    assertThat(pool)
        .filteredOn(candidate -> !drawn.contains(candidate.person()))
        .as("nobody who has less to do was passed over")
        .allSatisfy(candidate -> assertThat(candidate.openReviews()).isGreaterThanOrEqualTo(busiest));
  }

  @Test
  void aReviewerWhoStandsBackIsReplacedAndTheOthersAreUnaffected() {
    String project = evaluation.begin("xiyang");
    evaluation.accept(project);
    List<Task> before = story.tasks(project, "scoreProposal");
    String first = before.get(0).getAssignee();
    String other = before.get(1).getAssignee();
    story.submit(other, before.get(1), evaluation.sheet(0.9));
    assertThat(story.refused(first, project, "scoreProposal", Map.of("decision", "avoid"))).contains("回避原因");
    story.submit(first, before.get(0), Map.of("decision", "avoid", "reason", "测试：我妻子是队员"));

    List<Task> after = story.tasks(project, "scoreProposal");
    assertThat(after).hasSize(2).extracting(Task::getAssignee).doesNotContain(first, other).contains(before.get(2).getAssignee());
    assertThat(conflicts.of(first, List.of("xiyang"))).hasSize(1);
    evaluation.score(project, 0.8);
    assertThat(evaluations.result(project).orElseThrow().total()).isEqualByComparingTo("83.33");
  }

  @Test
  void anOverdueReviewerIsReplacedAndTold() {
    String project = evaluation.begin("xiyang");
    evaluation.accept(project);
    List<Task> before = story.tasks(project, "scoreProposal");
    story.submit(before.get(1).getAssignee(), before.get(1), evaluation.sheet(0.8));
    story.submit(before.get(2).getAssignee(), before.get(2), evaluation.sheet(0.8));
    String late = before.get(0).getAssignee();
    story.submit(late, before.get(0), Map.of("decision", "save", "recommendation", "admit"));
    assertThat(story.shown(late, project, "scoreProposal").get("recommendation")).isEqualTo("admit");
    Date due = story.task(project, "scoreProposal").getDueDate();
    assertThat(due).isEqualTo(before.get(0).getDueDate());
    runPast(due);
    Task after = story.task(project, "scoreProposal");
    assertThat(after.getAssignee()).isNotEqualTo(late);
    assertThat(after.getDueDate()).isAfter(due);
    assertThat(mails("evaluation.replaced:" + project + ":1")).hasSize(1);
    evaluation.score(project, 0.8);
    assertThat(story.open(project)).containsExactly("signConclusion");
  }

  @Test
  void aSeatThatNobodyIsLeftForIsFilledFromAWiderPool() {
    String project = evaluation.begin("lvye");
    declareTies("lvye", 3);
    evaluation.accept(project);
    List<Task> before = story.tasks(project, "scoreProposal");
    assertThat(before).hasSize(3);
    story.submit(before.get(0).getAssignee(), before.get(0), Map.of("decision", "avoid", "reason", "测试：同一单位"));
    assertThat(story.tasks(project, "scoreProposal")).as("the others go on").hasSize(2);
    evaluation.score(project, 0.8);
    assertThat(story.open(project)).containsExactly("widenPool");
    story.submit("fushan.clerk", project, "widenPool", Map.of("experts", Spin.JSON(List.of("gangshan.expert2"))));
    assertThat(story.task(project, "scoreProposal").getAssignee()).as("only the free seat scores").isEqualTo("gangshan.expert2");
    evaluation.score(project, 0.8);
    assertThat(story.open(project)).containsExactly("signConclusion");
  }

  @Test
  void whatAReviewerGetsWrongIsNamed() {
    String project = evaluation.begin("xiyang");
    evaluation.accept(project);
    String reviewer = story.tasks(project, "scoreProposal").get(0).getAssignee();
    assertThat(scoreRefused(reviewer, project, Map.of())).contains("“决定”");
    assertThat(scoreRefused(reviewer, project, Map.of("decision", "submit"))).contains("“建议”");
    assertThat(scoreRefused(reviewer, project, Map.of("decision", "submit", "recommendation", "admit"))).contains("逐项填写");
    assertThat(scoreRefused(reviewer, project, changed(0, "points", 25.1))).contains("“需求真实性与紧迫性”的得分不能超过 25");
    assertThat(scoreRefused(reviewer, project, changed(0, "points", -1))).contains("“得分”");
    assertThat(scoreRefused(reviewer, project, changed(0, "points", 20.55))).contains("“得分”");
    assertThat(scoreRefused(reviewer, project, changed(0, "points", "高"))).contains("应为数字");
    assertThat(scoreRefused(reviewer, project, changed(0, "points", null))).contains("“需求真实性与紧迫性”没有评分");
    assertThat(scoreRefused(reviewer, project, changed(1, "points", 11.9))).contains("“方案可行性”的得分低于满分的 60%，请写明理由");
    assertThat(scoreRefused(reviewer, project, changed(1, "comment", "长".repeat(1001)))).contains("“评语”");
    assertThat(scoreRefused(reviewer, project, changed(1, "criterion", "另一项"))).contains("不增不减");
    assertThat(scoreRefused(reviewer, project, changed(1, "criterion", "需求真实性与紧迫性（满分 25）"))).contains("“方案可行性”没有评分");
    Task task = story.taskOf(reviewer, project, "scoreProposal");
    String other = story.tasks(project, "scoreProposal").get(1).getAssignee();
    assertThat(story.refusal(() -> story.submit(other, task, evaluation.sheet(0.8)))).contains("权限");
    // exactly 60 % needs no comment
    story.submit(reviewer, task, changed(1, "points", 12));
  }

  // ---- conclusion

  @Test
  void aWideSpreadIsAgreedByThePanel() {
    String project = evaluation.begin("yijian");
    evaluation.accept(project);
    evaluation.score(project, 0.9, 0.9, 0.6);
    assertThat(story.open(project)).containsExactly("agreeScore");
    var shown = story.shown("gangshan.signer", project, "agreeScore");
    assertThat(shown.get("spread")).isEqualTo("30.00");
    assertThat(shown.get("commentRows").toString()).contains("评审 1").doesNotContain("expert");
    assertThat(story.refused("gangshan.signer", project, "agreeScore", Map.of("agreed", 70))).contains("“会商理由”");
    assertThat(story.refused("gangshan.signer", project, "agreeScore", Map.of("agreed", 100.5, "reason", "一致"))).contains("“会商定分”");
    assertThat(story.refused("gangshan.signer", project, "agreeScore", Map.of("agreed", 70.123, "reason", "一致"))).contains("“会商定分”");
    assertThat(story.refused("gangshan.signer", project, "agreeScore", Map.of("agreed", "七十", "reason", "一致"))).contains("应为数字");
    story.submit("gangshan.signer", project, "agreeScore", Map.of("agreed", 59.99, "reason", "方案不可行"));
    assertThat(story.shown("gangshan.signer", project, "signConclusion").get("tableConclusion")).isEqualTo("不予入库");
    evaluation.sign(project, "reject");
    evaluation.letNoticeStand(project);
    assertThat(projects.get(project).result()).isEqualTo("rejected");
  }

  @Test
  void aRevisionIsScoredAgainByTheSameReviewersAndASecondOneIsNotAsked() {
    String project = evaluation.begin("yijian");
    evaluation.accept(project);
    Set<String> first = assignees(project);
    evaluation.score(project, 0.7);
    String signer = "gangshan.signer";
    assertThat(story.refused(signer, project, "signConclusion", Map.of("decision", "revise"))).contains("修改要求");
    evaluation.sign(project, "revise");
    assertThat(evaluation.notice(project)).isNull();
    var shown = story.shown("yijian.leader", project, "reviseProposal");
    assertThat(shown.get("asked").toString()).contains("补充送餐路线");
    assertThat(shown.toString()).as("the leader sees no score").doesNotContain("17.5");
    wrongDossiers("yijian.leader", project, "reviseProposal");
    story.submit("yijian.leader", project, "reviseProposal", Map.of("decision", "save", "team", "存"));
    story.submit("yijian.leader", project, "reviseProposal", dossier("改过的队伍"));
    assertThat(jdbc.sql("select content->>'team' from hatchery.dossier where case_number = :c order by version").param("c", project).query(String.class).list())
        .as("what was scored first is kept beside what is scored now")
        .containsExactly("队长张敏，厨师 2 名，送餐志愿者 9 名。", "改过的队伍");

    assertThat(assignees(project)).isEqualTo(first);
    String reviewer = first.iterator().next();
    shown = story.shown(reviewer, project, "scoreProposal");
    assertThat(shown.get("again")).isEqualTo(true);
    assertThat(shown.get("firstScores").toString()).contains("17.5");
    evaluation.score(project, 0.7);
    assertThat(story.shown(signer, project, "signConclusion").get("tableConclusion")).isEqualTo("不予入库");
    assertThat(story.refused(signer, project, "signConclusion", Map.of("decision", "revise", "asked", "再改", "reason", "可惜")))
        .contains("不能再退回修改");
    evaluation.sign(project, "reject");
    assertThat(evaluation.notice(project)).isNotNull();
  }

  @Test
  void aRevisionThatIsNotHandedInInTimeLetsTheProposalLapse() {
    String project = evaluation.begin("wenxin");
    evaluation.conclude(project, 0.7, "revise");
    Date due = story.task(project, "reviseProposal").getDueDate();
    story.moveTo(due.toInstant().minusSeconds(1));
    assertThat(story.open(project)).containsExactly("reviseProposal");
    runPast(due);
    assertThat(projects.get(project).result()).isEqualTo("lapsed");
    assertThat(letters(project)).hasSize(1).first().asString().contains("修改完善逾期", "要求修改的是：补充送餐路线");
  }

  @Test
  void whoIsNotAdmittedReadsWhatWasMissingByCriterionWithTheNoticeAndOnceItStands() {
    String call = "ZJ-TEST-" + UUID.randomUUID();
    String project = evaluation.begin("xiyang", Area.ELDERLY, call);
    String other = evaluation.begin("wenxin", Area.ELDERLY, call);
    evaluation.accept(project);
    List<Task> seats = story.tasks(project, "scoreProposal");
    for (int i = 0; i < 3; i++) {
      List<Map<String, Object>> rows = new ArrayList<>(evaluation.rows(0.5));
      rows.set(1, Map.of("criterion", "方案可行性（满分 20）", "points", 10 + i, "comment", List.of("路线不清", "没有应急安排", "路线不清").get(i)));
      story.submit(
          seats.get(i).getAssignee(), seats.get(i),
          Map.of("decision", "submit", "recommendation", "reject", "sheet", Spin.JSON(rows)));
    }
    evaluation.sign(project, "reject");
    assertThat(letters(project)).as("nothing before the notice").isEmpty();
    evaluation.conclude(other, 0.4, "reject");
    assertThat(letters(project)).hasSize(1).first().asString()
        .contains(
            "情暖夕阳志愿服务队：", "拟不予入库，已公示，公示编号 " + evaluation.notice(project), "总分 51",
            "方案可行性：11.00 / 20，不足。评审意见：没有应急安排；路线不清", "可持续与可推广：5.00 / 10，不足。评审意见：措施还不具体", "公示期内申请复核")
        .doesNotContain("评审 1", people.get(seats.get(0).getAssignee()).name(), "10 / 20", "12 / 20");
    evaluation.letNoticeStand(project);
    assertThat(projects.get(project).result()).isEqualTo("rejected");
    assertThat(letters(project)).hasSize(2).last().asString().contains("公示期满", "总分 51", "方案可行性：11.00 / 20", "下一次征集");
    assertThat(mails("evaluation.rejected:1:" + project))
        .singleElement()
        .satisfies(mail -> assertThat(mail).contains("/desk/cases/" + project + "#letters").doesNotContain("51", "路线"));
  }

  @Test
  void aLetterSaysWhyTheSignerDepartedFromTheTable() {
    String project = evaluation.begin("yijian");
    evaluation.accept(project);
    evaluation.score(project, 0.9, 0.9, 0.6);
    story.submit("gangshan.signer", project, "agreeScore", Map.of("agreed", 76, "reason", "方案可行，预算偏高"));
    evaluation.submit(project, "signConclusion", Map.of("decision", "reject", "reason", "与去年项目重复"));
    story.runJobs();
    assertThat(letters(project)).hasSize(1).first().asString()
        .contains("总分 76", "会商理由：方案可行，预算偏高", "按表应为“入库”，签署为“不予入库”，理由：与去年项目重复");
  }

  @Test
  void whoDepartsFromTheTableWritesWhyAndTheRecordKeepsBoth() {
    String project = evaluation.begin("yijian");
    evaluation.accept(project);
    evaluation.score(project, 0.8);
    String signer = "gangshan.signer";
    assertThat(story.refused(signer, project, "signConclusion", Map.of("decision", "reject"))).contains("与表不同的理由", "“入库”");
    assertThat(story.refused(signer, project, "signConclusion", Map.of("decision", "perhaps"))).contains("“结论”");
    assertThat(story.refused(signer, project, "signConclusion", Map.of())).contains("“结论”");
    assertThat(story.refused(signer, project, "signConclusion", Map.of("decision", "admit", "reason", "长".repeat(1001))))
        .contains("“与表不同的理由”");
    assertThat(story.refusal(() -> story.submit("gangshan.clerk", story.task(project, "signConclusion"), Map.of("decision", "admit"))))
        .contains("权限");
    story.submit(signer, project, "signConclusion", Map.of("decision", "reject", "reason", "与去年项目重复"));
    var conclusion = evaluations.conclusion(project).orElseThrow();
    assertThat(conclusion.byTable()).isEqualTo("admit");
    assertThat(conclusion.signed()).isEqualTo("reject");
    assertThat(conclusion.reason()).isEqualTo("与去年项目重复");
    assertThat(conclusion.rule()).startsWith("admission v");
  }

  @ParameterizedTest
  @ValueSource(strings = {"writeProposal", "correctProposal", "reviseProposal", "screenProposal", "scoreProposal"})
  void whoProposedScreenedOrScoredDoesNotSign(String step) {
    String project = evaluation.begin("yijian");
    evaluation.accept(project);
    evaluation.score(project, 0.8);
    transaction.executeWithoutResult(
        status -> timeline.add(project, step, "测试", "gangshan.signer", Set.of(), Outcome.of("done", "经手")));
    assertThat(story.refused("gangshan.signer", project, "signConclusion", Map.of("decision", "admit"))).contains("由您经手");
    assertThat(evaluations.conclusion(project).orElseThrow().signed()).isNull();
  }

  // ---- notice

  @Test
  void anUpheldObjectionCancelsTheConclusion() {
    String project = evaluation.begin("yijian");
    evaluation.admit(project);
    tell("noticeCancelled", project);
    assertThat(projects.get(project).result()).isEqualTo("cancelled");
    assertThat(letters(project)).hasSize(1).first().asString().contains("异议成立");
  }

  @Test
  void anUpheldObjectionCanHaveTheConclusionDecidedAgain() {
    String project = evaluation.begin("yijian");
    evaluation.admit(project);
    String before = evaluation.notice(project);
    tell("noticeRedecide", project);
    assertThat(story.open(project)).containsExactly("signConclusion");
    evaluation.sign(project, "reject");
    assertThat(evaluation.notice(project)).as("what is decided again is announced again").isNotEqualTo(before);
    assertThat(
            jdbc.sql("select signed from hatchery.admission_conclusion where case_number = :c order by number")
                .param("c", project)
                .query(String.class)
                .list())
        .containsExactly("admit", "reject");
    evaluation.letNoticeStand(project);
    assertThat(projects.get(project).result()).isEqualTo("rejected");
  }

  @Test
  void allConclusionsOfACallGoUpInOneNotice() {
    String call = "ZJ-TEST-" + UUID.randomUUID();
    String good = evaluation.begin("yijian", Area.ELDERLY, call);
    String bad = evaluation.begin("wenxin", Area.ELDERLY, call);
    String refused = evaluation.begin("shufang", Area.CULTURE, call);
    evaluation.admit(good);
    evaluation.submit(refused, "screenProposal", Map.of("decision", "refuse", "reason", "不在范围"));
    assertThat(evaluation.notice(good)).as("it waits for the others").isNull();
    evaluation.conclude(bad, 0.4, "reject");
    assertThat(evaluation.notice(good)).isNotNull().isEqualTo(evaluation.notice(bad));
    assertThat(evaluation.notice(refused)).isNull();
    evaluation.letNoticeStand(good);
    assertThat(projects.get(good).result()).isEqualTo("admitted");
    assertThat(projects.get(bad).result()).isEqualTo("rejected");
  }

  @Test
  void twoConclusionsAtTheSameMomentOpenOneNotice() throws Exception {
    String call = "ZJ-TEST-" + UUID.randomUUID();
    List<String> both = List.of(evaluation.begin("yijian", Area.ELDERLY, call), evaluation.begin("wenxin", Area.ELDERLY, call));
    for (String project : both) {
      evaluation.accept(project);
      evaluation.score(project, 0.8);
      story.submit("gangshan.signer", project, "signConclusion", Map.of("decision", "admit"));
    }
    List<String> jobs =
        both.stream()
            .map(project -> runtime.createProcessInstanceQuery().processInstanceBusinessKey(project).singleResult().getId())
            .map(instance -> management.createJobQuery().processInstanceId(instance).singleResult().getId())
            .toList();
    CountDownLatch start = new CountDownLatch(1);
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      List<Future<?>> running = new ArrayList<>();
      for (String job : jobs) {
        running.add(threads.submit(() -> {
          start.await();
          management.executeJob(job);
          return null;
        }));
      }
      start.countDown();
      for (Future<?> one : running) {
        one.get(30, TimeUnit.SECONDS);
      }
    } finally {
      threads.shutdownNow();
    }
    assertThat(evaluation.notice(both.get(0))).isNotNull().isEqualTo(evaluation.notice(both.get(1)));
    assertThat(
            jdbc.sql("select count(*) from hatchery.notice_item where case_number in (:both)")
                .param("both", both)
                .query(Integer.class)
                .single())
        .isEqualTo(2);
  }

  @Test
  void aProposalStillBeingHandedOverIsWaitedFor() {
    String call = "ZJ-TEST-" + UUID.randomUUID();
    transaction.executeWithoutResult(
        status -> terms.keep(new CallTerms.Terms(call, "第二批", Set.of(), null, Set.of(), 2, "", "")));
    String first = evaluation.begin("yijian", Area.ELDERLY, call);
    evaluation.admit(first);
    assertThat(evaluation.notice(first)).isNull();
    String second = evaluation.begin("wenxin", Area.ELDERLY, call);
    evaluation.conclude(second, 0.4, "reject");
    assertThat(evaluation.notice(first)).isNotNull().isEqualTo(evaluation.notice(second));
  }

  @Test
  void theLastOpenProjectBeingWithdrawnDoesNotKeepTheOthersWaiting() {
    String call = "ZJ-TEST-" + UUID.randomUUID();
    String waiting = evaluation.begin("wenxin", Area.ELDERLY, call);
    String last = "SB-TEST-" + UUID.randomUUID();
    transaction.executeWithoutResult(
        status ->
            projects.open(
                new NewProject(
                    last, "周末义剪进楼栋", "yijian", "gangshan-c1", "gangshan", "gangshan-center", "gangshan", call, null,
                    Area.ELDERLY, Lane.SEEDLING, SampleProjects.dossier(), "yijian.leader")));
    evaluation.admit(waiting);
    assertThat(evaluation.notice(waiting)).isNull();
    String request = story.start("yijian.leader", "withdrawal", Map.of());
    story.submit(
        "yijian.leader", request, "writeWithdrawal", Map.of("decision", "confirm", "project", last, "reason", "人手不够"));
    story.runJobs();
    assertThat(projects.get(last).stage()).isEqualTo(Stage.ENDED);
    assertThat(evaluation.notice(waiting)).isNotNull();
  }

  // ---- helpers

  private void wrongDossiers(String leader, String project, String task) {
    assertThat(story.refused(leader, project, task, Map.of("decision", "submit")))
        .contains("“回应的需求”", "“实施方案”", "“预算”", "“固定志愿者人数”", "“联系电话”");
    assertThat(story.refused(leader, project, task, with("contact", "名".repeat(51)))).contains("“联系人”");
    assertThat(story.refused(leader, project, task, with("fixedVolunteers", -1))).contains("“固定志愿者人数”");
    assertThat(story.refused(leader, project, task, with("fixedVolunteers", 2.5))).contains("“固定志愿者人数”应为整数");
    assertThat(story.refused(leader, project, task, with("budget", budget("食材", 0)))).contains("“预算”第1行", "“金额（元）”");
    assertThat(story.refused(leader, project, task, with("budget", budget("食材", 1.005)))).contains("“金额（元）”");
    assertThat(story.refused(leader, project, task, with("budget", budget("", 3)))).contains("“用途”");
    assertThat(story.refused(leader, project, task, with("budget", "很多"))).contains("“预算”应为列表");
    assertThat(story.refused(leader, project, task, with("decision", "later"))).contains("“决定”");
    assertThat(story.refused(leader, project, task, with("score", 100))).contains("表单里没有这些项：score");
    assertThat(story.refusal(() -> story.submit("aixin.leader", story.task(project, task), dossier("队"))))
        .contains("权限");
  }

  private static Object budget(String purpose, double amount) {
    return Spin.JSON(List.of(Map.of("purpose", purpose, "amount", amount)));
  }

  private static Map<String, Object> with(String field, Object value) {
    Map<String, Object> fields = dossier("队伍");
    fields.put(field, value);
    return fields;
  }

  private static Map<String, Object> dossier(String team) {
    Map<String, Object> fields = new HashMap<>();
    fields.put("decision", "submit");
    fields.put("need", "独居老人理发难");
    fields.put("target", "社区老人");
    fields.put("plan", "每月上门理发");
    fields.put("schedule", "全年");
    fields.put("budget", budget("推子", 1234.56));
    fields.put("fixedVolunteers", 11);
    fields.put("team", team);
    fields.put("contact", "徐美容");
    fields.put("phone", "13905371066");
    fields.put("attachments", Spin.JSON(List.of(Map.of("name", "备案表"))));
    return fields;
  }

  private Map<String, Object> changed(int row, String field, Object value) {
    List<Map<String, Object>> rows = new ArrayList<>(evaluation.rows(0.8));
    Map<String, Object> changed = new HashMap<>(rows.get(row));
    changed.put(field, value);
    rows.set(row, changed);
    return Map.of("decision", "submit", "recommendation", "revise", "sheet", Spin.JSON(rows));
  }

  private String scoreRefused(String reviewer, String project, Map<String, Object> fields) {
    return story.refused(reviewer, project, "scoreProposal", fields);
  }

  /** Leaves only so many experts of the pool without a tie to the group. */
  private void declareTies(String group, int left) {
    people.experts("fushan").stream()
        .filter(expert -> expert.areas().contains("elderly"))
        .skip(left)
        .forEach(expert -> conflicts.declare(expert.person().id(), group, "测试利害关系"));
  }

  private Set<String> assignees(String project) {
    return story.tasks(project, "scoreProposal").stream().map(Task::getAssignee).collect(Collectors.toSet());
  }

  private Set<String> names(List<Task> tasks) {
    return tasks.stream().map(task -> people.get(task.getAssignee()).name()).collect(Collectors.toSet());
  }

  private Set<String> announcedReviewers(String project) {
    return Set.of(
        jdbc.sql("select reviewers from hatchery.notice_item where case_number = :c")
            .param("c", project)
            .query(String.class)
            .single()
            .split("、"));
  }

  private List<org.assertj.core.groups.Tuple> noticed(String project) {
    return jdbc.sql("select result, score, amount_fen from hatchery.notice_item where case_number = :c")
        .param("c", project)
        .query((row, n) -> tuple(row.getString("result"), row.getBigDecimal("score"), row.getLong("amount_fen")))
        .list();
  }

  private void tell(String message, String project) {
    assertThat(transaction.<Boolean>execute(status -> processes.tell(message, project))).isTrue();
    story.runJobs();
  }

  private void runPast(Date moment) {
    story.moveTo(moment.toInstant().plusSeconds(1));
  }

  /** Letters of evaluation about the project: subject and text. */
  private List<String> letters(String project) {
    return jdbc.sql("select subject || ' ' || text from hatchery.case_letter where case_number = :c order by number")
        .param("c", project)
        .query(String.class)
        .list();
  }

  private List<String> mails(String event) {
    return jdbc.sql("select body from hatchery.mail where event = :e").param("e", event).query(String.class).list();
  }
}
