package org.hatchery.incubation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.RuntimeService;
import org.hatchery.HatcheryTest;
import org.hatchery.Story;
import org.hatchery.calendar.Deadlines;
import org.hatchery.calendar.WorkCalendar;
import org.hatchery.organisation.Conflicts;
import org.hatchery.project.Project;
import org.hatchery.project.Projects;
import org.hatchery.project.SampleProjects;
import org.hatchery.project.Stage;
import org.hatchery.project.Timeline;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** DOMAIN.md, Incubation: each path of a project from its plan to the next round, or out of the library. */
@HatcheryTest
class IncubationTest {

  @Autowired Story story;
  @Autowired IncubationStory incubation;
  @Autowired SampleProjects samples;
  @Autowired RuntimeService runtime;
  @Autowired Projects projects;
  @Autowired Timeline timeline;
  @Autowired Deadlines deadlines;
  @Autowired WorkCalendar calendar;
  @Autowired Conflicts conflicts;
  @Autowired Mentors mentors;
  @Autowired JdbcClient jdbc;

  private String project;

  @BeforeEach
  void begin() {
    project = samples.inStage(Stage.INCUBATION, "yijian");
    projects.enter(project, Stage.INCUBATION);
    runtime.startProcessInstanceByKey("incubation", project);
  }

  @Test
  void goesFromThePlanToTheNextRound() {
    assertThat(story.whoHas(story.task(project, "draftPlan"))).containsExactly("yijian:leader");
    incubation.makeReady(project);
    assertThat(story.runs(project, "incubation")).isFalse();
    assertThat(projects.get(project).result()).isEqualTo("ready");
    assertThat(said("approvePlan").get(0)).contains("批准孵化计划第 1 版，协议 XY-" + project);
    assertThat(said("assignMentor")).containsExactly("指派导师 曹桂芳");
    assertThat(said("openMilestone"))
        .satisfiesExactly(
            first -> assertThat(first).startsWith("开始里程碑“招募和培训志愿者”，截止 "),
            second -> assertThat(second).startsWith("开始里程碑“开展第一场服务”，截止 "));
    assertThat(said("nextStep")).containsExactly("里程碑已全部核验通过");
    assertThat(subjects("milestone:" + project + ":1:verified", "gangshan-center.clerk"))
        .singleElement().asString().contains("可拨付分期经费");
    assertThat(subjects("milestone:" + project + ":2:verified", "gangshan-center.clerk"))
        .as("no money in it").isEmpty();
  }

  @Test
  void milestonesComeOneAfterAnother() {
    incubation.begin(project, List.of(incubation.milestone("甲", 40, null), incubation.milestone("乙", 80, null)));
    assertThat(story.open(project)).containsExactly("reportMilestone");
    assertThat(incubation.dueDay(project, "reportMilestone")).isEqualTo(incubation.today().plusDays(40));
    assertThat(rows("yijian.leader", "reportMilestone", "milestoneRows")).contains("甲").doesNotContain("乙");

    incubation.report(project);
    assertThat(story.whoHas(story.task(project, "verifyMilestone"))).containsExactly("gangshan-center.mentor1");
    assertThat(rows("gangshan-center.mentor1", "verifyMilestone", "reportRows")).contains("服务老人 36 人次", "签到表.pdf");
    incubation.verify(project);
    assertThat(rows("yijian.leader", "reportMilestone", "milestoneRows")).contains("乙").doesNotContain("甲");
  }

  @Test
  void aPlanSavedForLaterKeepsItsTextAndItsTerm() {
    Instant due = story.task(project, "draftPlan").getDueDate().toInstant();
    assertThat(due).isEqualTo(deadlines.due("draftPlan", story.now()));
    story.pass(Duration.ofDays(2));
    story.submit(
        "yijian.leader", project, "draftPlan",
        Map.of("decision", "save", "scenes", "凤凰山社区广场", "milestones", List.of(Map.of("title", "招募"))));
    assertThat(story.task(project, "draftPlan").getDueDate().toInstant()).isEqualTo(due);
    assertThat(story.shown("yijian.leader", project, "draftPlan"))
        .containsEntry("scenes", "凤凰山社区广场")
        .containsEntry("budgetText", "20,000.00 元")
        .containsEntry("leftText", "20,000.00 元");
    assertThat(rows("yijian.leader", "draftPlan", "milestones")).contains("招募");
    assertThat(said("draftPlan")).isEmpty();
  }

