package org.hatchery.desk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.hatchery.HatcheryTest;
import org.hatchery.Story;
import org.hatchery.Visitor;
import org.hatchery.evaluation.EvaluationStory;
import org.hatchery.project.Area;
import org.hatchery.project.Projects;
import org.hatchery.project.SampleProjects;
import org.hatchery.project.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The figures of administration, the list behind each, and the instances of a case, over HTTP. */
@HatcheryTest
class AdministrationTest {

  private static final String PAGES = "/desk/administration/";

  @LocalServerPort int port;
  @Autowired Story story;
  @Autowired EvaluationStory evaluation;
  @Autowired SampleProjects samples;
  @Autowired Projects projects;
  @Autowired RuntimeService runtime;

  @Test
  void aProjectIsCountedInItsStageByTheDaysSinceItCameThere() {
    String number = samples.inStage(Stage.EVALUATION, "yijian");
    projects.enter(number, Stage.EVALUATION);
    story.pass(Duration.ofDays(40));
    double before = part(bar("projects", "评估"), 1);
    double walked = bar("stages", "评估").isMissingNode() ? 0 : times(bar("stages", "评估"));

    projects.enter(number, Stage.INCUBATION);

    assertThat(part(bar("projects", "评估"), 1)).isEqualTo(before - 1);
    assertThat(part(bar("projects", "培育中"), 0)).isGreaterThanOrEqualTo(1);
    assertThat(times(bar("stages", "评估"))).isEqualTo(walked + 1);
    assertThat(admin().get(PAGES + "stages?stage=EVALUATION").body()).contains(number, "40 天");
    assertThat(row(admin().get(PAGES + "projects?stage=INCUBATION").body(), number)).contains("0 天", "培育中");
    assertThat(admin().get(PAGES + "projects?stage=EVALUATION").body()).doesNotContain(number);
  }

  @Test
  void overdueTasksStandUnderTheOrganisationTheyWaitFor() {
    String number = begin("yijian");
    double before = part(bar("overdue", "钢山社区"), 0);
    story.pass(Duration.ofDays(30));

    JsonNode after = bar("overdue", "钢山社区");

    assertThat(part(after, 0)).isGreaterThan(before);
    assertThat(row(admin().get(after.get("list").asText()).body(), number)).contains("形式审查", "待认领");
  }

  @Test
  void whereASignerDepartsFromTheTableBothAreCountedAndTheListSaysWhy() {
    String as = begin("yijian");
    String against = begin("wenxin");
    JsonNode before = bar("departures", "入库结论");

    evaluation.conclude(as, 0.8, "admit");
    evaluation.conclude(against, 0.8, "reject");

    JsonNode after = bar("departures", "入库结论");
    assertThat(part(after, 0)).isEqualTo(part(before, 0) + 1);
    assertThat(part(after, 1)).isEqualTo(part(before, 1) + 1);
    String list = admin().get(PAGES + "departures?table=admission").body();
    assertThat(row(list, against)).contains("入库", "不入库", "综合考虑");
    assertThat(list).doesNotContain(as);
  }

  @Test
  void fromTheNumberOfTheLibraryOneStepLeadsToTheRunningInstances() {
    String number = begin("yijian");
    evaluation.accept(number);
    List<ProcessInstance> running = runtime.createProcessInstanceQuery().processInstanceBusinessKey(number).list();
    assertThat(running).isNotEmpty();

    String page = admin().get(PAGES + "instances?number=%20" + number + "%20").body();

    for (ProcessInstance instance : running) {
      assertThat(page).contains("/camunda/app/cockpit/default/#/process-instance/" + instance.getId() + "/runtime");
    }
    assertThat(page).contains("/desk/cases/" + number, "专家评审", "走过的路");
    String inLibrary = samples.inStage(Stage.INCUBATION, "yijian");
    assertThat(admin().get(PAGES + "instances?number=" + projects.get(inLibrary).number()).body()).contains(inLibrary);
  }

