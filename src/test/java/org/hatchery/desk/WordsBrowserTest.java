package org.hatchery.desk;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.hatchery.Browser;
import org.hatchery.HatcheryTest;
import org.hatchery.Story;
import org.hatchery.solicitation.CallStory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Walks the screens of the webapps as people do and reads no English word on any. */
@HatcheryTest
class WordsBrowserTest {

  /** All requests are answered, what Angular draws is drawn, and nothing waits to be translated. */
  private static final String SETTLED =
      """
      () => {
        const app = window.angular && window.angular.element(document.body).injector();
        return app && app.get('$http').pendingRequests.length === 0
          && ![...document.querySelectorAll('.animate-spin')].some(e => e.offsetParent)
          && document.getAnimations().every(one => one.playState !== 'running' || one.effect.getTiming().iterations === Infinity);
      }
      """;

  /** What a diagram, a table or a form is made of, which whoever runs the engine sees as it is: expressions, files, kinds of variables. */
  private static final Pattern[] MADE_OF = {
    Pattern.compile("(DATE: )?\\$\\{[^}]*}"), Pattern.compile("\\w+\\.(bpmn|dmn|form)\\b"), Pattern.compile("\\b(bpmn|forms)/\\w+"),
    Pattern.compile("点击复制“[^”]+”"), Pattern.compile("\\bString\\b"), Pattern.compile("SpringAutoDeployment"), Pattern.compile("\"[\\w,]+\""),
    Pattern.compile("\\w+:[0-9a-f]{8}-[0-9a-f-]{27}")
  };

  private static final double PATIENCE = 120_000;

  @LocalServerPort int port;
  @Autowired IdentityService identity;
  @Autowired RepositoryService repository;
  @Autowired RuntimeService runtime;
  @Autowired Story story;
  @Autowired CallStory calls;

  private Page page;
  private WordsOnScreen words;

  @AfterEach
  void close() {
    if (page != null) {
      page.context().close();
    }
  }

  @Test
  void whoOpensTasklistReadsChinese() {
    signIn("aixin.leader", "tasklist");
    read("empty start");
    everyList();
    menus();
    searches();
    sorting();
    shortcuts();
    startDialog();
    task();
    small();
    assertThat(words.english()).isEmpty();
  }

  @Test
  void whoClaimsATaskAndPutsItBackReadsChinese() {
    String need = story.start("gangshan.clerk", "need", Map.of());
    story.submit("gangshan.clerk", need, "recordNeed", calls.needFields(Map.of()));
    signIn("gangshan.clerk", "tasklist");
    page.navigate(address("/go/task/" + story.task(need, "sortNeed").getId()));
    Locator meta = page.locator("[cam-tasklist-task-meta]");
    meta.getByText("认领").waitFor();
    read("a task of a group");
    meta.getByText("认领").click();
    Locator back = meta.locator(".unclaim, .glyphicon-remove").locator("visible=true").first();
    back.waitFor();
    read("a claimed task");
    back.click();
    meta.getByText("认领").waitFor();
    read("a task put back");
    assertThat(words.english()).isEmpty();
  }

  @Test
  void whoRunsTheEngineReadsChineseInTasklist() {
    signIn("admin", "tasklist");
    read("an administrator's start");
    page.locator(".task-filters .glyphicon-pencil").first().click(new Locator.ClickOptions().setForce(true));
    filterDialog("a list's dialog");
    page.locator(".task-filters header button").first().click();
    filterDialog("a new list's dialog");
    assertThat(words.english()).isEmpty();
  }

  @Test
  void whoLooksAtTheirAccountReadsChinese() {
    signIn("aixin.leader", "welcome");
    read("the account");
    for (String form : List.of("profile", "password")) {
      page.locator("[ng-click*=\"showForm('" + form + "')\"]").click();
      read("the account, " + form);
      page.reload();
      settled();
    }
    menus();
    assertThat(words.english()).isEmpty();
  }

