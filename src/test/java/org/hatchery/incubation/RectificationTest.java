package org.hatchery.incubation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.camunda.bpm.engine.RuntimeService;
import org.hatchery.HatcheryTest;
import org.hatchery.Story;
import org.hatchery.calendar.Deadlines;
import org.hatchery.engine.Outcome;
import org.hatchery.project.Projects;
import org.hatchery.project.SampleProjects;
import org.hatchery.project.Stage;
import org.hatchery.project.Timeline;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** DOMAIN.md, Incubation, rectification: as the spine calls it after a failed review and operation for a brand. */
@HatcheryTest
class RectificationTest {

  private static final String REPORT = "reportRectification";
  private static final String VERIFY = "verifyRectification";

  @Autowired Story story;
  @Autowired IncubationStory incubation;
  @Autowired SampleProjects samples;
  @Autowired RuntimeService runtime;
  @Autowired Projects projects;
  @Autowired Timeline timeline;
  @Autowired Deadlines deadlines;
  @Autowired JdbcClient jdbc;

  private String project;

  @BeforeEach
  void begin() {
    project = callFrom(Stage.RECTIFICATION, "观摩评比 55.0 分，不合格");
  }

  private String callFrom(Stage stage, String said) {
    String caseNumber = samples.inStage(stage, "yijian");
    projects.enter(caseNumber, stage);
    timeline.add(caseNumber, "someStep", "阶段结论", null, Set.of(), Outcome.of("fail", said).because("制度不全"));
    runtime.startProcessInstanceByKey("rectification", caseNumber);
    return caseNumber;
  }

  @Test
  void isClearedByTheCentre() {
    assertThat(story.whoHas(story.task(project, REPORT))).containsExactly("yijian:leader");
    assertThat(story.task(project, REPORT).getDueDate().toInstant()).isEqualTo(deadlines.due(REPORT, story.now()));
    assertThat(causes("yijian.leader", REPORT)).contains("观摩评比：观摩评比 55.0 分，不合格，制度不全");
    assertThat(projects.rectifying(project)).isTrue();
    assertThat(mails("yijian.leader")).anyMatch(mail -> mail.contains("项目需要整改"));

    String proof = incubation.document(project, "制度汇编.pdf");
    story.submit(
        "yijian.leader", project, REPORT, Map.of("decision", "submit", "report", "已补齐制度", "proofs", List.of(proof)));
    assertThat(story.whoHas(story.task(project, VERIFY))).containsExactly("gangshan-center:signer");
    assertThat(String.valueOf(story.shown("gangshan-center.signer", project, VERIFY).get("reportRows")))
        .contains("已补齐制度", "制度汇编.pdf", "徐美容");
    story.submit("gangshan-center.signer", project, VERIFY, Map.of("decision", "cleared"));

    assertThat(story.runs(project, "rectification")).isFalse();
    assertThat(projects.get(project).result()).isEqualTo("cleared");
    assertThat(projects.get(project).endReason()).isNull();
    assertThat(projects.rectifying(project)).isFalse();
    assertThat(mails("yijian.leader")).anyMatch(mail -> mail.contains("整改到位"));
  }

  @Test
  void whatWasThereBeforeDoesNotProveThatItWasPutRight() {
    String other = samples.inStage(Stage.REVIEW, "yijian");
    String before = incubation.document(other, "旧照片.pdf");
    story.pass(Duration.ofMinutes(1));
    timeline.add(other, "someStep", "阶段结论", null, Set.of(), Outcome.of("fail", "不合格"));
    runtime.startProcessInstanceByKey("rectification", other);
    assertThat(
            story.refused(
                "yijian.leader", other, REPORT,
                Map.of("decision", "submit", "report", "已改", "proofs", List.of(before))))
        .contains("整改报告还缺佐证材料", "都是以前的材料");
  }

  @Test
  void isNotClearedAndTheProjectLeavesWithThePublicReason() {
    incubation.reportRectification(project);
    assertThat(story.refused("gangshan-center.signer", project, VERIFY, Map.of("decision", "notCleared")))
        .contains("请填写“理由”，它会公开");
    story.submit(
        "gangshan-center.signer", project, VERIFY, Map.of("decision", "notCleared", "reason", "服务记录仍不完整"));
    assertThat(projects.get(project).result()).isEqualTo("left");
    assertThat(projects.get(project).endReason())
        .isEqualTo("整改不到位：服务记录仍不完整（整改事由：观摩评比：观摩评比 55.0 分，不合格，制度不全）");
    assertThat(projects.rectifying(project)).isFalse();
  }