  @Test
  void aReturnedPlanComesBackAndEveryVersionIsKept() {
    incubation.plan(project, List.of(incubation.milestone("第一稿", 30, "500")));
    giveBack("请写明培训由谁来教");
    assertThat(story.task(project, "draftPlan").getDueDate().toInstant())
        .isEqualTo(deadlines.due("draftPlan", story.now()));
    assertThat(rows("yijian.leader", "draftPlan", "milestones")).contains("第一稿");
    assertThat(rows("yijian.leader", "draftPlan", "askedRows")).contains("请写明培训由谁来教");
    incubation.plan(project, List.of(incubation.milestone("第二稿", 30, "600")));
    giveBack("里程碑太少");
    incubation.plan(project, List.of(incubation.milestone("第三稿", 30, null), incubation.milestone("收尾", 60, null)));

    assertThat(rows("gangshan-center.signer", "approvePlan", "planRows")).contains("第三稿").doesNotContain("第一稿");
    assertThat(rows("gangshan-center.signer", "approvePlan", "earlierRows")).contains("第一稿", "500.00 元", "第二稿");
    assertThat(rows("gangshan-center.signer", "approvePlan", "versionRows"))
        .contains("第 1 版", "请写明培训由谁来教", "第 2 版", "里程碑太少", "待审批");
    assertThat(subjects("plan:" + project + ":2", "yijian.leader")).singleElement().asString().contains("退回修改");
    incubation.approve(project);
    assertThat(jdbc.sql("select title from hatchery.milestone where case_number = :n order by seq")
            .param("n", project).query(String.class).list())
        .as("milestones of the approved version alone")
        .containsExactly("第三稿", "收尾");
  }

  @Test
  void aRejectedReportIsMadeAgainWithDaysLeft() {
    incubation.begin(project, List.of(incubation.milestone("甲", 10, null)));
    LocalDate due = incubation.dueDay(project, "reportMilestone");
    story.moveTo(calendar.endOfDay(due).minusSeconds(3600));
    incubation.report(project);
    story.submit(
        "gangshan-center.mentor1", project, "verifyMilestone", Map.of("decision", "rejected", "opinion", "照片看不清日期"));

    assertThat(rows("yijian.leader", "reportMilestone", "reportRows")).contains("第 1 次", "未通过", "照片看不清日期");
    assertThat(story.task(project, "reportMilestone").getDueDate().toInstant())
        .isEqualTo(deadlines.due("milestoneAgain", story.now()));
    assertThat(story.shown("yijian.leader", project, "reportMilestone")).containsEntry("report", "");
    incubation.report(project);
    incubation.verify(project);
    assertThat(story.open(project)).containsExactly("recommendReadiness");
  }

  @Test
  void aReportSavedForLaterKeepsTheMilestonesTerm() {
    incubation.begin(project, List.of(incubation.milestone("甲", 30, null)));
    Instant due = story.task(project, "reportMilestone").getDueDate().toInstant();
    story.submit("yijian.leader", project, "reportMilestone", Map.of("decision", "save", "report", "写到一半"));
    assertThat(story.shown("yijian.leader", project, "reportMilestone")).containsEntry("report", "写到一半");
    assertThat(story.task(project, "reportMilestone").getDueDate().toInstant()).isEqualTo(due);
  }

  @Test
  void aMilestoneLongOverdueIsRectifiedAndGoesOnWhereItWas() {
    incubation.begin(project, List.of(incubation.milestone("甲", 10, null)));
    Instant grace = deadlines.due("milestoneGrace", story.task(project, "reportMilestone").getDueDate().toInstant());
    story.moveTo(grace.minusSeconds(60));
    assertThat(story.open(project)).containsExactly("reportMilestone");
    story.pass(Duration.ofMinutes(2));

    assertThat(story.open(project)).containsExactly("reportRectification");
    assertThat(projects.rectifying(project)).isTrue();
    assertThat(rows("yijian.leader", "reportRectification", "causeRows")).contains("里程碑“甲”应于 ", "逾期未报告");
    incubation.clearRectification(project);

    assertThat(projects.rectifying(project)).isFalse();
    assertThat(projects.get(project).result()).as("incubation goes on").isNull();
    assertThat(story.task(project, "reportMilestone").getDueDate().toInstant())
        .isEqualTo(deadlines.due("milestoneAgain", story.now()));
    assertThat(rows("yijian.leader", "reportMilestone", "milestoneRows")).contains("甲", "（原定 ");
    incubation.report(project);
    incubation.verify(project);
    assertThat(story.open(project)).containsExactly("recommendReadiness");
  }