  @Test
  void whoRunsTheEngineReadsChineseInAdmin() {
    signIn("admin", "admin");
    for (String screen :
        List.of(
            "/", "/users", "/user-create", "/users/gangshan.clerk?tab=profile", "/users/gangshan.clerk?tab=account", "/users/gangshan.clerk?tab=groups",
            "/users/gangshan.clerk?tab=tenants", "/users/admin?tab=account", "/groups", "/group-create", "/groups/camunda-admin?tab=information", "/groups/camunda-admin?tab=users",
            "/groups/camunda-admin?tab=tenants", "/tenants", "/tenant-create", "/system?section=diagnostics-system-settings",
            "/system?section=system-settings-general", "/system?section=system-settings-metrics")) {
      go("admin", screen);
      read("admin " + screen);
    }
    authorizations();
    menus();
    assertThat(words.english()).isEmpty();
  }

  @Test
  void whoRunsTheEngineReadsChineseInCockpit() {
    String need = story.start("gangshan.clerk", "need", Map.of());
    signIn("admin", "cockpit", MADE_OF);
    String process = repository.createProcessDefinitionQuery().processDefinitionKey("need").latestVersion().singleResult().getId();
    String table = repository.createDecisionDefinitionQuery().decisionDefinitionKey("acting").latestVersion().singleResult().getId();
    for (String screen : List.of("/dashboard", "/processes", "/decisions", "/tasks", "/batch", "/repository")) {
      go("cockpit", screen);
      read("cockpit " + screen);
    }
    go("cockpit", "/decision-definition/" + table);
    page.locator(".dmn-decision-table-container tbody tr").first().waitFor();
    read("a decision table");
    everyTab("/process-definition/" + process + "/runtime");
    everyTab("/process-instance/" + runtime.createProcessInstanceQuery().processInstanceBusinessKey(need).singleResult().getId() + "/runtime");
    menus();
    assertThat(words.english()).isEmpty();
  }

  private void everyTab(String screen) {
    go("cockpit", screen);
    Locator tabs = page.locator(".ctn-content-bottom .nav-tabs li a").locator("visible=true");
    tabs.first().waitFor();
    for (int i = 0; i < tabs.count(); i++) {
      tabs.nth(i).click();
      read("cockpit " + screen + ", tab " + i);
    }
  }

  private void authorizations() {
    go("admin", "/authorization");
    int resources = page.locator(".sidebar-nav li a, [ng-repeat*=resource] a").count();
    for (int i = 0; i < resources; i++) {
      page.locator(".sidebar-nav li a, [ng-repeat*=resource] a").nth(i).click();
      settled();
      page.locator("[ng-click*=addNewAuthorization], [ng-click*=addAuthorization]").locator("visible=true").first().click();
      Locator permissions = page.locator("tr.editing .permissions button").locator("visible=true");
      if (permissions.count() > 0) {
        permissions.last().click();
      }
      read("authorizations " + i);
    }
  }

  private void everyList() {
    Locator lists = page.locator(".task-filters .name a");
    for (int i = 0; i < lists.count(); i++) {
      lists.nth(i).click();
      read("list " + i);
    }
  }

  private void menus() {
    Locator toggles = page.locator("[cam-widget-header] .dropdown-toggle").locator("visible=true");
    for (int i = 0; i < toggles.count(); i++) {
      toggles.nth(i).click();
      read("menu " + i);
      page.keyboard().press("Escape");
    }
  }

  private void searches() {
    Locator field = page.locator(".tasks-list .main-field");
    field.click();
    read("what can be searched");
    int types = page.locator(".tasks-list .dropdown-menu li a").locator("visible=true").count();
    assertThat(types).as("entries of the search").isGreaterThan(3);
    for (int i = 0; i < types; i++) {
      field.click();
      page.locator(".tasks-list .dropdown-menu li a").locator("visible=true").nth(i).click();
      read("search " + i);
      for (String part : i == 0 ? List.of("type-field", "operator-field", "value-field") : List.of("operator-field", "value-field")) {
        Locator one = page.locator(".search-label").last().locator("." + part).locator("visible=true");
        if (one.count() > 0) {
          // the field that is filled in first lies over it
          one.first().evaluate("field => (field.querySelector('.view-value') ?? field).click()");
          read("search " + i + ", " + part);
        }
      }
      page.locator(".search-label .remove-search").last().click();
      settled();
    }
  }

