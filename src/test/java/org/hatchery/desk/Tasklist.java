package org.hatchery.desk;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.WaitForSelectorState;
import org.hatchery.Browser;

/** Tasklist as somebody at a desk uses it: signs in, starts, opens and claims a task, fills in its form, submits. */
final class Tasklist implements AutoCloseable {

  private static final double PATIENCE = 60_000;

  private final Page page = Browser.page();
  private final String address;

  /** Signs in at our page. */
  Tasklist(int port, String user) {
    address = "http://127.0.0.1:" + port;
    page.setDefaultTimeout(PATIENCE);
    page.navigate(address + "/login");
    Browser.signIn(page, user);
    page.locator(".start-process-action, .process-start").first().or(page.getByText("发起流程").first()).first().waitFor();
  }

  Page page() {
    return page;
  }

  /** Starts a process by its name and opens the task that comes of it. */
  void start(String process) {
    Locator dialog = openStart(process);
    dialog.locator(".modal-footer .btn-primary").click();
    dialog.waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.HIDDEN));
  }

  /** Opens the dialog for starting a process with its form. */
  Locator openStart(String process) {
    page.getByText("发起流程").first().click();
    Locator dialog = page.locator(".modal-content");
    dialog.getByText(process, new Locator.GetByTextOptions().setExact(true)).first().click();
    dialog.locator(".fjs-form").waitFor();
    return dialog;
  }

  /** Leaves the dialog for starting without starting. */
  void leaveStart() {
    Locator dialog = page.locator(".modal-content");
    dialog.getByText("关闭", new Locator.GetByTextOptions().setExact(true)).last().click();
    dialog.waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.HIDDEN));
  }

  /** Opens the task: by its link, as from a mail, or where Tasklist is open as by a click on its card. */
  void open(String taskId) {
    if (page.url().contains("/camunda/app/tasklist/")) {
      put();
      page.evaluate("task => location.hash = '#/?task=' + task", taskId);
    } else {
      page.navigate(address + "/go/task/" + taskId);
    }
    page.locator(".fjs-form, .fjs-container").first().waitFor();
  }

  /** Leaves the task: nothing is asked for it any more. */
  void put() {
    page.evaluate("location.hash = '#/'");
    page.locator(".fjs-form, .fjs-container").first().waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.DETACHED));
  }

  void claim() {
    page.getByText("认领", new Page.GetByTextOptions().setExact(true)).first().click();
    page.locator(".claim-task, .assignee .reset, a.reset-assignee, .assignee").first().waitFor();
    assertThat(submitButton()).isVisible();
  }

  /** The field of this key. */
  Locator field(String key) {
    return page.locator(".fjs-form [id$='-" + key + "']");
  }

  void fill(String key, String text) {
    fill(field(key), text);
  }

  /** The form takes a text a moment after the last key (it waits 300 ms) and then draws itself anew. */
  void fill(Locator field, String text) {
    field.fill(text);
    page.waitForTimeout(400);
  }

  /** A date or time: typed as a person does, taken when the field is left. */
  void type(String key, String text) {
    Locator field = field(key);
    field.fill(text);
    field.press("Enter");
    field.blur();
  }

  /** Ticks the choice with this text. */
  void choose(String label) {
    page.locator(".fjs-form").getByLabel(label, new Locator.GetByLabelOptions().setExact(true)).check();
  }

  /** Chooses in the drop-down list of this key the first entry that contains the text. */
  void select(String key, String text) {
    field(key).click();
    page.locator(".fjs-dropdownlist-item").filter(new Locator.FilterOptions().setHasText(text)).first().click();
  }

  Locator submitButton() {
    return page.locator(".form-actions").getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("提交").setExact(true));
  }

  /** Submits and is done: the form goes away. */
  void submit() {
    submitButton().click();
    submitButton().waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.HIDDEN));
  }

  /** Submits and is refused. @return what the user reads */
  String refused() {
    submitButton().click();
    Locator banner = page.locator(".page-notifications .alert-danger").first();
    banner.waitFor();
    String text = banner.innerText();
    banner.locator("button.close").last().click();
    return text;
  }

  @Override
  public void close() {
    page.context().close();
  }
}
