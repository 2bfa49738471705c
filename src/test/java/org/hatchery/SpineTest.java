package org.hatchery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.RuntimeService;
import org.hatchery.evaluation.EvaluationStory;
import org.hatchery.incubation.IncubationStory;
import org.hatchery.operation.OperationStory;
import org.hatchery.project.Project;
import org.hatchery.project.Projects;
import org.hatchery.project.SampleProjects;
import org.hatchery.project.Stage;
import org.hatchery.project.Timeline;
import org.hatchery.review.ReviewStory;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Each "no" between the stages, and where the project then stands: the spine {@code project.bpmn}. */
@HatcheryTest
class SpineTest {

  @Autowired Story story;
  @Autowired SampleProjects samples;
  @Autowired Projects projects;
  @Autowired Timeline timeline;
  @Autowired RuntimeService runtime;
  @Autowired EvaluationStory evaluations;
  @Autowired IncubationStory incubations;
  @Autowired ReviewStory reviews;
  @Autowired OperationStory operations;
  @Autowired JdbcClient jdbc;

  @Test
  void aRefusedProposalIsNotAdmitted() {
    String project = spine(Stage.EVALUATION, "evaluationStage");
    evaluations.submit(project, "screenProposal", Map.of("decision", "refuse", "reason", "活动不在本街道。"));
    story.runJobs();
    assertThat(story.open(project)).containsExactly("contestRefusal");
    story.submit("yijian.leader", project, "contestRefusal", Map.of("decision", "accept"));
    assertEnded(project, "不予受理");
    assertThat(record(project).number()).isNull();
    assertThat(projects.library()).extracting(Project::caseNumber).doesNotContain(project);
  }

  @Test
  void aMatureProjectGoesStraightToTheNextRound() {
    String project = samples.inStage(Stage.EVALUATION, "yijian");
    jdbc.sql("update hatchery.project set lane = 'MATURE' where case_number = :n").param("n", project).update();
    start(project, "admitProject");
    assertThat(record(project).number()).startsWith("GANGSHAN-");
    assertThat(record(project).stage()).isEqualTo(Stage.REVIEW);
    assertThat(story.runs(project, "incubation")).isFalse();
    mailed("yijian.leader", "项目已入库");
  }

  @Test
  void aMilestoneNeitherReportedNorRectifiedTakesTheProjectOutOfTheLibrary() {
    String project = spine(Stage.INCUBATION, "incubationStage");
    incubations.begin(project, List.of(incubations.milestone("招募和培训志愿者", 10, null)));
    story.pass(Duration.ofDays(90));
    assertEnded(project, "");
    assertThat(timeline.of(project)).extracting(Timeline.Entry::activity).contains("leaveLibrary");
    mailed("yijian.leader", "项目已退库");
  }

  @Test
  void aPassMeansOneMoreCycleAndAFailRectification() {
    String passes = spine(Stage.REVIEW, "reviewStage");
    String fails = spine(Stage.REVIEW, "reviewStage");
    reviews.passNotice(reviews.holdRound("gangshan.clerk", List.of(passes, fails), Map.of(passes, 70, fails, 40)));
    story.runJobs();
    assertThat(record(passes).stage()).isEqualTo(Stage.INCUBATION);
    assertThat(record(passes).cycle()).isEqualTo(2);
    assertThat(record(fails).stage()).isEqualTo(Stage.RECTIFICATION);

    incubations.clearRectification(fails);
    story.runJobs();
    assertThat(record(fails).stage()).isEqualTo(Stage.REVIEW);

    reviews.passNotice(reviews.holdRound("gangshan.clerk", List.of(fails), Map.of(fails, 50)));
    story.runJobs();
    assertEnded(fails, "");
    mailed("yijian.leader", "项目已退库");
  }

  @Test
  void aRectificationNotHandedInEndsInLeaving() {
    String project = spine(Stage.RECTIFICATION, "rectificationStage");
    story.pass(Duration.ofDays(60));
    assertEnded(project, "");
  }

  @Test
  void aRefusedBrandMeansOneMoreCycle() {
    String project = spine(Stage.OPERATION, "operationStage");
    operations.aged(project, 7, 0);
    story.submit("yijian.leader", project, "applyBrand", Map.of("decision", "decline"));
    story.runJobs();
    assertThat(record(project).stage()).isEqualTo(Stage.INCUBATION);
    assertThat(record(project).cycle()).isEqualTo(2);
  }

