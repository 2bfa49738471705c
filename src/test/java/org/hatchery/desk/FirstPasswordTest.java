package org.hatchery.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.User;
import org.hatchery.HatcheryTest;
import org.hatchery.Visitor;
import org.hatchery.engine.FirstPasswords;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** A password that somebody else gave opens nothing but the page on which it is changed. */
@HatcheryTest
class FirstPasswordTest {

  private static final String TASKLIST = "/camunda/app/tasklist/default/";
  private static final String GIVEN = "given-by-admin";
  private static final String OWN = "vier-Fische-im-Glas";

  @LocalServerPort int port;
  @Autowired IdentityService identity;
  @Autowired FirstPasswords first;

  private final String account = "first-" + UUID.randomUUID().toString().substring(0, 8);

  @BeforeEach
  void anAdministratorSetsAPassword() {
    User user = identity.newUser(account);
    user.setFirstName("新来的");
    user.setEmail(account + "@city.example");
    user.setPassword("hatchery");
    identity.saveUser(user);
    identity.createMembership(account, "gangshan:clerk");
    assertThat(first.has(account)).as("the demonstration's own").isFalse();
    assertThat(set(GIVEN).statusCode()).isEqualTo(204);
    assertThat(first.has(account)).isTrue();
  }

  @AfterEach
  void leaves() {
    identity.deleteUser(account);
    assertThat(first.has(account)).isFalse();
  }

  @Test
  void everyPageLeadsToThePageAndEveryCallIsRefused() {
    Visitor owner = signedIn(GIVEN);
    for (String page : new String[] {"/", TASKLIST, "/camunda/app/welcome/default/", "/desk/cases", "/portal/notices",
        "/go/task/does-not-exist", "/no/such/page"}) {
      assertThat(location(owner.get(page))).as(page).endsWith("/password");
    }
    for (String path : new String[] {"/camunda/api/engine/engine/default/task", "/camunda/api/engine/engine/default/%74ask",
        "/camunda/api/admin/auth/user/default", "/desk/here"}) {
      HttpResponse<String> answer = owner.api("GET", path, null);
      assertThat(answer.statusCode()).as(path).isEqualTo(403);
      assertThat(Visitor.message(answer)).isEqualTo(FirstPasswordFilter.REFUSED);
    }
    HttpResponse<String> setAnother =
        owner.engine("PUT", "user/" + account + "/credentials",
            "{\"password\":\"" + OWN + "\",\"authenticatedUserPassword\":\"" + GIVEN + "\"}");
    assertThat(setAnother.statusCode()).isEqualTo(403);
    assertThat(first.has(account)).isTrue();
    assertThat(owner.get("/css/desk.css").statusCode()).isEqualTo(200);
    assertThat(owner.get("/password").body()).contains("初始密码", "name=\"fresh\"");
  }

  @Test
  void changedItOpensEverythingAndLeadsWhereOneWanted() {
    Visitor owner = new Visitor(port);
    owner.get("/go/task/does-not-exist");
    owner.signIn(account, GIVEN);
    assertThat(location(owner.get("/go/task/does-not-exist"))).endsWith("/password");
    String session = owner.cookie("JSESSIONID");

    HttpResponse<String> changed = change(owner, GIVEN, OWN, OWN);

    assertThat(location(changed)).endsWith("/go/task/does-not-exist");
    assertThat(owner.cookie("JSESSIONID")).isNotEqualTo(session);
    assertThat(owner.get("/go/task/does-not-exist").statusCode()).isEqualTo(404);
    assertThat(owner.get(TASKLIST).statusCode()).isEqualTo(200);
    assertThat(owner.engine("GET", "task", null).statusCode()).isEqualTo(200);
    assertThat(identity.checkPassword(account, GIVEN)).isFalse();
    assertThat(location(signedIn(OWN).get("/"))).endsWith(TASKLIST);
  }

  @ParameterizedTest
  @CsvSource({
    "'', vier-Fische-im-Glas, vier-Fische-im-Glas, 请填写原密码",
    "wrong, vier-Fische-im-Glas, vier-Fische-im-Glas, 原密码不正确",
    "given-by-admin, '', '', 请填写新密码",
    "given-by-admin, short-pw-11, short-pw-11, 现在是 11 个",
    "given-by-admin, given-by-admin, given-by-admin, 新密码不能与原密码相同",
    "given-by-admin, aaaaaaaaaaaaaa, aaaaaaaaaaaaaa, 不同的字符太少",
    "given-by-admin, 四条鱼在玻璃缸里, 四条鱼在玻璃缸里, 现在是 8 个",
    "given-by-admin, vier-Fische-im-Glas, vier-fische-im-glas, 两次填写的新密码不一样"
  })
  void whatIsWrongIsSaidAndChangesNothing(String old, String fresh, String again, String text) {
    Visitor owner = signedIn(GIVEN);
    HttpResponse<String> answer = change(owner, old, fresh, again);
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("密码没有修改", text);
    if (!fresh.isEmpty()) {
      assertThat(answer.body()).doesNotContain(fresh);
    }
    assertThat(identity.checkPassword(account, GIVEN)).isTrue();
    assertThat(first.has(account)).isTrue();
  }

