package org.hatchery.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.User;
import org.hatchery.HatcheryTest;
import org.hatchery.Visitor;
import org.hatchery.WrongSettings;
import org.hatchery.engine.PasswordSettings;
import org.hatchery.engine.Passwords;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What a password must be, which come again, how they are kept. */
@HatcheryTest
class PasswordsTest {

  private static final String OLD = "vier-Fische-im-Glas";

  @LocalServerPort int port;
  @Autowired IdentityService identity;
  @Autowired Passwords passwords;
  @Autowired JdbcClient jdbc;

  private final String account = "linhai.p" + UUID.randomUUID().toString().substring(0, 6);
  private final String address = "198.19." + Math.floorMod(account.hashCode(), 250) + ".7";

  @BeforeEach
  void somebody() {
    User user = identity.newUser(account);
    user.setFirstName("林海");
    user.setLastName("");
    user.setEmail("harbour-7@city.example");
    user.setPassword(OLD);
    identity.saveUser(user);
    identity.createMembership(account, "gangshan:clerk");
  }

  @AfterEach
  void leaves() {
    identity.deleteUser(account);
    assertThat(jdbc.sql("select count(*) from hatchery.password_before where user_id = :user").param("user", account)
        .query(Long.class).single()).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "Password-2024!, 常见的词",
    "zhangwei19850312, 拼音",
    "1qaz2wsx3edc4r, 键盘",
    "1995-03-12 13, 只有数字和符号",
    "Abcd9Abcd9Abcd9, 重复",
    "my-LINHAI-boat7, 不能含有账号里的词",
    "我是林海我爱钓鱼和唱歌呢, 不能含有账号、姓名和邮箱"
  })
  void whatIsEasyToGuessIsRefusedOnThePageAndThroughTheInterface(String fresh, String why) {
    Visitor owner = signedIn(OLD);
    HttpResponse<String> page = change(owner, OLD, fresh);
    assertThat(page.statusCode()).isEqualTo(400);
    assertThat(page.body()).contains("密码没有修改", why).doesNotContain(fresh);
    if (!fresh.contains("LINHAI")) {
      HttpResponse<String> answer = credentials(owner, OLD, fresh);
      assertThat(answer.statusCode()).isEqualTo(400);
      assertThat(Visitor.message(answer)).contains("新密码不符合要求", "容易被猜到");
    }
    assertThat(identity.checkPassword(account, OLD)).isTrue();
  }

  @Test
  void anAdministratorGivesNoneThatIsGuessedFirst() {
    Visitor admin = Visitor.signedIn(port, "admin");
    HttpResponse<String> answer =
        admin.engine("PUT", "user/" + account + "/credentials",
            "{\"password\":\"hatchery2024!\",\"authenticatedUserPassword\":\"hatchery\"}");
    assertThat(Visitor.message(answer)).contains("容易被猜到");
    assertThat(identity.checkPassword(account, OLD)).isTrue();
    HttpResponse<String> rules = admin.engine("GET", "identity/password-policy", null);
    assertThat(rules.body()).contains("PASSWORD_POLICY_USER_DATA", "PASSWORD_POLICY_LENGTH");
  }

  @Test
  void theLastOnesDoNotComeAgainAndOlderOnesDo() {
    for (int i = 1; i <= 5; i++) {
      assertThat(location(change(signedIn(i == 1 ? OLD : fresh(i - 1)), i == 1 ? OLD : fresh(i - 1), fresh(i))))
          .endsWith("/password?changed");
    }
    Visitor owner = signedIn(fresh(5));
    for (String before : List.of(OLD, fresh(1), fresh(4))) {
      assertThat(change(owner, fresh(5), before).body()).contains("最近的 6 个密码不能再用");
    }
    assertThat(Visitor.message(credentials(owner, fresh(5), fresh(2)))).contains("最近的 6 个密码不能再用");
    assertThat(Visitor.message(credentials(owner, fresh(5), fresh(5)))).contains("最近的 6 个密码不能再用");
    assertThat(credentials(owner, fresh(5), fresh(6)).statusCode()).isEqualTo(204);

    assertThat(location(change(signedIn(fresh(6)), fresh(6), OLD))).endsWith("/password?changed");
    assertThat(jdbc.sql("select count(*) from hatchery.password_before where user_id = :user").param("user", account)
        .query(Long.class).single()).isEqualTo(5);
  }

  @Test
  void nobodyLearnsOfAFormerPasswordWithoutThePresentOne() {
    change(signedIn(OLD), OLD, fresh(1));
    Visitor owner = signedIn(fresh(1));
    assertThat(change(owner, "wrong", OLD).body()).contains("原密码不正确").doesNotContain("不能再用");
    HttpResponse<String> asked =
        owner.engine("POST", "identity/password-policy", "{\"password\":\"" + OLD + "\",\"profile\":{\"id\":\"" + account + "\"}}");
    assertThat(asked.statusCode()).isEqualTo(200);
    assertThat(Visitor.json(asked).path("valid").asBoolean()).isTrue();
  }

  @Test
  void aHashOfTheOldWayIsAcceptedAndMadeAnew() throws Exception {
    String salt = "c2FsdA==";
    byte[] digest = MessageDigest.getInstance("SHA-512").digest((OLD + salt).getBytes(StandardCharsets.UTF_8));
    jdbc.sql("update act_id_user set pwd_ = :hash, salt_ = :salt where id_ = :user")
        .param("hash", "{SHA-512}" + Base64.getEncoder().encodeToString(digest))
        .param("salt", salt)
        .param("user", account)
        .update();
    assertThat(location(new Visitor(port, address).signIn(account, "wrong"))).contains("/login");
    assertThat(hash()).startsWith("{SHA-512}");

    Visitor owner = signedIn(OLD);

    assertThat(hash()).startsWith("{bcrypt-sha256}$2b$04$");
    assertThat(owner.get("/desk/cases").statusCode()).as("nothing was changed").isEqualTo(200);
    assertThat(signedIn(OLD).get("/desk/cases").statusCode()).isEqualTo(200);
    assertThat(change(owner, OLD, OLD + "?").statusCode()).isEqualTo(302);
  }

  @Test
  void anAccountWithoutAPasswordLetsNobodyIn() {
    jdbc.sql("update act_id_user set pwd_ = null where id_ = :user").param("user", account).update();
    for (String typed : List.of("", "null", OLD)) {
      assertThat(location(new Visitor(port, address).signIn(account, typed))).contains("/login?failed");
    }
  }

  @Test
  void whereTheCityWantsItAnOldPasswordHasToBeChanged() {
    Visitor owner = signedIn(OLD);
    // other stories have moved the clock by years
    set("now() + interval '9000 days'");
    assertThat(owner.get("/desk/cases").statusCode()).isEqualTo(200);
    set("now() - interval '3000 days'");

    assertThat(location(owner.get("/desk/cases"))).endsWith("/password");
    assertThat(Visitor.message(owner.engine("GET", "task", null))).isEqualTo(FirstPasswordFilter.TOO_OLD);
    assertThat(owner.get("/password").body()).contains("您的密码已到期").doesNotContain("初始密码");
    Visitor again = new Visitor(port, address);
    again.get("/desk/tasks");
    again.signIn(account, OLD);
    assertThat(location(again.get("/desk/tasks"))).endsWith("/password");
    assertThat(location(change(again, OLD, fresh(1)))).endsWith("/desk/tasks");
    assertThat(again.get("/desk/tasks").statusCode()).isEqualTo(200);
    set("null");
    assertThat(passwords.of(account).expired()).as("those of the demonstration").isFalse();
  }

  @Test
  void wrongSettingsStopTheStart() {
    assertThat(new PasswordSettings(0, Duration.ofDays(90), 10, List.of()).longest()).isEqualTo(Duration.ofDays(90));
    assertThatThrownBy(() -> new PasswordSettings(25, Duration.ZERO, 10, List.of())).isInstanceOf(WrongSettings.class);
    assertThatThrownBy(() -> new PasswordSettings(5, Duration.ofMinutes(90), 10, List.of())).isInstanceOf(WrongSettings.class);
    assertThatThrownBy(() -> new PasswordSettings(5, Duration.ZERO, 3, List.of())).isInstanceOf(WrongSettings.class);
    assertThatThrownBy(() -> new SessionSettings(Duration.ofSeconds(59), Duration.ofHours(12))).isInstanceOf(WrongSettings.class);
    assertThatThrownBy(() -> new SessionSettings(Duration.ofHours(2), Duration.ofHours(1))).isInstanceOf(WrongSettings.class);
  }

  private void set(String when) {
    jdbc.sql("update hatchery.password set set_at = " + when + " where user_id = :user").param("user", account).update();
  }

  private static String fresh(int number) {
    return "drei-Boote-" + number + "-am-Ufer";
  }

  private String hash() {
    return jdbc.sql("select pwd_ from act_id_user where id_ = :user").param("user", account).query(String.class).single();
  }

  private Visitor signedIn(String password) {
    Visitor visitor = new Visitor(port, address);
    assertThat(location(visitor.signIn(account, password))).doesNotContain("/login");
    visitor.get("/camunda/app/tasklist/default/");
    return visitor;
  }

  private static HttpResponse<String> change(Visitor owner, String old, String fresh) {
    return owner.form("/password", "/password", Map.of("old", old, "fresh", fresh, "again", fresh));
  }

  private HttpResponse<String> credentials(Visitor owner, String old, String fresh) {
    return owner.engine("PUT", "user/" + account + "/credentials",
        "{\"password\":\"" + fresh + "\",\"authenticatedUserPassword\":\"" + old + "\"}");
  }

  private static String location(HttpResponse<String> answer) {
    return answer.headers().firstValue("Location").orElse("(" + answer.statusCode() + ")");
  }
}
