package org.hatchery.desk;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.task.Task;
import org.hatchery.Browser;
import org.hatchery.HatcheryTest;
import org.hatchery.Story;
import org.hatchery.evaluation.EvaluationStory;
import org.hatchery.incubation.IncubationStory;
import org.hatchery.project.Documents;
import org.hatchery.project.SampleProjects;
import org.hatchery.project.Stage;
import org.hatchery.publicity.NoticeStory;
import org.hatchery.solicitation.CallStory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/**
 * A day of each role as docs/handbook tells it, clicked through in Chromium; the handbook's pictures are taken here. Two minutes
 * of clicking: only when pictures are taken, {@code -Dhatchery.pictures=write}.
 */
@HatcheryTest
class HandbookBrowserTest {

  private static final Pattern PICTURE = Pattern.compile("!\\[[^]]+]\\(pictures/([^)]+)\\)");

  @LocalServerPort int port;
  @Autowired Story story;
  @Autowired CallStory calls;
  @Autowired EvaluationStory evaluation;
  @Autowired IncubationStory incubation;
  @Autowired NoticeStory notices;
  @Autowired SampleProjects samples;
  @Autowired Documents documents;
  @Autowired RuntimeService runtime;

  @Test
  void everyPictureIsShownAndEveryShownPictureIsThere() throws IOException {
    Set<String> shown = new TreeSet<>();
    try (Stream<Path> pages = Files.list(Path.of("docs", "handbook"))) {
      for (Path page : pages.filter(file -> file.toString().endsWith(".md")).toList()) {
        Matcher picture = PICTURE.matcher(Files.readString(page));
        while (picture.find()) {
          shown.add(picture.group(1));
        }
      }
    }
    try (Stream<Path> taken = Files.list(Pictures.HANDBOOK)) {
      assertThat(taken.map(file -> file.getFileName().toString()).collect(Collectors.toSet()))
          .containsExactlyInAnyOrderElementsOf(shown);
    }
  }

  @Test
  @EnabledIfSystemProperty(named = "hatchery.pictures", matches = "write")
  void aClerkDraftsACallAndScreensAProposal() {
    Page page = Browser.page();
    try {
      page.navigate("http://127.0.0.1:" + port + "/login");
      Pictures.handbook(page, "sign-in");
    } finally {
      page.context().close();
    }
    String call = story.start("gangshan.clerk", "call", Map.of());
    try (Tasklist desk = new Tasklist(port, "gangshan.clerk")) {
      desk.open(story.task(call, "draftCall").getId());
      desk.fill("title", "钢山街道冬季志愿服务项目征集");
      Pictures.handbook(desk.page(), "clerk-draft-call");
      desk.choose("放弃，不发布了");
      desk.submit();
    }
    assertThat(story.runs(call, "call")).isFalse();

    String project = evaluation.begin("yijian");
    Task screening = story.task(project, "screenProposal");
    try (Tasklist desk = new Tasklist(port, "gangshan-c1.clerk")) {
      list(desk, "待认领");
      assertThat(card(desk, project)).containsText("周末义剪志愿服务队");
      Pictures.handbook(desk.page(), "clerk-tasklist");
      desk.open(screening.getId());
      desk.claim();
      desk.choose("受理");
      show(desk, "规则提示（由您最后决定）");
      Pictures.handbook(desk.page(), "clerk-screening");
      desk.submit();
    }
    assertThat(story.tasks(project, "scoreProposal")).as("drawn at once").hasSizeGreaterThanOrEqualTo(3);
    evaluation.score(project, 0.8);
  }

  @Test
  @EnabledIfSystemProperty(named = "hatchery.pictures", matches = "write")
  void aSignerApprovesACallSignsAConclusionAndDecidesAnObjection() {
    String call = calls.submitCall("gangshan", Map.of());
    try (Tasklist desk = new Tasklist(port, "zc.signer")) {
      desk.open(story.task(call, "approveCall").getId());
      desk.claim();
      desk.choose("退回修改");
      desk.fill("comment", "请写明经费怎么拨付。");
      Pictures.handbook(desk.page(), "signer-approve-call");
      desk.submit();
    }
    assertThat(story.open(call)).as("back at the clerk").containsExactly("draftCall");

    String project = evaluation.begin("yijian");
    evaluation.accept(project);
    evaluation.score(project, 0.8);
    Task conclusion = story.task(project, "signConclusion");
    try (Tasklist desk = new Tasklist(port, "gangshan.signer")) {
      desk.open(conclusion.getId());
      desk.claim();
      desk.choose("入库");
      show(desk, "各评审项平均得分");
      Pictures.handbook(desk.page(), "signer-conclusion");
      desk.submit();
    }
    assertThat(story.tasks(project, "signConclusion")).isEmpty();

    String announced = samples.inStage(Stage.EVALUATION, "wenxin");
    String objection = notices.object(notices.announce(announced), announced, "13911112222");
    notices.state(objection);
    try (Tasklist desk = new Tasklist(port, "zc.signer")) {
      desk.open(story.task(objection, "decideObjection").getId());
      desk.claim();
      desk.choose("不成立，公示结果不变");
      desk.fill("reason", "经向民政部门核实，去年的资助属于另一项活动，与本项目无关。");
      Pictures.handbook(desk.page(), "signer-objection");
      desk.submit();
    }
    assertThat(story.runs(objection, "objection")).isFalse();
  }