  @Test
  void aNumberThatIsNoneIsSaidPlainly() {
    HttpResponse<String> unknown = admin().get(PAGES + "instances?number=SB-NONE%3Cb%3E");
    assertThat(unknown.statusCode()).isEqualTo(404);
    assertThat(unknown.body()).contains("没有编号为“SB-NONE&lt;b&gt;”的项目或办件");
    assertThat(admin().get(PAGES + "instances").body()).contains("请填写“项目编号或办件编号”");
    assertThat(admin().get(PAGES + "instances?number=" + "9".repeat(61)).body()).contains("太长，最多 60 个字");
  }

  @Test
  void aFinishedPathIsShownWithWhatWasPassedByWhomAndToWhatOutcome() {
    String number = story.start("yijian.leader", "withdrawal", Map.of());
    story.submit("yijian.leader", number, "writeWithdrawal", Map.of("decision", "drop"));
    assertThat(story.runs(number, "withdrawal")).isFalse();

    String page = admin().get(PAGES + "path/" + number).body();

    assertThat(page).contains("走完", "data-passed=\"", "writeWithdrawal", "撤回");
    assertThat(page).doesNotContain("正在这里</b>");
    String diagram = page.replaceAll("(?s).*data-diagram=\"([^\"]+)\".*", "$1");
    HttpResponse<String> xml = admin().get(diagram);
    assertThat(xml.statusCode()).isEqualTo(200);
    assertThat(xml.body()).contains("<bpmn", "writeWithdrawal");
    assertThat(Visitor.signedIn(port, "gangshan.clerk").get(diagram).statusCode()).isEqualTo(403);
  }

  @Test
  void theOutcomeOfTheTimelineStandsBesideTheStepThatCameToIt() {
    String number = begin("yijian");
    String clerk = evaluation.submit(number, "screenProposal", Map.of("decision", "accept"));

    String page = admin().get(PAGES + "path/" + number).body();

    assertThat(row(page, "形式审查")).contains("受理");
    assertThat(page).contains("正在这里</b>").doesNotContain(">" + clerk + "<");
    assertThat(admin().get(PAGES + "path/SB-NONE-1").statusCode()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", "/figures", "/projects", "/stages", "/overdue", "/departures", "/mail", "/incidents", "/instances?number=1",
        "/path/SB-1", "/diagrams/x"
      })
  void onlyAdministratorsAreAnswered(String page) {
    for (String user : List.of("zc.supervisor", "gangshan.clerk", "yijian.leader")) {
      assertThat(Visitor.signedIn(port, user).get("/desk/administration" + page).statusCode()).as(user).isEqualTo(403);
    }
    assertThat(new Visitor(port).get("/desk/administration" + page).statusCode()).isEqualTo(302);
  }

  @Test
  void aListThatIsNoneIsNotFound() {
    for (String page : List.of("nothing", "projects?stage=NONE", "departures?table=x", "mail?state=x")) {
      assertThat(admin().get(PAGES + page).statusCode()).as(page).isEqualTo(404);
    }
    for (String page : List.of("mail", "mail?state=failed", "incidents", "overdue?organisation=none", "departures")) {
      assertThat(admin().get(PAGES + page).statusCode()).as(page).isEqualTo(200);
    }
  }

  private String begin(String group) {
    String number = samples.inStage(Stage.EVALUATION, group, Area.ELDERLY, "ZJ-ADMIN-" + UUID.randomUUID());
    runtime.startProcessInstanceByKey("evaluation", number);
    return number;
  }

  private Visitor admin() {
    return Visitor.signedIn(port, "admin");
  }

  private JsonNode bar(String chart, String label) {
    for (JsonNode one : Visitor.json(admin().get(PAGES + "figures")).get("charts")) {
      if (one.get("id").asText().equals(chart)) {
        for (JsonNode bar : one.get("bars")) {
          if (bar.get("label").asText().equals(label)) {
            return bar;
          }
        }
      }
    }
    return MissingNode.getInstance();
  }

  private static double part(JsonNode bar, int part) {
    return bar.path("values").path(part).asDouble();
  }

  private static double times(JsonNode bar) {
    return Double.parseDouble(bar.get("note").asText().replaceAll("\\D", ""));
  }

  /** The first row of the page's tables that has the text in it. */
  private static String row(String page, String text) {
    for (String row : page.split("<tr")) {
      if (row.contains(text) && row.contains("<td")) {
        return row;
      }
    }
    return "";
  }
}
