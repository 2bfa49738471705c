package org.hatchery.desk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.camunda.bpm.engine.RuntimeService;
import org.hatchery.HatcheryTest;
import org.hatchery.Story;
import org.hatchery.Visitor;
import org.hatchery.evaluation.EvaluationStory;
import org.hatchery.incubation.IncubationStory;
import org.hatchery.project.Area;
import org.hatchery.project.SampleProjects;
import org.hatchery.project.Stage;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Where a case stands on its diagrams, what comes next and the scores, over HTTP and as each may know it. */
@HatcheryTest
class CaseDiagramTest {

  @LocalServerPort int port;
  @Autowired Story story;
  @Autowired EvaluationStory evaluation;
  @Autowired IncubationStory incubation;
  @Autowired SampleProjects samples;
  @Autowired RuntimeService runtime;

  /** The only project of its call, on the spine, screened next. */
  private String evaluated() {
    String number = samples.inStage(Stage.EVALUATION, "xiyang", Area.ELDERLY, "ZJ-CASE-" + UUID.randomUUID());
    runtime.createProcessInstanceByKey("project").businessKey(number).startBeforeActivity("evaluationStage").execute();
    story.runJobs();
    return number;
  }

  @Test
  void theDiagramHasWhatIsPassedAndWhereItStands() {
    String number = evaluated();
    JsonNode spine = diagram("xiyang.leader", number, "project");
    assertThat(spine.path("xml").asText()).contains("<bpmn:definitions", "BPMNDiagram");
    assertThat(ids(spine.path("current"))).containsExactly("evaluationStage");
    assertThat(spine.path("current").path(0).path("name").asText()).isEqualTo("评估");

    evaluation.submit(number, "screenProposal", Map.of("decision", "correct", "corrections", "补预算说明"));
    JsonNode stage = diagram("xiyang.leader", number, "evaluation");
    assertThat(texts(stage.path("passed"))).contains("screenProposal");
    assertThat(ids(stage.path("current"))).containsExactly("correctProposal");
    assertThat(Visitor.signedIn(port, "xiyang.leader").get("/desk/cases/" + number).body())
        .contains("现在在“补正申报材料”", "按审查意见补齐材料后提交", "之后：", "形式审查");
  }

  @Test
  void whoMustNotKnowWhereJudgingStandsSeesTheStageOnly() {
    String number = evaluated();
    evaluation.accept(number);
    story.runJobs();
    String expert = story.tasks(number, "scoreProposal").get(0).getAssignee();

    JsonNode leaders = diagram("xiyang.leader", number, "evaluation");
    assertThat(leaders.path("silent").asBoolean()).isTrue();
    assertThat(leaders.path("current")).isEmpty();
    assertThat(texts(leaders.path("passed"))).contains("screenProposal").doesNotContain("drawReviewers", "scoreProposal");
    assertThat(ids(diagram(expert, number, "evaluation").path("current"))).containsExactly("scoreProposal");
    assertThat(ids(diagram("qianquan.clerk", number, "evaluation").path("current"))).containsExactly("scoreProposal");

    evaluation.score(number, 0.8);
    JsonNode reviewed = diagram(expert, number, "evaluation");
    assertThat(reviewed.path("current")).as("what comes of it is not for him").isEmpty();
    assertThat(texts(reviewed.path("passed"))).doesNotContain("aggregateScores", "scoreProposal");
    assertThat(diagram("xiyang.leader", number, "evaluation")).isEqualTo(leaders);
    String page = Visitor.signedIn(port, "xiyang.leader").get("/desk/cases/" + number).body();
    assertThat(page).contains("正在评审，结果公示或告知之后显示", "公示后在这里能看到结果").doesNotContain("签署入库结论");
    assertThat(Visitor.signedIn(port, "qianquan.signer").get("/desk/cases/" + number).body())
        .contains("现在在“签署入库结论”", "核对按表得出的结论");

    evaluation.sign(number, "admit");
    assertThat(texts(diagram("xiyang.leader", number, "evaluation").path("passed"))).contains("signConclusion");
  }

  @Test
  void aFinishedCaseShowsThePathItTook() {
    String number = evaluated();
    evaluation.submit(number, "screenProposal", Map.of("decision", "refuse", "reason", "活动不在本街道。"));
    story.runJobs();
    story.submit("xiyang.leader", number, "contestRefusal", Map.of("decision", "accept"));
    JsonNode spine = diagram("xiyang.leader", number, "project");
    assertThat(spine.path("running").asBoolean()).isFalse();
    assertThat(spine.path("current")).isEmpty();
    assertThat(texts(spine.path("passed"))).contains("evaluationStage", "closeUnadmitted", "notAdmitted").doesNotContain("admitProject");
    assertThat(texts(spine.path("flows"))).contains("flow_notAdmitted", "flow_unadmittedClosed").doesNotContain("flow_admitted");
    assertThat(Visitor.signedIn(port, "xiyang.leader").get("/desk/cases/" + number).body())
        .contains("流程已经结束", "记录未入库");
  }

