package org.hatchery.incubation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.RuntimeService;
import org.hatchery.HatcheryTest;
import org.hatchery.Story;
import org.hatchery.project.SampleProjects;
import org.hatchery.project.Stage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What is refused at the tasks of incubation, in which words, and to whom. */
@HatcheryTest
class IncubationFormsTest {

  @Autowired Story story;
  @Autowired IncubationStory incubation;
  @Autowired SampleProjects samples;
  @Autowired RuntimeService runtime;

  private String project;

  @BeforeEach
  void begin() {
    project = samples.inStage(Stage.INCUBATION, "yijian");
    runtime.startProcessInstanceByKey("incubation", project);
  }

  @Test
  void planIsRefusedWhereItDoesNotFit() {
    String who = "yijian.leader";
    assertThat(story.refused(who, project, "draftPlan", Map.of())).contains("“决定”");
    assertThat(story.refused(who, project, "draftPlan", Map.of("decision", "submit")))
        .contains("“里程碑”", "“开放场景”", "“培训安排”");
    assertThat(planRefused(incubation.milestone("甲", 0, null))).contains("“里程碑”第1行“截止日期”应在今天之后");
    assertThat(planRefused(incubation.milestone("甲", 9, null), incubation.milestone("乙", 8, null)))
        .contains("“里程碑”第2行“截止日期”早于上一个里程碑");
    assertThat(planRefused(incubation.milestone("甲", 9, "12000"), incubation.milestone("乙", 9, "8000.01")))
        .contains("“分期经费”合计 20,000.01 元", "还可安排的 20,000.00 元");
    assertThat(planRefused(with(incubation.milestone("甲", 9, null), "instalment", 1.005))).contains("“分期经费（元）”");
    assertThat(planRefused(with(incubation.milestone("甲", 9, null), "instalment", -1))).contains("“分期经费（元）”");
    assertThat(planRefused(with(incubation.milestone("甲", 9, null), "instalment", "很多"))).contains("“分期经费（元）”应为数字");
    assertThat(planRefused(with(incubation.milestone("甲", 9, null), "due", "明天"))).contains("“截止日期”应为日期");
    assertThat(planRefused(with(incubation.milestone("甲", 9, null), "title", "长".repeat(81)))).contains("“名称”", "80");
    assertThat(planRefused(with(incubation.milestone("甲", 9, null), "evidence", " "))).contains("“完成的证明”");
    assertThat(planRefused(with(incubation.milestone("甲", 9, null), "x", "y"))).contains("表单里没有这些项：x");
    assertThat(story.refused(
            who, project, "draftPlan",
            incubation.planFields(Collections.nCopies(21, incubation.milestone("甲", 9, null)))))
        .contains("“里程碑”", "20");
    assertThat(story.refused(who, project, "draftPlan", Map.of("decision", "save", "scenes", "长".repeat(2001))))
        .as("a draft too").contains("“开放场景”", "2000");
    Map<String, Object> other = new HashMap<>(incubation.planFields(List.of(incubation.milestone("甲", 9, null))));
    other.put("decision", "approve");
    assertThat(story.refused(who, project, "draftPlan", other)).contains("“决定”没有这个选项");
    assertThat(story.refused("wenxin.leader", project, "draftPlan", other)).contains("没有办理这项任务的权限");
    assertThat(story.refused("yijian.member1", project, "draftPlan", other)).contains("没有办理这项任务的权限");
  }