  @Test
  void aMilestoneNotRectifiedTakesTheProjectOutOfTheLibrary() {
    incubation.begin(project, List.of(incubation.milestone("甲", 10, null)));
    overdue();
    incubation.reportRectification(project);
    story.submit(
        "gangshan-center.signer", project, "verifyRectification", Map.of("decision", "notCleared", "reason", "仍未开展服务"));
    assertThat(story.runs(project, "incubation")).isFalse();
    Project left = projects.get(project);
    assertThat(left.result()).isEqualTo("left");
    assertThat(left.endReason()).startsWith("整改不到位：仍未开展服务（整改事由：里程碑“甲”");
  }

  @Test
  void aMentorWhoDoesNotActIsReplacedAndTheReportStays() {
    incubation.begin(project, List.of(incubation.milestone("甲", 40, null)));
    incubation.report(project);
    story.moveTo(deadlines.due("mentorSilence", story.now()));
    story.pass(Duration.ofMinutes(1));
    assertThat(story.open(project)).containsExactly("assignMentor");
    assertThat(rows("gangshan-center.clerk", "assignMentor", "historyRows")).contains("曹桂芳", "现任");
    assertThat(story.refused(
            "gangshan-center.clerk", project, "assignMentor", Map.of("mentor", "gangshan-center.mentor2")))
        .contains("更换导师时请填写“更换原因”");
    story.submit(
        "gangshan-center.clerk", project, "assignMentor",
        Map.of("mentor", "gangshan-center.mentor2", "reason", "原导师外出培训"));

    assertThat(story.whoHas(story.task(project, "verifyMilestone"))).containsExactly("gangshan-center.mentor2");
    assertThat(mentors.history(project)).extracting(Mentors.Assignment::person)
        .containsExactly("gangshan-center.mentor1", "gangshan-center.mentor2");
    assertThat(mentors.history(project).get(0).replacedAt()).isNotNull();
    incubation.verify(project);

    story.moveTo(deadlines.due("mentorSilence", story.now()));
    story.pass(Duration.ofMinutes(1));
    assertThat(story.open(project)).containsExactly("assignMentor");
    story.submit("gangshan-center.clerk", project, "assignMentor", Map.of("mentor", "gangshan-center.mentor2"));
    assertThat(said("assignMentor")).last().isEqualTo("仍由 袁少华 任导师");
    assertThat(mentors.history(project)).hasSize(2);
    assertThat(story.whoHas(story.task(project, "recommendReadiness"))).containsExactly("gangshan-center.mentor2");
  }

  @Test
  void aMentorWithAConflictIsNotOfferedAndRefused() {
    conflicts.declare("gangshan-center.mentor2", "yijian", "配偶是队员");
    try {
      incubation.plan(project, List.of(incubation.milestone("甲", 40, null)));
      incubation.approve(project);
      assertThat(rows("gangshan-center.clerk", "assignMentor", "candidates"))
          .contains("gangshan-center.mentor1")
          .doesNotContain("gangshan-center.mentor2");
      assertThat(rows("gangshan-center.clerk", "assignMentor", "conflictRows")).contains("袁少华", "配偶是队员");
      assertThat(story.refused(
              "gangshan-center.clerk", project, "assignMentor", Map.of("mentor", "gangshan-center.mentor2")))
          .contains("“导师”应回避", "配偶是队员");
    } finally {
      jdbc.sql("delete from hatchery.tie where person = 'gangshan-center.mentor2' and organisation = 'yijian'")
          .update();
    }
  }