  private void sorting() {
    Locator toggles = page.locator(".tasks-list [cam-sorting-choices] .dropdown-toggle, .tasks-list .sorting-choice .dropdown-toggle, .tasks-list .new-sorting");
    for (int i = 0; i < toggles.count(); i++) {
      toggles.nth(i).click();
      read("sorting " + i);
      page.keyboard().press("Escape");
    }
  }

  private void shortcuts() {
    page.locator(".showShortcutHelp").first().click();
    page.locator(".modal-content").waitFor();
    read("shortcuts");
    page.locator(".modal-footer button").last().click();
    gone();
  }

  private void startDialog() {
    page.getByText("发起流程").first().click();
    page.locator(".modal-content").waitFor();
    read("what can be started");
    page.locator(".modal-content").getByText("申报", new Locator.GetByTextOptions().setExact(true)).first().click();
    page.locator(".modal-content .fjs-form").waitFor();
    read("the form of a start");
    page.locator(".modal-footer .btn-primary").last().click();
    gone();
  }

  private void task() {
    page.locator(".task-filters .name a").first().click();
    settled();
    page.locator(".tasks-list .task").first().click();
    page.locator(".task-card .nav-tabs li a").first().waitFor();
    read("a task");
    // the log of a task is hidden from everybody, and its calls are refused
    Locator tabs = page.locator(".task-card .nav-tabs li a").locator("visible=true");
    for (int i = 0; i < tabs.count(); i++) {
      tabs.nth(i).evaluate("tab => tab.click()");
      read("a task, tab " + i);
    }
    tabs.first().click();
    page.locator(".fjs-form").waitFor();
    page.locator(".form-actions button").last().click();
    page.locator(".page-notifications .alert").first().waitFor();
    read("a refusal");
    page.locator(".page-notifications button.close").last().click();
  }

  private void small() {
    page.setViewportSize(390, 844);
    read("a small window");
    page.locator(".navbar-toggle").click();
    read("a small window with its menu");
  }

  private void filterDialog(String name) {
    page.locator(".modal-content").waitFor();
    Locator sections = page.locator(".modal-content .panel-heading a");
    for (int i = 0; i < sections.count(); i++) {
      if (i > 0) {
        sections.nth(i).click();
      }
      settled();
      Locator add = page.locator(".modal-content .panel-collapse.in .row-action a, .modal-content .panel-collapse.in .glyphicon-plus-sign").locator("visible=true");
      if (add.count() > 0) {
        add.first().click();
      }
      read(name + ", section " + i);
    }
    page.locator(".modal-footer button").getByText("关闭").last().click();
    gone();
  }

  private void gone() {
    page.locator(".modal-content").first().waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.DETACHED));
    settled();
  }

  private void read(String screen) {
    settled();
    words.read(screen, page);
  }

  private void settled() {
    page.waitForFunction(SETTLED, null, new Page.WaitForFunctionOptions().setPollingInterval(100).setTimeout(PATIENCE));
  }

  private void signIn(String user, String app, Pattern... data) {
    words = new WordsOnScreen(named(), data);
    page = Browser.page();
    page.setDefaultTimeout(PATIENCE);
    page.navigate(address("/login"));
    Browser.signIn(page, user);
    page.waitForURL(url -> !url.contains("/login"));
    if (!app.equals("tasklist")) {
      go(app, "/");
    }
  }

  private void go(String app, String screen) {
    page.navigate(address("/camunda/app/" + app + "/default/#" + screen));
    settled();
  }

  /** Keys of processes and tables, accounts and groups. */
  private Set<String> named() {
    Set<String> named = new HashSet<>();
    repository.createProcessDefinitionQuery().list().forEach(one -> named.add(one.getKey()));
    repository.createDecisionDefinitionQuery().list().forEach(one -> named.add(one.getKey()));
    named.addAll(List.of("caseNumber", "caseTitle", "caseGroup", "caseCommunity"));
    identity.createUserQuery().list().forEach(one -> named.add(one.getId()));
    identity.createGroupQuery().list().forEach(one -> named.add(one.getId()));
    return named;
  }

  private String address(String path) {
    return "http://127.0.0.1:" + port + path;
  }
}