  @Test
  void decisionOnThePlanIsRefusedWhereItDoesNotFit() {
    incubation.plan(project, List.of(incubation.milestone("甲", 9, null)));
    String who = "gangshan-center.signer";
    String today = incubation.today().toString();
    assertThat(story.refused(who, project, "approvePlan", Map.of())).contains("“决定”");
    assertThat(story.refused(who, project, "approvePlan", Map.of("decision", "maybe"))).contains("“决定”没有这个选项");
    assertThat(story.refused(who, project, "approvePlan", Map.of("decision", "return"))).contains("请填写“审批意见”");
    assertThat(story.refused(who, project, "approvePlan", Map.of("decision", "approve"))).contains("“协议编号”和“签订日期”");
    assertThat(story.refused(who, project, "approvePlan", Map.of("decision", "approve", "agreementNumber", "甲-1")))
        .contains("“签订日期”");
    assertThat(story.refused(who, project, "approvePlan", approval("甲-1", incubation.today().plusDays(1).toString())))
        .contains("“签订日期”不能晚于今天");
    assertThat(story.refused(who, project, "approvePlan", approval("甲-1", "2026-13-01"))).contains("“签订日期”应为日期");
    assertThat(story.refused(who, project, "approvePlan", approval("长".repeat(61), today))).contains("“协议编号”", "60");
    assertThat(story.refused(
            who, project, "approvePlan", Map.of("decision", "return", "comments", "长".repeat(2001))))
        .contains("“审批意见”", "2000");
    assertThat(story.refused(who, project, "approvePlan", Map.of("decision", "return", "x", "y")))
        .contains("表单里没有这些项：x");
    assertThat(story.refused("qianquan-center.signer", project, "approvePlan", approval("甲-1", today)))
        .contains("没有办理这项任务的权限");
    assertThat(story.refused("gangshan-center.clerk", project, "approvePlan", approval("甲-1", today)))
        .contains("没有办理这项任务的权限");

    story.submit(who, project, "approvePlan", approval("协议-" + project, today));
    String second = samples.inStage(Stage.INCUBATION, "wenxin");
    runtime.startProcessInstanceByKey("incubation", second);
    incubation.plan(second, List.of(incubation.milestone("甲", 9, null)));
    assertThat(story.refused(who, second, "approvePlan", approval("协议-" + project, today)))
        .contains("“协议编号”已用于本中心的另一个项目");
  }

  @Test
  void mentorIsRefusedWhereHeDoesNotFit() {
    incubation.plan(project, List.of(incubation.milestone("甲", 9, null)));
    incubation.approve(project);
    String who = "gangshan-center.clerk";
    assertThat(story.refused(who, project, "assignMentor", Map.of())).contains("“导师”");
    assertThat(story.refused(who, project, "assignMentor", Map.of("mentor", "qianquan-center.mentor1")))
        .as("of another centre").contains("“导师”不是本中心的导师");
    assertThat(story.refused(who, project, "assignMentor", Map.of("mentor", "nobody"))).contains("“导师”不是本中心的导师");
    assertThat(story.refused(who, project, "assignMentor", Map.of("mentor", List.of("a")))).contains("“导师”应为文字");
    assertThat(story.refused(
            who, project, "assignMentor", Map.of("mentor", "gangshan-center.mentor1", "reason", "长".repeat(501))))
        .contains("“更换原因”", "500");
    assertThat(story.refused(who, project, "assignMentor", Map.of("mentor", "gangshan-center.mentor1", "x", "y")))
        .contains("表单里没有这些项：x");
    assertThat(story.refused(
            "qianquan-center.clerk", project, "assignMentor", Map.of("mentor", "gangshan-center.mentor1")))
        .contains("没有办理这项任务的权限");
  }

  @Test
  void reportIsRefusedWhereItDoesNotFit() {
    incubation.begin(project, List.of(incubation.milestone("甲", 30, null)));
    String who = "yijian.leader";
    assertThat(story.refused(who, project, "reportMilestone", Map.of())).contains("“决定”");
    assertThat(story.refused(who, project, "reportMilestone", Map.of("decision", "submit", "report", "做了")))
        .as("what is missing and where to put it")
        .contains("里程碑“甲”还缺佐证材料（签到表和照片）", "“案卷”页上传", "“佐证材料”里勾选");
    String proof = incubation.document(project, "签到表.pdf");
    String foreign = incubation.document(samples.inStage(Stage.INCUBATION, "yijian"), "别的项目.pdf");
    assertThat(reportRefused("做了", List.of(foreign))).contains("“佐证材料”里有案卷中没有的文件");
    assertThat(reportRefused("", List.of(proof))).contains("“完成情况”");
    assertThat(reportRefused("长".repeat(4001), List.of(proof))).contains("“完成情况”", "4000");
    assertThat(reportRefused("做了", List.of(1))).contains("“佐证材料”第1行应为文字");
    assertThat(story.refused(who, project, "reportMilestone", Map.of("decision", "save", "proofs", "签到表.pdf")))
        .contains("“佐证材料”应为列表");
    assertThat(story.refused(who, project, "reportMilestone", Map.of("decision", "save", "x", "y")))
        .contains("表单里没有这些项：x");
    assertThat(story.refused(
            who, project, "reportMilestone", Map.of("decision", "verified", "report", "做了", "proofs", List.of(proof))))
        .contains("“决定”没有这个选项");
    assertThat(story.refused("wenxin.leader", project, "reportMilestone", Map.of("decision", "save")))
        .contains("没有办理这项任务的权限");
  }

