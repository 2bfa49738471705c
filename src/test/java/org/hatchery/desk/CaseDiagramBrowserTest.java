package org.hatchery.desk;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import org.camunda.bpm.engine.RuntimeService;
import org.hatchery.Browser;
import org.hatchery.HatcheryTest;
import org.hatchery.Story;
import org.hatchery.incubation.IncubationStory;
import org.hatchery.project.SampleProjects;
import org.hatchery.project.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The diagram of a case in Chromium: in the page and in the tab beside a form, at a desk and on a telephone. */
@HatcheryTest
class CaseDiagramBrowserTest {

  @LocalServerPort int port;
  @Autowired Story story;
  @Autowired IncubationStory incubation;
  @Autowired SampleProjects samples;
  @Autowired RuntimeService runtime;

  private Page page;
  private String number;

  @BeforeEach
  void milestoneIsToBeReported() {
    number = samples.inStage(Stage.INCUBATION, "guandekuan");
    runtime.createProcessInstanceByKey("project").businessKey(number).startBeforeActivity("incubationStage").execute();
    story.runJobs();
    incubation.begin(number, List.of(incubation.milestone("招募志愿者", 30, null)));
  }

  @AfterEach
  void close() {
    if (page != null) {
      page.context().close();
    }
  }

  @Test
  void thePageDrawsIt() {
    page = Browser.page();
    signIn("/desk/cases/" + number);
    drawn(page.locator(".where"));
    Browser.screenshot(page, "case-diagram-page");
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("项目全程")).click();
    assertThat(page.locator(".way-flag")).hasText("▶ 现在：孵化");
    assertThat(page.locator(".where .drawing")).hasAttribute("aria-label", "流程图：项目全程。现在在“孵化”");
    Browser.screenshot(page, "case-diagram-spine");
    assertThat(Browser.errors(page)).isEmpty();
    assertThat(Browser.cut(page, "main > .file > :not(#standing)")).isEmpty();
  }

  @Test
  void theTelephoneDrawsItToo() {
    page = Browser.phone();
    signIn("/desk/cases/" + number);
    drawn(page.locator(".where"));
    page.locator(".where").scrollIntoViewIfNeeded();
    Browser.screenshot(page, "case-diagram-phone");
    assertThat((Integer) page.evaluate("document.documentElement.scrollWidth")).isLessThanOrEqualTo(390);
  }

  @Test
  void theTabBesideTheFormDrawsIt() {
    page = Browser.page();
    tab();
    Browser.screenshot(page, "case-diagram-tab");
    page.locator(".hatchery-case .where").scrollIntoViewIfNeeded();
    Browser.screenshot(page, "case-diagram-tab-diagram");
    assertThat(Browser.errors(page)).isEmpty();
    page.setViewportSize(390, 844);
    page.reload();
    page.locator(".nav-tabs").getByText("案卷").click();
    drawn(page.locator(".hatchery-case .where"));
    page.locator(".hatchery-case .where").scrollIntoViewIfNeeded();
    Browser.screenshot(page, "case-diagram-tab-phone");
  }

  private void tab() {
    signIn("/go/task/" + story.task(number, "reportMilestone").getId());
    page.locator(".nav-tabs").getByText("案卷").click();
    drawn(page.locator(".hatchery-case .where"));
  }

  /** The current step in colour and in words, what is passed marked, the mark of bpmn.io to be seen. */
  private static void drawn(Locator where) {
    assertThat(where.locator(".way-flag")).hasText("▶ 现在：报告里程碑");
    assertThat(where.locator("[data-element-id=reportMilestone].way-now")).hasCount(1);
    assertThat(where.locator("[data-element-id=openMilestone].way-passed")).hasCount(1);
    assertThat(where.locator(".bjs-powered-by")).isVisible();
  }

  private void signIn(String path) {
    page.navigate("http://127.0.0.1:" + port + path);
    Browser.signIn(page, "guandekuan.leader");
  }
}