  @Test
  void isNotReportedInTimeHoweverOftenItWasSaved() {
    Instant due = story.task(project, REPORT).getDueDate().toInstant();
    story.moveTo(due.minus(Duration.ofDays(1)));
    story.submit("yijian.leader", project, REPORT, Map.of("decision", "save", "report", "写到一半"));
    assertThat(story.shown("yijian.leader", project, REPORT)).containsEntry("report", "写到一半");
    assertThat(story.task(project, REPORT).getDueDate().toInstant()).isEqualTo(due);
    story.moveTo(due.minusSeconds(60));
    assertThat(story.open(project)).containsExactly(REPORT);
    story.pass(Duration.ofMinutes(2));
    assertThat(story.runs(project, "rectification")).isFalse();
    assertThat(projects.get(project).result()).isEqualTo("left");
    assertThat(projects.get(project).endReason()).startsWith("期满未提交整改报告（整改事由：");
  }

  @Test
  void comesASecondTimeWithTheFirstOneShown() {
    incubation.clearRectification(project);
    projects.enter(project, Stage.OPERATION);
    timeline.add(project, "someStep", "阶段结论", null, Set.of(), Outcome.of("overdue", "季度报告两次逾期"));
    runtime.startProcessInstanceByKey("rectification", project);
    assertThat(causes("yijian.leader", REPORT)).contains("品牌运营：季度报告两次逾期").doesNotContain("55.0");
    incubation.reportRectification(project);
    assertThat(String.valueOf(story.shown("gangshan-center.signer", project, VERIFY).get("earlierRows")))
        .contains("55.0 分");
  }

  @Test
  void theReportIsRefusedWhereItDoesNotFit() {
    assertThat(story.refused("yijian.leader", project, REPORT, Map.of())).contains("“决定”", "“整改措施与结果”");
    assertThat(story.refused("yijian.leader", project, REPORT, Map.of("decision", "submit"))).contains("“整改措施与结果”");
    assertThat(story.refused("yijian.leader", project, REPORT, Map.of("decision", "save", "report", "长".repeat(4001))))
        .contains("“整改措施与结果”", "4000");
    assertThat(story.refused("yijian.leader", project, REPORT, Map.of("decision", "drop", "report", "已改")))
        .contains("“决定”没有这个选项");
    assertThat(story.refused("yijian.leader", project, REPORT, Map.of("decision", "submit", "report", 7)))
        .contains("“整改措施与结果”应为文字");
    assertThat(story.refused("yijian.leader", project, REPORT, Map.of("decision", "submit", "report", "已改", "x", 1)))
        .contains("表单里没有这些项：x");
    assertThat(story.refused(
            "yijian.leader", project, REPORT,
            Map.of("decision", "submit", "report", "已改", "proofs", List.of("别的文件"))))
        .contains("“佐证材料”里有案卷中没有的文件");
    assertThat(story.refused("yijian.leader", project, REPORT, Map.of("decision", "submit", "report", "已改")))
        .contains("整改报告还缺佐证材料", "“案卷”页上传");
    assertThat(story.refused("wenxin.leader", project, REPORT, Map.of("decision", "submit", "report", "已改")))
        .contains("没有办理这项任务的权限");
  }

  @Test
  void theVerificationIsRefusedWhereItDoesNotFit() {
    incubation.reportRectification(project);
    String signer = "gangshan-center.signer";
    assertThat(story.refused(signer, project, VERIFY, Map.of())).contains("“决定”");
    assertThat(story.refused(signer, project, VERIFY, Map.of("decision", "maybe"))).contains("“决定”没有这个选项");
    assertThat(story.refused(signer, project, VERIFY, Map.of("decision", 1))).contains("“决定”应为文字");
    assertThat(story.refused(signer, project, VERIFY, Map.of("decision", "cleared", "reason", "长".repeat(1001))))
        .contains("“理由”", "1000");
    assertThat(story.refused(signer, project, VERIFY, Map.of("decision", "cleared", "x", "y"))).contains("表单里没有这些项：x");
    assertThat(story.refused("qianquan-center.signer", project, VERIFY, Map.of("decision", "cleared")))
        .contains("没有办理这项任务的权限");
  }

  private String causes(String user, String task) {
    return String.valueOf(story.shown(user, project, task).get("causeRows"));
  }

  private List<String> mails(String person) {
    return jdbc.sql("select subject || body from hatchery.mail where recipient = :person "
            + "and body like '%' || :project || '%'")
        .param("person", person)
        .param("project", project)
        .query(String.class)
        .list();
  }
}
