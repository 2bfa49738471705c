package org.hatchery.desk;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import com.microsoft.playwright.options.LoadState;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.task.Task;
import org.hatchery.Browser;
import org.hatchery.HatcheryTest;
import org.hatchery.Story;
import org.hatchery.evaluation.EvaluationStory;
import org.hatchery.project.Area;
import org.hatchery.project.SampleProjects;
import org.hatchery.project.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;

/** What people see at their desk, in Chromium with the real Tasklist. */
@HatcheryTest
class DeskBrowserTest {

  @LocalServerPort int port;
  @Autowired Story story;
  @Autowired EvaluationStory evaluation;
  @Autowired SampleProjects samples;
  @Autowired RuntimeService runtime;
  @Autowired ServletWebServerApplicationContext program;

  private Page page;

  @AfterEach
  void close() {
    if (page != null) {
      page.context().close();
    }
  }

  @Test
  void aLinkToATaskOpensItAfterSigningInAndARefusalIsReadAlone() {
    Task task = story.task(story.start("guandekuan.leader", "withdrawal", Map.of()), "writeWithdrawal");
    page = Browser.page();
    page.navigate(address("/camunda/app/tasklist/default/#/?task=" + task.getId()));
    signIn("guandekuan.leader");

    assertThat(page.locator(".task-details, [cam-tasklist-task]").first()).containsText("撤回项目");
    page.getByText("确定撤回").click();
    page.getByRole(com.microsoft.playwright.options.AriaRole.BUTTON, new Page.GetByRoleOptions().setName("提交")).click();
    Locator banner = page.locator(".page-notifications .alert");
    assertThat(banner).containsText("请选择要撤回的项目，并写明“撤回原因”。");
    assertThat(banner.innerText()).doesNotContain("ENGINE", "Exception", task.getId());
    Browser.screenshot(page, "desk-refusal");

    page.locator(".account .dropdown-toggle").click();
    page.locator(".account .logout a").click();
    assertThat(page).hasURL(Pattern.compile(".*/login\\?left$"));
    page.navigate(address("/camunda/app/tasklist/default/"));
    assertThat(page).hasURL(Pattern.compile(".*/login$"));
  }

  @Test
  void aSessionThatRanOutComesBackToItsTask() {
    Task task = story.task(story.start("guandekuan.leader", "withdrawal", Map.of()), "writeWithdrawal");
    page = Browser.page();
    page.navigate(address("/go/task/" + task.getId()));
    signIn("guandekuan.leader");
    assertThat(page.getByText("撤回原因").first()).isVisible();
    page.context().clearCookies();
    page.getByText("案卷").last().click();

    assertThat(page).hasURL(Pattern.compile(".*/login\\?over#.*task=" + task.getId() + ".*"));
    assertThat(page.getByText("登录已结束")).isVisible();
    signIn("guandekuan.leader");
    assertThat(page).hasURL(Pattern.compile(".*/tasklist/default/#.*task=" + task.getId() + ".*"));

    // what Tasklist itself asks leads there too
    assertThat(page.getByText("发起流程").first()).isVisible();
    page.waitForLoadState(LoadState.NETWORKIDLE);
    String session = page.context().cookies().stream().filter(c -> c.name.equals("JSESSIONID")).findFirst().orElseThrow().value;
    SessionsTest.age(program, session, Duration.ofMinutes(31), Duration.ofMinutes(31));
    page.getByText("发起流程").first().click();
    assertThat(page).hasURL(Pattern.compile(".*/login\\?over#.*task=" + task.getId() + ".*"));
  }

  @Test
  void theCaseStandsBesideTheForm() {
    String number = samples.inStage(Stage.EVALUATION, "yijian", Area.DAILY, "ZJ-DESK-" + UUID.randomUUID());
    runtime.startProcessInstanceByKey("evaluation", number);
    Task task = story.task(number, "screenProposal");
    page = Browser.page();
    page.navigate(address("/go/task/" + task.getId()));
    signIn("gangshan-c1.clerk");
    assertThat(page.locator(".nav-tabs").getByText("办理记录")).isHidden();
    page.locator(".nav-tabs").getByText("案卷").click();
    Locator file = page.locator(".hatchery-case");
    assertThat(file).containsText("周末义剪志愿服务队");
    assertThat(file).containsText("还没有材料");

    file.locator("input[type=file]")
        .setInputFiles(
            new FilePayload("走访记录.txt", "text/plain", "七月三日走访".getBytes(StandardCharsets.UTF_8)));
    file.getByText("上传", new Locator.GetByTextOptions().setExact(true)).last().click();
    assertThat(file).containsText("走访记录.txt");
    file.locator("input[type=file]")
        .setInputFiles(new FilePayload("程序.exe", "application/pdf", new byte[] {'M', 'Z', 0}));
    file.getByText("上传", new Locator.GetByTextOptions().setExact(true)).last().click();
    assertThat(file).containsText("类型不能上传");
    Browser.screenshot(page, "desk-case-tab");
  }