  @Test
  @EnabledIfSystemProperty(named = "hatchery.pictures", matches = "write")
  void anExpertScoresAndGoesOnLater() {
    String project = evaluation.begin("yijian");
    evaluation.accept(project);
    Task seat = story.tasks(project, "scoreProposal").get(0);
    try (Tasklist desk = new Tasklist(port, seat.getAssignee())) {
      desk.open(seat.getId());
      Locator points = desk.page().getByLabel("得分");
      desk.fill(points.nth(0), "22.5");
      desk.fill(points.nth(1), "16");
      desk.choose("保存，以后再填");
      show(desk, "评审项");
      Pictures.handbook(desk.page(), "expert-score");
      desk.submit();
      desk.open(story.taskOf(seat.getAssignee(), project, "scoreProposal").getId());
      assertThat(desk.page().getByLabel("得分").nth(0)).hasValue("22.5");
    }
    evaluation.score(project, 0.8);
  }

  @Test
  @EnabledIfSystemProperty(named = "hatchery.pictures", matches = "write")
  void aLeaderProposesAndReportsAMentorVerifies() {
    String call = calls.openCall(Map.of());
    String proposal = story.start("yijian.leader", "proposal", Map.of());
    String project = samples.inStage(Stage.INCUBATION, "yijian");
    runtime.startProcessInstanceByKey("incubation", project);
    incubation.begin(project, List.of(incubation.milestone("招募和培训志愿者", 30, "100")));
    documents.add(project, "签到表.pdf", "application/pdf", "签到".getBytes(StandardCharsets.UTF_8), "yijian.leader");
    try (Tasklist desk = new Tasklist(port, "yijian.leader")) {
      desk.open(story.task(proposal, "writeProposal").getId());
      desk.select("call", call);
      desk.fill("title", "周末义剪进小区（手册）");
      desk.choose("保存，以后再填");
      Pictures.handbook(desk.page(), "leader-proposal");
      desk.submit();
      desk.page().navigate("http://127.0.0.1:" + port + "/desk/proposals");
      assertThat(desk.page().locator("main")).containsText("周末义剪进小区（手册）");
      Pictures.handbook(desk.page(), "leader-proposals");

      desk.open(story.task(project, "reportMilestone").getId());
      desk.claim();
      desk.fill("report", "招募志愿者十六人，培训两次，每次签到。");
      Locator proof = desk.page().locator(".fjs-form [id*='-proofs-']").first();
      proof.check();
      desk.choose("提交核验");
      desk.field("report").scrollIntoViewIfNeeded();
      Pictures.handbook(desk.page(), "leader-milestone");
      desk.submit();
    }
    Task verification = story.task(project, "verifyMilestone");
    try (Tasklist desk = new Tasklist(port, evaluation.doer(project, "verifyMilestone"))) {
      desk.open(verification.getId());
      desk.choose("通过");
      Pictures.handbook(desk.page(), "mentor-verify");
      desk.submit();
    }
    assertThat(story.open(project)).contains("recommendReadiness");
  }

  @Test
  @EnabledIfSystemProperty(named = "hatchery.pictures", matches = "write")
  void aSupervisorWitnessesADraw() {
    String project = evaluation.begin("yijian");
    evaluation.accept(project);
    try (Tasklist desk = new Tasklist(port, "gangshan.supervisor")) {
      Page page = desk.page();
      page.navigate("http://127.0.0.1:" + port + "/desk/supervision");
      Pictures.handbook(page, "supervisor");
      page.navigate("http://127.0.0.1:" + port + "/desk/cases/" + project + "/draw");
      assertThat(page.locator("main")).containsText("按种子重抽，次序一致");
      Pictures.handbook(page, "supervisor-draw");
      page.getByText("我已核对，记录监督").first().click();
      assertThat(page.locator("main")).containsText("监督");
    }
    evaluation.score(project, 0.8);
  }

  @Test
  @EnabledIfSystemProperty(named = "hatchery.pictures", matches = "write")
  void anAdministratorLooksAtWhatRuns() {
    try (Tasklist desk = new Tasklist(port, "admin")) {
      desk.page().navigate("http://127.0.0.1:" + port + "/camunda/app/cockpit/default/#/dashboard");
      assertThat(desk.page().locator("body")).containsText("流程");
      Pictures.handbook(desk.page(), "administrator-cockpit");
    }
  }

  /** Opens one of the lists at the left. */
  private static void list(Tasklist desk, String name) {
    desk.page()
        .locator(".task-filters .name a")
        .filter(new Locator.FilterOptions().setHasText(Pattern.compile("^\\s*" + name + "\\s*\\d*\\s*$")))
        .click();
  }

  private static Locator card(Tasklist desk, String number) {
    return desk.page().locator(".tasks-list .task").filter(new Locator.FilterOptions().setHasText(number)).first();
  }

  /** Scrolls to this part of the form, for the picture. */
  private static void show(Tasklist desk, String text) {
    desk.page().locator(".fjs-form").getByText(text).first().evaluate("element => element.scrollIntoView()");
  }
}