  @Test
  void whereTheEngineHasNoHistoryTheRecordSaysWhereItStands() {
    String number = samples.inStage(Stage.INCUBATION, "xiyang");
    JsonNode spine = diagram("xiyang.leader", number, "project");
    assertThat(ids(spine.path("current"))).containsExactly("incubationStage");
    assertThat(Visitor.signedIn(port, "xiyang.leader").get("/desk/cases/" + number).body()).contains("现在在“孵化”");
  }

  @Test
  void theInnermostProcessIsShownWithItsDeadline() {
    String number = samples.inStage(Stage.INCUBATION, "xiyang");
    runtime.createProcessInstanceByKey("project").businessKey(number).startBeforeActivity("incubationStage").execute();
    story.runJobs();
    incubation.begin(number, List.of(incubation.milestone("招募志愿者", 30, null)));
    String page = Visitor.signedIn(port, "xiyang.leader").get("/desk/cases/" + number).body();
    assertThat(page).contains("data-shown=\"milestone\"", "现在在“报告里程碑”", "并从案卷中勾选至少一份佐证材料", "核验里程碑");
    assertThat(page).contains(java.time.format.DateTimeFormatter.ofPattern("yyyy年M月d日").format(
        story.now().atZone(java.time.ZoneId.of("Asia/Shanghai")).plusDays(30)) + " 前");
    assertThat(ids(diagram("xiyang.leader", number, "incubation").path("current"))).containsExactly("workMilestone");
  }

  @Test
  void nobodyElseGetsTheDiagramAndBadRequestsAreAnswered() {
    String number = evaluated();
    assertThat(get("wenxin.leader", number, "project").statusCode()).isEqualTo(403);
    assertThat(get("xiyang.leader", number, "publicNotice").statusCode()).isEqualTo(404);
    assertThat(get("xiyang.leader", number, "%3Cscript%3E").statusCode()).isEqualTo(404);
    assertThat(get("xiyang.leader", "SB-NONE-2026-9999", "project").statusCode()).isEqualTo(404);
    assertThat(new Visitor(port).get("/desk/cases/" + number + "/diagram").headers().firstValue("Location").orElse(""))
        .endsWith("/login");
  }

  @Test
  void scoresAreSeenByWhoSignsThenAsTheNoticeSaysThem() {
    String number = evaluated();
    evaluation.accept(number);
    story.runJobs();
    String expert = story.tasks(number, "scoreProposal").get(0).getAssignee();
    String other = story.tasks(number, "scoreProposal").get(1).getAssignee();
    evaluation.score(number, 0.8, 0.84, 0.88);
    for (String user : List.of("xiyang.leader", "qianquan.clerk", "zc.clerk")) {
      assertThat(page(user, number)).as(user).doesNotContain("入库评估</b>", "84.00");
    }
    for (String user : List.of("qianquan.signer", "qianquan.supervisor", "zc.supervisor")) {
      assertThat(page(user, number)).as(user).contains("84.00 分", "还没有公示", "评审 1", "评审 3");
    }
    assertThat(page(expert, number)).contains("我的评分", "20.0 / 25").doesNotContain("21.0 / 25", "22.0 / 25", "84.00");
    assertThat(page(other, number)).contains("21.0 / 25").doesNotContain("20.0 / 25", "22.0 / 25");

    evaluation.sign(number, "admit");
    assertThat(page("xiyang.leader", number)).contains("84.00 分", "，入库", "平均得分").doesNotContain("评审 1", "还没有公示");
    assertThat(page("qianquan.clerk", number)).contains("84.00 分").doesNotContain("评审 1");
    assertThat(page(expert, number)).contains("84.00 分", "我的评分").doesNotContain("平均得分", "22.0 / 25");
  }

  private String page(String user, String number) {
    HttpResponse<String> page = Visitor.signedIn(port, user).get("/desk/cases/" + number);
    assertThat(page.statusCode()).as(user).isEqualTo(200);
    return page.body();
  }

  private JsonNode diagram(String user, String number, String process) {
    HttpResponse<String> answer = get(user, number, process);
    assertThat(answer.statusCode()).as(user).isEqualTo(200);
    return Visitor.json(answer);
  }

  private HttpResponse<String> get(String user, String number, String process) {
    return Visitor.signedIn(port, user).get("/desk/cases/" + number + "/diagram?process=" + process);
  }

  private static List<String> ids(JsonNode nodes) {
    List<String> ids = new ArrayList<>();
    nodes.forEach(node -> ids.add(node.path("id").asText()));
    return ids;
  }

  private static List<String> texts(JsonNode nodes) {
    List<String> texts = new ArrayList<>();
    nodes.forEach(node -> texts.add(node.asText()));
    return texts;
  }
}
