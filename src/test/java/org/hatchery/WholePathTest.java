package org.hatchery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests;
import org.hatchery.evaluation.EvaluationStory;
import org.hatchery.operation.Brands;
import org.hatchery.operation.OperationStory;
import org.hatchery.project.Documents;
import org.hatchery.project.Project;
import org.hatchery.project.Projects;
import org.hatchery.project.Stage;
import org.hatchery.project.Timeline;
import org.hatchery.review.ReviewStory;
import org.hatchery.solicitation.CallStory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** DOMAIN.md from end to end: one project from an open call to a brand and its first renewal. */
@HatcheryTest
class WholePathTest {

  private static final String LEADER = "shufang.leader";

  @Autowired ProcessEngine engine;
  @Autowired RuntimeService runtime;
  @Autowired Story story;
  @Autowired CallStory calls;
  @Autowired EvaluationStory evaluations;
  @Autowired ReviewStory reviews;
  @Autowired OperationStory operations;
  @Autowired Projects projects;
  @Autowired Timeline timeline;
  @Autowired Documents documents;
  @Autowired Brands brands;
  @Autowired JdbcClient jdbc;

  private String project;

  @BeforeEach
  void assertionsOnThisEngine() {
    BpmnAwareTests.init(engine);
  }

  @Test
  void aProjectBecomesABrandAndIsRenewed() {
    solicitation();
    evaluation();
    incubation();
    review();
    branding();
    firstRenewal();
  }

  /** 征集: the street's clerk posts, the city signs, the leader proposes, the call closes. */
  private void solicitation() {
    String call = story.start("gangshan.clerk", "call", Map.of());
    step("gangshan.clerk", call, "draftCall", "gangshan.clerk", calls.callFields(Map.of()));
    mailed("zc.signer", "审签征集榜单");
    step("zc.signer", call, "approveCall", "zc:signer", Map.of("decision", "approve"));
    story.runJobs();
    mailed(LEADER, "征集");

    project = story.start(LEADER, "proposal", Map.of());
    step(LEADER, project, "writeProposal", LEADER, calls.paperFields(call, Map.of("title", "三近妈妈书房")));
    assertThat(projects.find(project)).as("nobody's project before the call closes").isEmpty();
    calls.close(call);
    story.runJobs();

    assertThat(record().stage()).isEqualTo(Stage.EVALUATION);
    assertThat(record().title()).isEqualTo("三近妈妈书房");
    assertThat(record().call()).isEqualTo(call);
    assertThat(spine()).isStarted().isWaitingAt("evaluationStage");
    mailed(LEADER, "截止");
  }

  /** 评估: screening, three reviewers, conclusion, public notice, admission. */
  private void evaluation() {
    mailed("gangshan-c1.clerk", "形式审查");
    step("gangshan-c1.clerk", project, "screenProposal", "gangshan-c1:clerk", Map.of("decision", "accept"));
    List<Task> scoring = story.tasks(project, "scoreProposal");
    assertThat(scoring).as("an odd number of reviewers, three or more").hasSizeGreaterThanOrEqualTo(3);
    assertThat(scoring.size() % 2).isEqualTo(1);
    scoring.forEach(task -> mailed(task.getAssignee(), "专家评审"));
    evaluations.score(project, 0.85);

    Map<String, Object> shown = story.shown("gangshan.signer", project, "signConclusion");
    assertThat(new BigDecimal(shown.get("total").toString())).isCloseTo(new BigDecimal("85"), Offset.offset(BigDecimal.ONE));
    assertThat(shown.get("tableConclusion").toString()).as("the table's word stands beside").contains("入库");
    assertThat(shown.get("tableVersion").toString()).contains("admission");
    step("gangshan.signer", project, "signConclusion", "gangshan:signer", Map.of("decision", "admit"));
    story.runJobs();
    String notice = evaluations.notice(project);
    assertThat(notice).startsWith("GS-GANGSHAN-");
    mailed(LEADER, "已公示");
    assertThat(record().number()).as("no number before the notice stands").isNull();

    evaluations.letNoticeStand(project);
    assertThat(record().number()).startsWith("GANGSHAN-");
    assertThat(record().stage()).isEqualTo(Stage.INCUBATION);
    assertThat(projects.library()).extracting(Project::caseNumber).contains(project);
    mailed(LEADER, "项目已入库");
    assertThat(spine()).hasPassed("evaluationStage", "admitProject").isWaitingAt("incubationStage");
  }