  @Test
  void aBrandWithoutReportsIsRevokedAndLeaves() {
    String project = spine(Stage.OPERATION, "operationStage");
    operations.aged(project, 7, 0);
    operations.brand(project, "周末义剪·钢山");
    // from which day of its quarter a brand runs depends on the calendar: how long it takes, too
    for (int month = 0; month < 20 && story.runs(project, "project"); month++) {
      story.pass(Duration.ofDays(30));
      story.runJobs();
    }
    assertEnded(project, "");
    mailed("yijian.leader", "项目已退库");
  }

  @Test
  void aGroupMayEndTheOperation() {
    String project = spine(Stage.OPERATION, "operationStage");
    operations.aged(project, 7, 0);
    operations.brand(project, "晨光义剪");
    operations.endAtTheGroupsWish(project);
    assertEnded(project, "结束品牌运营");
  }

  @Test
  void theLeaderWithdrawsAndAllThatRunsForTheProjectEnds() {
    String project = spine(Stage.INCUBATION, "incubationStage");
    assertThat(story.open(project)).contains("draftPlan");
    String request = story.start("yijian.leader", "withdrawal", Map.of());
    assertThat(story.refused("yijian.leader", request, "writeWithdrawal",
            Map.of("decision", "confirm", "project", "SB-ELSE-2026-0001", "reason", "人手不足")))
        .contains("“项目”不能撤回");
    story.submit("yijian.leader", request, "writeWithdrawal",
        Map.of("decision", "confirm", "project", project, "reason", "队长调离，人手不足。"));
    assertEnded(project, "撤回：队长调离");
    assertThat(story.open(project)).isEmpty();
    mailed("gangshan.clerk", "项目已撤回");
  }

  @Test
  void theSignerTerminatesWithReason() {
    String project = spine(Stage.INCUBATION, "incubationStage");
    String request = story.start("gangshan.signer", "termination", Map.of());
    assertThat(story.refused("gangshan.signer", request, "writeTermination", Map.of("decision", "confirm", "project", project)))
        .contains("终止原因");
    story.submit("gangshan.signer", request, "writeTermination",
        Map.of("decision", "confirm", "project", project, "reason", "挪用资助资金。"));
    assertEnded(project, "终止：挪用");
    mailed("yijian.leader", "项目已终止");

    String dropped = story.start("gangshan.signer", "termination", Map.of());
    story.submit("gangshan.signer", dropped, "writeTermination", Map.of("decision", "drop"));
    assertThat(story.runs(dropped, "termination")).isFalse();
  }

  @Test
  void aRequestLeftAloneLapsesAndChangesNothing() {
    String project = spine(Stage.INCUBATION, "incubationStage");
    String withdrawal = story.start("yijian.leader", "withdrawal", Map.of());
    String termination = story.start("gangshan.signer", "termination", Map.of());
    story.pass(Duration.ofDays(12));
    assertThat(story.runs(withdrawal, "withdrawal")).isFalse();
    assertThat(story.runs(termination, "termination")).isFalse();
    assertThat(story.runs(project, "project")).isTrue();
  }

  /** A sample project whose spine stands before this activity. */
  private String spine(Stage stage, String activity) {
    String project = samples.inStage(stage, "yijian");
    start(project, activity);
    return project;
  }

  private void start(String project, String activity) {
    runtime.createProcessInstanceByKey("project").businessKey(project).startBeforeActivity(activity).execute();
    story.runJobs();
  }

  private void assertEnded(String project, String reason) {
    assertThat(story.runs(project, "project")).as("the spine of %s has ended", project).isFalse();
    assertThat(record(project).stage()).isEqualTo(Stage.ENDED);
    assertThat(record(project).endedAt()).isNotNull();
    assertThat(record(project).endReason()).isNotBlank().contains(reason);
  }

  private Project record(String project) {
    return projects.get(project);
  }

  private void mailed(String person, String subject) {
    assertThat(jdbc.sql("select subject from hatchery.mail where person = :person").param("person", person).query(String.class).list())
        .anySatisfy(text -> assertThat(text).contains(subject));
  }
}