  @Test
  void aTaskIsFoundInTheListsClaimedAndPutBack() {
    String number = samples.inStage(Stage.EVALUATION, "shufang", Area.CULTURE, "ZJ-DESK-" + UUID.randomUUID());
    runtime.startProcessInstanceByKey("evaluation", number);
    Task task = story.task(number, "screenProposal");
    page = Browser.page();
    page.navigate(address("/login"));
    signIn("gangshan-c1.clerk");
    // the counter behind the name comes a moment later, hidden on all lists but the open one
    page.locator(".task-filters .name a")
        .filter(new Locator.FilterOptions().setHasText(Pattern.compile("^\\s*待认领\\s*\\d*\\s*$")))
        .click();
    Locator card = page.locator(".tasks-list .task").filter(new Locator.FilterOptions().setHasText(number)).first();
    assertThat(card).containsText("三近妈妈书房");
    card.click();
    page.locator("[cam-tasklist-task-meta]").getByText("认领").click();
    assertThat(page.locator("[cam-tasklist-task-meta]")).containsText("卢美玲");
    assertThat(story.whoHas(story.task(number, "screenProposal"))).containsExactly("gangshan-c1.clerk");

    page.locator("[cam-tasklist-task-meta] .unclaim, [cam-tasklist-task-meta] .glyphicon-remove").locator("visible=true").first().click();
    assertThat(page.locator("[cam-tasklist-task-meta]")).not().containsText("卢美玲");
    assertThat(story.whoHas(story.task(number, "screenProposal"))).containsExactly("gangshan-c1:clerk");
    assertThat(page.locator(".page-notifications .alert-danger")).hasCount(0);
    assertThat(Browser.errors(page)).isEmpty();
  }

  @Test
  void theWordsAreChineseOnASlowLineToo() {
    page = Browser.page();
    page.route(
        "**/locales/zh-CN.json*",
        route -> {
          page.waitForTimeout(3000);
          route.resume();
        });
    page.navigate(address("/login"));
    signIn("gangshan-c1.clerk");
    assertThat(page.locator(".task-filters")).containsText("待认领");
    assertThat(page.locator("body")).containsText("创建时间");
    Browser.screenshot(page, "desk-slow");
    assertThat(page.locator(".tasks-list")).isVisible();
    assertThat(page.locator("body").innerHTML()).doesNotContain("SEARCH_PLACEHOLDER", "CREATION_DATE");
  }

  @Test
  void ownPagesReadWellOnADeskAndOnATelephone() {
    String number = samples.inStage(Stage.EVALUATION, "yijian", Area.DAILY, "ZJ-DESK-" + UUID.randomUUID());
    runtime.startProcessInstanceByKey("evaluation", number);
    evaluation.accept(number);
    story.runJobs();
    evaluation.score(number, 0.8);
    evaluation.sign(number, "admit");
    for (boolean phone : new boolean[] {false, true}) {
      page = phone ? Browser.phone() : Browser.page();
      String size = phone ? "-phone" : "";
      page.navigate(address("/login"));
      Browser.screenshot(page, "desk-login" + size);
      signIn("gangshan.clerk");
      for (String path : new String[] {"/desk/cases/" + number, "/desk/cases", "/desk/library", "/demo", "/go/task/x", "/logout"}) {
        page.navigate(address(path));
        assertThat((Integer) page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))
            .as("%s fits the width", path)
            .isZero();
        Browser.screenshot(page, "desk" + path.replaceAll("[/]", "-").replace(number, "case") + size);
      }
      page.navigate(address("/desk/cases/" + number));
      assertThat(page.locator("h1")).containsText("幸福食光");
      assertThat(page.locator(".timeline li").first()).containsText("公示");
      assertThat(Browser.errors(page).stream().filter(e -> !e.contains("404")).toList()).isEmpty();
      page.context().close();
    }
  }

  private void signIn(String user) {
    Browser.signIn(page, user);
  }

  private String address(String path) {
    return "http://127.0.0.1:" + port + path;
  }
}
