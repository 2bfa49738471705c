package org.hatchery.desk;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.UUID;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.RuntimeService;
import org.hatchery.Browser;
import org.hatchery.HatcheryTest;
import org.hatchery.project.Area;
import org.hatchery.project.SampleProjects;
import org.hatchery.project.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What an administrator sees in Cockpit and beside it, in Chromium. */
@HatcheryTest
class CockpitBrowserTest {

  @LocalServerPort int port;
  @Autowired SampleProjects samples;
  @Autowired RuntimeService runtime;

  private Page page;

  @AfterEach
  void close() {
    if (page != null) {
      page.context().close();
    }
  }

  @Test
  void theDashboardShowsTheFiguresAndLeadsFromANumberToItsInstances() {
    String number = samples.inStage(Stage.EVALUATION, "yijian", Area.ELDERLY, "ZJ-COCKPIT-" + UUID.randomUUID());
    runtime.startProcessInstanceByKey("evaluation", number);
    page = Browser.page(1500, 1600, 1);
    signIn();

    page.navigate(address("/camunda/app/cockpit/default/#/dashboard"));
    Locator projects = page.locator("#figure-projects");
    assertThat(projects).containsText("项目在哪个阶段");
    Locator evaluated = projects.locator("tbody tr").filter(new Locator.FilterOptions().setHasText("评估"));
    assertThat(evaluated.locator("rect.part-0")).hasAttribute("width", Pattern.compile("[\\d.]+%"));
    assertThat(Integer.parseInt(evaluated.locator(".sum").innerText())).isPositive();
    Browser.screenshot(page, "cockpit-dashboard");

    page.fill(".hatchery-search input", number);
    page.click(".hatchery-search button");
    assertThat(page.locator("h1")).hasText(number);
    page.locator("table").getByText("在流程监控里看").first().click();
    assertThat(page).hasURL(Pattern.compile(".*/cockpit/default/#/process-instance/[^/]+/runtime.*"));
    assertThat(page.locator("body")).containsText(number);
    page.locator(".hatchery-correct").click();
    assertThat(page.locator("h1")).containsText("纠正：评估");
    page.getByText("换人办理").first().click();
    Browser.screenshot(page, "corrections");
  }

  @Test
  void thePageDrawsTheSameAndThePathIsDrawnOnTheDiagram() {
    String number = samples.inStage(Stage.EVALUATION, "wenxin", Area.ELDERLY, "ZJ-COCKPIT-" + UUID.randomUUID());
    runtime.startProcessInstanceByKey("evaluation", number);
    page = Browser.phone();
    signIn();
    page.navigate(address("/desk/administration"));
    assertThat(page.locator(".figure")).hasCount(6);
    assertThat((Boolean) page.evaluate("document.documentElement.scrollWidth <= 390")).isTrue();
    Browser.screenshot(page, "administration-phone");

    page.navigate(address("/desk/administration/path/" + number));
    assertThat(page.locator(".djs-element.passed[data-element-id=evaluationBegins]")).isVisible();
    assertThat(page.locator(".djs-element.open").first()).isVisible();
    assertThat(page.locator(".bjs-powered-by").first()).isVisible();
    Browser.screenshot(page, "administration-path-phone");
  }

  private void signIn() {
    page.navigate(address("/login"));
    Browser.signIn(page, "admin");
    page.waitForURL(Pattern.compile(".*/camunda/app/.*"));
  }

  private String address(String path) {
    return "http://127.0.0.1:" + port + path;
  }
}
