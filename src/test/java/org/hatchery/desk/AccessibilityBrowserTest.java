package org.hatchery.desk;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.camunda.bpm.engine.RuntimeService;
import org.hatchery.Browser;
import org.hatchery.HatcheryTest;
import org.hatchery.Story;
import org.hatchery.evaluation.EvaluationStory;
import org.hatchery.project.Area;
import org.hatchery.project.SampleProjects;
import org.hatchery.project.Stage;
import org.hatchery.solicitation.CallStory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** axe-core finds nothing serious or critical on our pages, at a desk and on a telephone, and nothing new in Tasklist. */
@HatcheryTest
class AccessibilityBrowserTest {

  private static final String GRAVE =
      """
      part => axe.run(part, { resultTypes: ['violations'] }).then(result => result.violations
        .filter(rule => ['serious', 'critical'].includes(rule.impact))
        .map(rule => ({ rule: rule.id, where: rule.nodes.map(node => node.target + ' ' + node.html).join(' | ') })))
      """;

  /**
   * Camunda's own markup: the search field says it is expanded without being a combobox, and buttons and links that are only
   * an icon (fold a column, put a task back, sort, settings of a list) have no name. Forms and our plug-ins break no rule.
   */
  private static final Set<String> KNOWN_IN_TASKLIST = Set.of("aria-allowed-attr", "button-name", "link-name");

  @LocalServerPort int port;
  @Autowired Story story;
  @Autowired CallStory calls;
  @Autowired EvaluationStory evaluation;
  @Autowired SampleProjects samples;
  @Autowired RuntimeService runtime;
  @Autowired JdbcClient jdbc;

  private final List<String> found = new ArrayList<>();
  private Page page;

  @AfterEach
  void close() {
    if (page != null) {
      page.context().close();
    }
  }

  @Test
  void pagesForEverybody() {
    String project = samples.inStage(Stage.EVALUATION, "yijian", Area.DAILY, "ZJ-AXE-" + java.util.UUID.randomUUID());
    runtime.startProcessInstanceByKey("evaluation", project);
    evaluation.accept(project);
    evaluation.score(project, 0.8);
    evaluation.sign(project, "admit");
    String notice = "/portal/notices/" + evaluation.notice(project);
    page = Browser.page();
    for (String path :
        List.of(
            "/login", "/login?error", "/demo", "/portal/notices", notice, notice + "/object", "/portal/objections",
            "/portal/library", "/portal/brands", "/portal/verify", "/portal/verify?code=NOPE", "/portal/needs",
            "/portal/needs/standing", "/portal/solved/" + questioned(), "/portal/solved/none", "/nowhere")) {
      look(path);
    }
    page.navigate(address("/portal/needs/standing"));
    page.fill("#number", "XQ-NONE");
    page.fill("#lastFour", "0000");
    page.locator("main button.main").click();
    page.locator("[role=status]").waitFor();
    look("the answer that no need was found", Set.of());
    assertThat(found).isEmpty();
  }

  @Test
  void pagesOfThoseWhoSignIn() {
    String project = samples.inStage(Stage.EVALUATION, "yijian", Area.DAILY, "ZJ-AXE-" + java.util.UUID.randomUUID());
    runtime.startProcessInstanceByKey("evaluation", project);
    evaluation.accept(project);
    signedIn("gangshan.supervisor");
    for (String path :
        List.of("/desk/cases", "/desk/cases/" + project, "/desk/cases/" + project + "/draw", "/desk/supervision", "/desk/audit", "/desk/library", "/logout", "/go/task/x")) {
      look(path);
    }
    page.context().close();
    story.start("yijian.leader", "proposal", Map.of("title", "无障碍检查的申报"));
    signedIn("yijian.leader");
    look("/desk/proposals");
    assertThat(found).isEmpty();
  }

  @Test
  void tasklistIsNoWorseThanItComes() {
    String proposal = story.start("yijian.leader", "proposal", Map.of("title", "无障碍检查的申报"));
    String task = story.task(proposal, "writeProposal").getId();
    signedIn("yijian.leader");
    page.navigate(address("/go/task/" + task));
    page.locator(".fjs-form").waitFor();
    look("a form in Tasklist", KNOWN_IN_TASKLIST);
    ours("our form in Tasklist", ".fjs-container");
    page.locator(".nav-tabs").getByText("案卷").click();
    page.locator(".hatchery-case h2").first().waitFor();
    look("the case in Tasklist", KNOWN_IN_TASKLIST);
    ours("our case in Tasklist", ".hatchery-case");
    assertThat(found).isEmpty();
  }

  /** @return the code of the question whether a need is solved */
  private String questioned() {
    String need = calls.openNeed(Map.of("summary", "无障碍检查的需求"));
    String code = "axe" + java.util.UUID.randomUUID();
    jdbc.sql("update hatchery.need set solved_code = :code where case_number = :n").param("code", code).param("n", need).update();
    return code;
  }

  private void signedIn(String user) {
    page = Browser.page();
    page.navigate(address("/login"));
    Browser.signIn(page, user);
    page.waitForURL(url -> !url.contains("/login"));
  }

  private void look(String path) {
    page.navigate(address(path));
    look(path, Set.of());
  }

  private void look(String what, Set<String> known) {
    for (int width : new int[] {1500, 390}) {
      page.setViewportSize(width, 950);
      page.waitForFunction("() => document.getAnimations().every(one => one.playState !== 'running')");
      note(what + " at " + width, "html", known);
    }
    page.setViewportSize(1500, 950);
  }

  /** Within what is ours every rule holds, the known ones too. */
  private void ours(String what, String part) {
    note(what, part, Set.of());
  }

  /** In the page itself, which has no frames: what is in order stays there, and only what is not is told. */
  @SuppressWarnings("unchecked")
  private void note(String what, String part, Set<String> known) {
    if (!(boolean) page.evaluate("() => 'axe' in window")) {
      page.evaluate(AxeBuilder.getAxeScript());
    }
    for (Map<String, String> broken : (List<Map<String, String>>) page.evaluate(GRAVE, part)) {
      if (!known.contains(broken.get("rule"))) {
        found.add(what + ": " + broken.get("rule") + " " + broken.get("where"));
      }
    }
  }

  private String address(String path) {
    return "http://127.0.0.1:" + port + path;
  }
}