  @Test
  void theAccountMustNotBeInIt() {
    String fresh = "x " + account.toUpperCase() + " y";
    assertThat(change(signedIn(GIVEN), GIVEN, fresh, fresh).body()).contains("新密码里不能含有账号");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 201, 100_000})
  void aFormWithoutFieldsOrWithFarTooMuchIsRefused(int length) {
    String fresh = "Ab3-x".repeat(length / 5 + 1).substring(0, length);
    Map<String, String> fields = new HashMap<>();
    if (length > 0) {
      fields.putAll(Map.of("old", GIVEN, "fresh", fresh, "again", fresh));
    }
    HttpResponse<String> answer = signedIn(GIVEN).form("/password", "/password", fields);
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("密码没有修改");
  }

  @Test
  void guessingAtTheOldPasswordIsSlowedDown() {
    Visitor owner = signedIn(GIVEN);
    for (int i = 1; i <= 5; i++) {
      assertThat(change(owner, "wrong" + i, OWN, OWN).body()).contains("原密码不正确");
    }
    assertThat(change(owner, GIVEN, OWN, OWN).body()).contains("原密码输错次数太多，请等 1 分钟再试");
    assertThat(first.has(account)).isTrue();
  }

  @Test
  void guessingThroughTheInterfaceIsSlowedDownToo() {
    Visitor owner = signedIn(GIVEN);
    change(owner, GIVEN, OWN, OWN);
    owner.get(TASKLIST);
    for (int i = 1; i <= 5; i++) {
      assertThat(Visitor.message(credentials(owner, "wrong" + i))).isEqualTo("您自己的密码不正确，请重新输入。");
    }
    assertThat(Visitor.message(credentials(owner, OWN))).contains("请等");
    assertThat(identity.checkPassword(account, OWN)).isTrue();
  }

  @Test
  void onesOwnChangeIsNoFirstPasswordAndAnAdministratorsIsAgain() {
    Visitor owner = signedIn(GIVEN);
    change(owner, GIVEN, OWN, OWN);
    owner.get(TASKLIST);
    assertThat(credentials(owner, OWN).statusCode()).isEqualTo(204);
    assertThat(first.has(account)).isFalse();
    Visitor again = signedIn(OWN + "2");
    assertThat(again.get("/password").body()).doesNotContain("初始密码");

    assertThat(set("given-once-more").statusCode()).isEqualTo(204);

    assertThat(location(again.get(TASKLIST))).as("the session that was open").endsWith("/login?over");
    assertThat(location(signedIn("given-once-more").get(TASKLIST))).endsWith("/password");
  }

  @Test
  void whoeverAnAdministratorCreatesHasAFirstPassword() {
    Visitor admin = Visitor.signedIn(port, "admin");
    HttpResponse<String> created =
        admin.engine("POST", "user/create",
            "{\"profile\":{\"id\":\"" + account + "x\",\"firstName\":\"新\",\"lastName\":\"\"},"
                + "\"credentials\":{\"password\":\"" + GIVEN + "\"}}");
    assertThat(created.statusCode()).isEqualTo(204);
    assertThat(first.has(account + "x")).isTrue();
    identity.deleteUser(account + "x");
  }

  @Test
  void itCanBeChangedAtAnyTime() {
    Visitor owner = signedIn(GIVEN);
    change(owner, GIVEN, OWN, OWN);
    assertThat(owner.get("/desk/cases").body()).contains("href=\"/password\"", "修改密码");
    HttpResponse<String> again = change(owner, OWN, OWN + "!", OWN + "!");
    assertThat(location(again)).endsWith("/password?changed");
    assertThat(owner.get("/password?changed").body()).contains("密码已修改");
    assertThat(location(new Visitor(port).get("/password"))).endsWith("/login");
  }

  @Test
  void aFormWithoutItsTokenIsRefused() {
    Visitor owner = signedIn(GIVEN);
    HttpResponse<String> answer =
        owner.send(
            owner.request("/password")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Accept", "text/html")
                .POST(java.net.http.HttpRequest.BodyPublishers.ofString(
                    "old=" + GIVEN + "&fresh=" + OWN + "&again=" + OWN)));
    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(identity.checkPassword(account, GIVEN)).isTrue();
  }

  /** As an administrator does in Admin. */
  private HttpResponse<String> set(String password) {
    return Visitor.signedIn(port, "admin")
        .engine("PUT", "user/" + account + "/credentials",
            "{\"password\":\"" + password + "\",\"authenticatedUserPassword\":\"hatchery\"}");
  }

  private HttpResponse<String> credentials(Visitor owner, String old) {
    return owner.engine("PUT", "user/" + account + "/credentials",
        "{\"password\":\"" + OWN + "2\",\"authenticatedUserPassword\":\"" + old + "\"}");
  }

  private Visitor signedIn(String password) {
    // not the address of all other tests, whose failures add up
    Visitor visitor = new Visitor(port, "198.18." + Math.floorMod(account.hashCode(), 250) + ".1");
    assertThat(location(visitor.signIn(account, password))).doesNotContain("/login");
    return visitor;
  }

  private static HttpResponse<String> change(Visitor owner, String old, String fresh, String again) {
    return owner.form("/password", "/password", Map.of("old", old, "fresh", fresh, "again", again));
  }

  private static String location(HttpResponse<String> answer) {
    return answer.headers().firstValue("Location").orElse("(" + answer.statusCode() + ")");
  }
}