  /** 孵化: plan and agreement, mentor, two milestones over seven months, readiness. */
  private void incubation() {
    step(LEADER, project, "draftPlan", "shufang:leader", Map.of(
        "decision", "submit",
        "milestones", List.of(milestone("招募故事妈妈，开放书房", 60), milestone("每周开放，服务 200 个家庭", 210)),
        "scenes", "社区书房和楼院", "training", "参加中心两次培训"));
    mailed("gangshan-center.signer", "审批孵化计划");
    step("gangshan-center.signer", project, "approvePlan", "gangshan-center:signer", Map.of(
        "decision", "approve", "agreementNumber", "XY-2026-001", "agreementDate", today().toString()));
    step("gangshan-center.clerk", project, "assignMentor", "gangshan-center:clerk", Map.of("mentor", "gangshan-center.mentor1"));
    for (int day : new int[] {50, 140}) {
      story.pass(Duration.ofDays(day));
      String proof = documents.add(project, "签到表.pdf", "application/pdf", "%PDF-1.7".getBytes(), LEADER).id().toString();
      step(LEADER, project, "reportMilestone", "shufang:leader", Map.of(
          "decision", "submit", "report", "按计划完成，服务家庭 96 户。", "proofs", List.of(proof)));
      mailed("gangshan-center.mentor1", "核验里程碑");
      step("gangshan-center.mentor1", project, "verifyMilestone", "gangshan-center.mentor1", Map.of("decision", "verified"));
    }
    step("gangshan-center.mentor1", project, "recommendReadiness", "gangshan-center.mentor1", Map.of(
        "decision", "recommend", "opinion", "队伍稳定，做法成熟。"));
    step(LEADER, project, "confirmReadiness", "shufang:leader", Map.of("decision", "enter"));
    story.runJobs();
    assertThat(record().stage()).isEqualTo(Stage.REVIEW);
    assertThat(spine()).hasPassed("incubationStage").isWaitingAt("reviewStage");
  }

  /** 观摩评比: a round of the street, three observers, ranking, jury, notice, result. */
  private void review() {
    String round = reviews.open("gangshan.clerk");
    assertThat(round).startsWith("PB-GANGSHAN-");
    mailed(LEADER, "确认参评");
    step(LEADER, project, "confirmEnrolment", "shufang:leader", Map.of("decision", "enrol"));
    reviews.closeEnrolment(round);
    reviews.arrange("gangshan.clerk", round);
    mailed(LEADER, "观摩");
    reviews.score(round, project, 95);
    assertThat(story.whoHas(story.task(round, "confirmRanking"))).containsExactly("gangshan:signer");
    reviews.confirm(round);
    story.runJobs();
    reviews.passNotice(round);
    story.runJobs();
    assertThat(record().stage()).isEqualTo(Stage.OPERATION);
    assertThat(spine()).hasPassed("reviewStage").isWaitingAt("operationStage");
  }

  /** 品牌创建: application, recommendation, decision, notice, certificate. */
  private void branding() {
    assertThat(record().admittedAt()).as("six months in the library").isBefore(story.now().minus(Duration.ofDays(184)));
    mailed(LEADER, "申报品牌");
    assertThat(story.whoHas(story.task(project, "applyBrand"))).containsExactly("shufang:leader");
    operations.brand(project, "三近妈妈书房");
    Brands.Brand brand = brands.of(project).orElseThrow();
    assertThat(brand.name()).isEqualTo("三近妈妈书房");
    assertThat(brands.verify(brand.code())).contains(brand);
    assertThat(documents.of(project)).extracting(Documents.Document::mediaType).contains("application/pdf");
    mailed(LEADER, "授牌");
  }

  /** 常态化运作: four quarterly reports, no signal, renewed by rule. */
  private void firstRenewal() {
    operations.year(project);
    assertThat(timeline.of(project)).extracting(Timeline.Entry::activity).contains("fileReport", "renewBrand");
    mailed(LEADER, "续");
    assertThat(spine()).isWaitingAt("operationStage");
    assertThat(record().inLibrary()).isTrue();
    assertThat(timeline.of(project))
        .filteredOn(entry -> entry.person() != null)
        .allSatisfy(entry -> assertThat(entry.personName()).isNotBlank());
  }

  /** One human task: who has it is as expected, the form is submitted, the timeline says who did it. */
  private void step(String user, String caseNumber, String taskId, String expected, Map<String, ?> fields) {
    Task task = story.task(caseNumber, taskId);
    assertThat(story.whoHas(task)).as("who has %s", taskId).containsExactly(expected);
    assertThat(task.getDueDate()).as("%s has a deadline", taskId).isNotNull();
    story.submit(user, caseNumber, taskId, new HashMap<>(fields));
    assertThat(timeline.of(caseNumber))
        .as("the timeline keeps %s", taskId)
        .anySatisfy(entry -> {
          assertThat(entry.activity()).isEqualTo(taskId);
          assertThat(entry.person()).isEqualTo(user);
          assertThat(entry.personName()).isNotBlank();
        });
  }

  private void mailed(String person, String subject) {
    assertThat(jdbc.sql("select subject from hatchery.mail where person = :person")
            .param("person", person)
            .query(String.class)
            .list())
        .as("mails to %s", person)
        .anySatisfy(text -> assertThat(text).contains(subject));
  }

  private Map<String, Object> milestone(String title, int days) {
    return Map.of("title", title, "due", today().plusDays(days).toString(), "evidence", "签到表和照片");
  }

  private LocalDate today() {
    return LocalDate.ofInstant(story.now(), ZoneId.of("Asia/Shanghai"));
  }

  private Project record() {
    return projects.get(project);
  }

  private ProcessInstance spine() {
    return runtime.createProcessInstanceQuery().processInstanceBusinessKey(project).processDefinitionKey("project").singleResult();
  }
}