  @Test
  void aMentorNotYetSatisfiedHasAnotherMilestonePlanned() {
    incubation.begin(project, List.of(incubation.milestone("甲", 20, "15000")));
    incubation.report(project);
    incubation.verify(project);
    story.submit(
        "gangshan-center.mentor1", project, "recommendReadiness",
        Map.of("decision", "notYet", "opinion", "还要有一场不靠中心的服务"));

    assertThat(rows("yijian.leader", "draftPlan", "askedRows")).contains("曹桂芳", "还要有一场不靠中心的服务");
    assertThat(rows("yijian.leader", "draftPlan", "milestoneRows")).contains("甲", "核验通过");
    assertThat(rows("yijian.leader", "draftPlan", "milestones")).doesNotContain("甲");
    assertThat(story.shown("yijian.leader", project, "draftPlan")).containsEntry("leftText", "5,000.00 元");
    assertThat(story.refused(
            "yijian.leader", project, "draftPlan",
            incubation.planFields(List.of(incubation.milestone("乙", 20, "5000.01")))))
        .contains("“分期经费”合计 5,000.01 元", "还可安排的 5,000.00 元");
    incubation.plan(project, List.of(incubation.milestone("乙", 20, "5000")));
    incubation.approve(project);

    assertThat(story.open(project)).as("the mentor stays").containsExactly("reportMilestone");
    assertThat(rows("yijian.leader", "reportMilestone", "milestoneRows")).contains("乙");
    incubation.report(project);
    incubation.verify(project);
    incubation.recommend(project);
    assertThat(rows("yijian.leader", "confirmReadiness", "opinionRows")).contains("还要有一场不靠中心的服务", "团队稳定，服务有序");
  }

  @Test
  void theGroupAsksForOneMoreCycle() {
    incubation.begin(project, List.of(incubation.milestone("甲", 20, null)));
    incubation.report(project);
    incubation.verify(project);
    incubation.recommend(project);
    assertThat(story.refused("yijian.leader", project, "confirmReadiness", Map.of("decision", "again")))
        .contains("请填写“原因”");
    story.submit(
        "yijian.leader", project, "confirmReadiness", Map.of("decision", "again", "reason", "队员还要培训一轮"));
    assertThat(projects.get(project).cycle()).isEqualTo(2);
    assertThat(projects.get(project).result()).isNull();
    assertThat(rows("yijian.leader", "draftPlan", "askedRows")).contains("队员还要培训一轮");
    incubation.makeReady(project);
    assertThat(projects.get(project).result()).isEqualTo("ready");
  }

  @Test
  void whoDoesNotAnswerEntersTheNextRound() {
    incubation.begin(project, List.of(incubation.milestone("甲", 20, null)));
    incubation.report(project);
    incubation.verify(project);
    incubation.recommend(project);
    story.moveTo(deadlines.due("confirmReadiness", story.now()).minusSeconds(60));
    assertThat(story.open(project)).containsExactly("confirmReadiness");
    story.pass(Duration.ofMinutes(2));
    assertThat(story.runs(project, "incubation")).isFalse();
    assertThat(projects.get(project).result()).isEqualTo("ready");
    assertThat(said("confirmByDefault")).containsExactly("期满未答复，视为确认出壳申请");
    assertThat(subjects("readyByDefault:" + project + ":1", "yijian.leader"))
        .singleElement().asString().contains("出壳申请期满未答复");
  }

  @Test
  void aMilestoneWhoseDayPassedBeforeItsTurnStillLeavesDays() {
    incubation.plan(project, List.of(incubation.milestone("甲", 1, null)));
    story.pass(Duration.ofDays(6));
    incubation.approve(project);
    incubation.assign(project);
    assertThat(story.task(project, "reportMilestone").getDueDate().toInstant())
        .isEqualTo(deadlines.due("milestoneAgain", story.now()));
  }

  private void giveBack(String comments) {
    story.submit(
        "gangshan-center.signer", project, "approvePlan", Map.of("decision", "return", "comments", comments));
  }

  private void overdue() {
    story.moveTo(deadlines.due("milestoneGrace", story.task(project, "reportMilestone").getDueDate().toInstant()));
    story.pass(Duration.ofMinutes(1));
  }

  private String rows(String user, String task, String name) {
    return String.valueOf(story.shown(user, project, task).get(name));
  }

  private List<String> said(String activity) {
    return timeline.of(project).stream()
        .filter(entry -> entry.activity().equals(activity))
        .map(Timeline.Entry::said)
        .toList();
  }

  private List<String> subjects(String event, String person) {
    return jdbc.sql("select subject from hatchery.mail where event = :event and recipient = :person")
        .param("event", event)
        .param("person", person)
        .query(String.class)
        .list();
  }
}
