package org.hatchery.desk;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.User;
import org.hatchery.Browser;
import org.hatchery.HatcheryTest;
import org.hatchery.Visitor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Signing in and out in Chromium: what the browser keeps, and how the pages look. */
@HatcheryTest
class SignInBrowserTest {

  private static final String DRAFT = "camunda-form:of-another-task";

  @LocalServerPort int port;
  @Autowired IdentityService identity;
  @Autowired JdbcClient jdbc;

  private Page page;

  @AfterEach
  void close() {
    if (page != null) {
      page.context().close();
    }
  }

  @Test
  void signingOutInTasklistForgetsDrafts() {
    page = Browser.page();
    signIn("gangshan.clerk");
    leaveADraft();

    page.locator(".account .dropdown-toggle").click();
    page.locator(".account .logout a").click();

    assertThat(page).hasURL(Pattern.compile(".*/login\\?left$"));
    assertThat(kept()).isEmpty();
  }

  @Test
  void signingOutOnOurPagesForgetsDraftsToo() {
    page = Browser.page();
    signIn("gangshan.clerk");
    leaveADraft();

    page.navigate(address("/desk/cases"));
    page.getByText("退出", new Page.GetByTextOptions().setExact(true)).click();

    assertThat(page).hasURL(Pattern.compile(".*/login\\?left$"));
    assertThat(page.getByText("您已退出登录")).isVisible();
    page.waitForFunction("() => !Object.keys(localStorage).some(key => key.startsWith('camunda-form:'))");
    assertThat(Browser.errors(page)).isEmpty();
  }

  @Test
  void whereASessionRanOutTheSameUserFindsHisDraftsAndAnotherDoesNot() {
    page = Browser.page();
    signIn("gangshan.clerk");
    leaveADraft();

    page.context().clearCookies();
    signIn("gangshan.clerk");
    assertThat(kept()).containsExactly(DRAFT);

    page.context().clearCookies();
    signIn("gangshan.signer");
    assertThat(kept()).isEmpty();
    assertThat((String) page.evaluate("localStorage.getItem('hatchery:user')")).isEqualTo("gangshan.signer");
  }

  @Test
  void theWayThroughAFirstPassword() {
    String account = "look-" + UUID.randomUUID().toString().substring(0, 8);
    User user = identity.newUser(account);
    user.setFirstName("孙晓梅");
    user.setPassword("hatchery");
    identity.saveUser(user);
    identity.createMembership(account, "gangshan:clerk");
    Visitor.signedIn(port, "admin")
        .engine("PUT", "user/" + account + "/credentials",
            "{\"password\":\"given-by-admin\",\"authenticatedUserPassword\":\"hatchery\"}");
    try {
      page = Browser.page();
      page.navigate(address("/login"));
      submit(account, "given-by-admin");
      assertThat(page).hasURL(Pattern.compile(".*/password$"));
      whole("password-first");
      page.fill("#old", "wrong");
      page.fill("#fresh", "vier-Fische-im-Glas");
      page.fill("#again", "vier-Fische-im-Glas");
      page.click("button.main");
      assertThat(page.locator("#old-wrong")).hasText("原密码不正确，请重新输入。");
      whole("password-wrong");
      page.fill("#old", "given-by-admin");
      page.fill("#fresh", "vier-Fische-im-Glas");
      page.fill("#again", "vier-Fische-im-Glas");
      page.click("button.main");
      assertThat(page).hasURL(Pattern.compile(".*/tasklist/default/.*"));
      page.getByText("发起流程").first().waitFor();
    } finally {
      identity.deleteUser(account);
    }
  }

  @Test
  void thePagesOfSigningInAreWholeOnADeskAndOnATelephone() {
    String account = "nobody-" + UUID.randomUUID().toString().substring(0, 8);
    page = Browser.page();
    page.navigate(address("/login"));
    assertThat(page.locator("#user")).isFocused();
    submit(account, "wrong");
    assertThat(page.locator("#user")).hasValue(account);
    assertThat(page.locator("#password")).isFocused();
    whole("login-failed");
    for (int i = 2; i <= 5; i++) {
      submit(account, "wrong");
    }
    assertThat(page.locator("[role=alert]")).containsText("账号或密码不正确，请核对后再输入。输错次数太多，请等");
    submit(account, "wrong");
    assertThat(page.locator("[role=alert]")).containsText("刚才输入的密码没有核对");
    whole("login-wait");
    page.navigate(address("/login/unknown"));
    whole("login-unknown");
    jdbc.sql("delete from hatchery.sign_in_failure").update();
  }

  private void signIn(String account) {
    page.navigate(address("/login"));
    submit(account, "hatchery");
    page.getByText("发起流程").first().waitFor();
  }

  private void submit(String account, String password) {
    page.fill("#user", account);
    page.fill("#password", password);
    page.click("button.main");
    page.waitForLoadState();
  }

  private void leaveADraft() {
    page.evaluate("localStorage.setItem('" + DRAFT + "', '{\"reason\":\"half a sentence\"}')");
  }

  @SuppressWarnings("unchecked")
  private List<String> kept() {
    return (List<String>) page.evaluate("Object.keys(localStorage).filter(key => key.startsWith('camunda-form:'))");
  }

  private void whole(String name) {
    for (int width : new int[] {1500, 390}) {
      page.setViewportSize(width, width == 390 ? 844 : 950);
      assertThat(Browser.cut(page, "body")).as(name + " " + width).isEmpty();
      Browser.screenshot(page, name + "-" + width);
    }
    page.setViewportSize(1500, 950);
  }

  private String address(String path) {
    return "http://127.0.0.1:" + port + path;
  }
}