  @Test
  void whatProvedOneMilestoneDoesNotProveTheNext() {
    incubation.begin(project, List.of(incubation.milestone("甲", 30, null), incubation.milestone("乙", 60, null)));
    String proof = incubation.document(project, "甲的签到表.pdf");
    Map<String, Object> report = Map.of("decision", "submit", "report", "做了", "proofs", List.of(proof));
    story.submit("yijian.leader", project, "reportMilestone", report);
    incubation.verify(project);

    assertThat(story.refused("yijian.leader", project, "reportMilestone", report))
        .contains("里程碑“乙”还缺佐证材料", "都是以前的材料");
    String fresh = incubation.document(project, "乙的签到表.pdf");
    story.submit("yijian.leader", project, "reportMilestone", with(report, "proofs", List.of(proof, fresh)));
    assertThat(story.open(project)).containsExactly("verifyMilestone");
  }

  @Test
  void onlyTheAssignedMentorVerifiesAndRecommends() {
    incubation.begin(project, List.of(incubation.milestone("甲", 30, null)));
    incubation.report(project);
    String who = "gangshan-center.mentor1";
    assertThat(story.refused(who, project, "verifyMilestone", Map.of())).contains("“决定”");
    assertThat(story.refused(who, project, "verifyMilestone", Map.of("decision", "rejected"))).contains("请填写“核验意见”");
    assertThat(story.refused(who, project, "verifyMilestone", Map.of("decision", "maybe"))).contains("“决定”没有这个选项");
    assertThat(story.refused(who, project, "verifyMilestone", Map.of("decision", true))).contains("“决定”应为文字");
    assertThat(story.refused(
            who, project, "verifyMilestone", Map.of("decision", "verified", "opinion", "长".repeat(1001))))
        .contains("“核验意见”", "1000");
    assertThat(story.refused(who, project, "verifyMilestone", Map.of("decision", "verified", "x", "y")))
        .contains("表单里没有这些项：x");
    assertThat(story.refused("gangshan-center.mentor2", project, "verifyMilestone", Map.of("decision", "verified")))
        .contains("由别人认领");
    assertThat(story.refused("qianquan-center.mentor1", project, "verifyMilestone", Map.of("decision", "verified")))
        .contains("没有办理这项任务的权限");
    incubation.verify(project);

    Map<String, Object> recommended = Map.of("decision", "recommend", "opinion", "好");
    assertThat(story.refused(who, project, "recommendReadiness", Map.of("decision", "recommend"))).contains("“推荐意见”");
    assertThat(story.refused(who, project, "recommendReadiness", Map.of("decision", "maybe", "opinion", "好")))
        .contains("“决定”没有这个选项");
    assertThat(story.refused(
            who, project, "recommendReadiness", Map.of("decision", "recommend", "opinion", "长".repeat(1001))))
        .contains("“推荐意见”", "1000");
    assertThat(story.refused(who, project, "recommendReadiness", with(recommended, "x", "y"))).contains("表单里没有这些项：x");
    assertThat(story.refused("gangshan-center.mentor2", project, "recommendReadiness", recommended)).contains("由别人认领");
    incubation.recommend(project);

    String leader = "yijian.leader";
    assertThat(story.refused(leader, project, "confirmReadiness", Map.of())).contains("“决定”");
    assertThat(story.refused(leader, project, "confirmReadiness", Map.of("decision", "maybe"))).contains("“决定”没有这个选项");
    assertThat(story.refused(
            leader, project, "confirmReadiness", Map.of("decision", "again", "reason", "长".repeat(1001))))
        .contains("“原因”", "1000");
    assertThat(story.refused(leader, project, "confirmReadiness", Map.of("decision", "enter", "x", "y")))
        .contains("表单里没有这些项：x");
    assertThat(story.refused("gangshan-center.mentor1", project, "confirmReadiness", Map.of("decision", "enter")))
        .contains("没有办理这项任务的权限");
  }

  @SafeVarargs
  private String planRefused(Map<String, Object>... milestones) {
    return story.refused("yijian.leader", project, "draftPlan", incubation.planFields(List.of(milestones)));
  }

  private String reportRefused(String report, List<Object> proofs) {
    return story.refused(
        "yijian.leader", project, "reportMilestone",
        Map.of("decision", "submit", "report", report, "proofs", new ArrayList<>(proofs)));
  }

  private static Map<String, Object> approval(String number, String date) {
    return Map.of("decision", "approve", "agreementNumber", number, "agreementDate", date);
  }

  private static Map<String, Object> with(Map<String, Object> fields, String name, Object value) {
    Map<String, Object> changed = new HashMap<>(fields);
    changed.put(name, value);
    return changed;
  }
}
