package org.hatchery.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.User;
import org.hatchery.HatcheryTest;
import org.hatchery.Visitor;
import org.hatchery.WrongSettings;
import org.hatchery.engine.MovableClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Guessing passwords: it slows down, it never locks for good, it says nothing of who has an account. */
@HatcheryTest
class SignInAttemptsTest {

  @LocalServerPort int port;
  @Autowired IdentityService identity;
  @Autowired SignInAttempts attempts;
  @Autowired MovableClock movable;
  @Autowired Clock clock;
  @Autowired JdbcClient jdbc;

  private final String account = "guess-" + UUID.randomUUID();

  @AfterEach
  void forgetTheAccount() {
    identity.deleteUser(account);
  }

  @Test
  void fiveFailuresMakeTheAccountWaitAndTheRightPasswordToo() {
    exists();
    Visitor guesser = new Visitor(port, address());
    for (int i = 1; i <= 4; i++) {
      assertThat(signIn(guesser, "wrong")).contains("账号或密码不正确").doesNotContain("请等");
    }
    assertThat(signIn(guesser, "wrong")).contains("账号或密码不正确", "输错次数太多，请等 1 分钟再登录");
    assertThat(signIn(guesser, "right")).contains("刚才输入的密码没有核对").doesNotContain("账号或密码不正确");

    pass(Duration.ofSeconds(61));

    assertThat(signIn(guesser, "right")).isEqualTo("signed in");
    assertThat(signIn(new Visitor(port, address()), "wrong")).as("begins anew").doesNotContain("请等");
  }

  @Test
  void pausesDoubleUpToFifteenMinutes() {
    exists();
    Visitor guesser = new Visitor(port, address());
    for (int i = 1; i <= 4; i++) {
      signIn(guesser, "wrong");
    }
    for (String wait : List.of("1 分钟", "2 分钟", "4 分钟", "8 分钟", "15 分钟", "15 分钟")) {
      assertThat(signIn(guesser, "wrong")).contains("请等 " + wait + "再登录");
      pass(Duration.ofMinutes(Integer.parseInt(wait.split(" ")[0])).plusSeconds(1));
    }
    assertThat(signIn(guesser, "right")).isEqualTo("signed in");
  }

  @Test
  void anUnknownAccountIsAnsweredAlike() {
    Visitor guesser = new Visitor(port, address());
    for (int i = 1; i <= 4; i++) {
      assertThat(signIn(guesser, "wrong")).contains("账号或密码不正确").doesNotContain("请等");
    }
    assertThat(signIn(guesser, "wrong")).contains("账号或密码不正确", "请等 1 分钟再登录");
    assertThat(signIn(guesser, "wrong")).contains("刚才输入的密码没有核对");
  }

  @Test
  void whoeverGuessesOnKeepsNobodyOutForLongerThanFifteenMinutes() {
    exists();
    String owner = address();
    for (int i = 1; i <= 9; i++) {
      signIn(new Visitor(port, address()), "wrong");
      if (i > 4 && i < 9) {
        pass(Duration.ofMinutes(9));
      }
    }
    assertThat(signIn(new Visitor(port, owner), "right")).contains("请等 15 分钟再登录");
    pass(Duration.ofMinutes(15).plusSeconds(1));
    String other = address();
    assertThat(signIn(new Visitor(port, other), "wrong")).contains("请等 15 分钟再登录");

    assertThat(signIn(new Visitor(port, owner), "right")).isEqualTo("signed in");
  }

  @Test
  void theAddressPromisedATryHasOneAndNoMore() {
    String address = address();
    fail(4, address);
    fail(1, address);
    String stranger = address();
    assertThat(attempt(stranger).result()).isEqualTo(SignInAttempts.Result.WAITS);
    pass(Duration.ofSeconds(61));
    fail(1, address);
    assertThat(attempt(stranger).result()).as("as promised").isEqualTo(SignInAttempts.Result.WRONG);
    assertThat(attempt(stranger).result()).isEqualTo(SignInAttempts.Result.WAITS);
  }

  @Test
  void thirtyFailuresFromOneAddressMakeItWaitWhateverTheAccount() {
    String address = address();
    for (int i = 1; i <= 29; i++) {
      assertThat(attempts.attempt(account + i, address, () -> false).result()).isEqualTo(SignInAttempts.Result.WRONG);
    }
    assertThat(attempts.attempt(account, address, () -> true).result()).as("one right").isEqualTo(SignInAttempts.Result.RIGHT);
    SignInAttempts.Answer last = attempts.attempt(account + 30, address, () -> false);
    assertThat(Duration.between(clock.instant(), last.until())).isBetween(Duration.ofSeconds(50), Duration.ofSeconds(60));

    exists();
    assertThat(signIn(new Visitor(port, address), "right")).contains("请等", "刚才输入的密码没有核对");
    assertThat(signIn(new Visitor(port, address()), "right")).isEqualTo("signed in");
  }

  @Test
  void failuresFarApartDoNotAddUp() {
    for (int i = 1; i <= 7; i++) {
      assertThat(attempt(address()).until()).isBeforeOrEqualTo(clock.instant());
      pass(Duration.ofMinutes(16));
    }
  }

  @Test
  void manyAtOnceAreNotLookedAtMoreOftenThanOneAfterTheOther() throws Exception {
    AtomicInteger looked = new AtomicInteger();
    ExecutorService threads = Executors.newFixedThreadPool(12);
    try {
      List<Callable<Object>> guesses =
          IntStream.range(0, 40)
              .mapToObj(i -> (Callable<Object>) () -> attempts.attempt(account, address(), () -> looked.incrementAndGet() < 0))
              .toList();
      for (var guess : threads.invokeAll(guesses)) {
        guess.get();
      }
    } finally {
      threads.shutdownNow();
    }
    assertThat(looked).hasValue(5);
  }

  @Test
  void theEngineItselfNeverLocksOrDelays() {
    exists();
    for (int i = 0; i < 12; i++) {
      assertThat(identity.checkPassword(account, "wrong")).isFalse();
    }
    assertThat(identity.checkPassword(account, "right")).isTrue();
    assertThat(identity.checkPassword("no-" + account, "right")).isFalse();
    assertThat(identity.checkPassword(account, "")).isFalse();
  }

  @Test
  void thePageKeepsTheAccountAndNothingElse() {
    Visitor visitor = new Visitor(port, address());
    visitor.signIn("<b>\"" + account, "my-secret-password");
    String page = visitor.get("/login?failed").body();
    assertThat(page).contains("value=\"&lt;b&gt;&quot;" + account + "\"").doesNotContain("my-secret-password");
    assertThat(new Visitor(port, address()).get("/login?failed").body()).contains("账号或密码不正确").doesNotContain(account);
  }

  @Test
  void oddInputIsAnsweredLikeAWrongPassword() {
    for (String odd : List.of(" ", "a\u0000b", "x".repeat(5000), "𠮷", "' or 1=1 --", "%", "*")) {
      Visitor visitor = new Visitor(port, address());
      HttpResponse<String> answer = visitor.signIn(odd, "right");
      assertThat(answer.headers().firstValue("Location").orElse("" + answer.statusCode())).as(odd).endsWith("/login?failed");
    }
    assertThat(new Visitor(port, "nonsense, not an address").signIn(account, "x").statusCode()).isEqualTo(302);
  }

  @Test
  void namesAreNotKeptAndOldFailuresGo() {
    String address = address();
    fail(6, address);
    assertThat(kept(address)).isPositive();
    assertThat(jdbc.sql("select count(*) from hatchery.sign_in_failure where who like :name")
            .param("name", "%" + account + "%").query(Integer.class).single())
        .isZero();
    pass(Duration.ofHours(23));
    attempts.forgetOld();
    assertThat(kept(address)).isPositive();
    pass(Duration.ofHours(2));
    attempts.forgetOld();
    assertThat(kept(address)).isZero();
  }

  @Test
  void anIpv6NetworkIsOneAddress() {
    assertThat(SignInAttempts.network("2001:db8:1:2:3:4:5:6")).isEqualTo(SignInAttempts.network("2001:db8:1:2::1"));
    assertThat(SignInAttempts.network("2001:db8:1:3::1")).isNotEqualTo(SignInAttempts.network("2001:db8:1:2::1"));
    assertThat(SignInAttempts.network("::ffff:192.0.2.7")).isEqualTo("192.0.2.7");
    assertThat(SignInAttempts.network("192.0.2.7")).isEqualTo("192.0.2.7");
    assertThat(SignInAttempts.network("a:b:nonsense")).isEqualTo("a:b:nonsense");
    assertThat(SignInAttempts.network(null)).isEmpty();
  }

  @Test
  void senselessSettingsStopTheStart() {
    Duration minute = Duration.ofMinutes(1);
    for (Runnable wrong :
        List.<Runnable>of(
            () -> new SignInSettings(0, 30, minute, minute, minute),
            () -> new SignInSettings(5, 0, minute, minute, minute),
            () -> new SignInSettings(5, 30, Duration.ZERO, minute, minute),
            () -> new SignInSettings(5, 30, minute, minute.multipliedBy(2), minute))) {
      org.assertj.core.api.Assertions.assertThatThrownBy(wrong::run)
          .isInstanceOf(WrongSettings.class)
          .hasMessageContaining("hatchery.sign-in.");
    }
  }

  private void exists() {
    User user = identity.newUser(account);
    user.setFirstName("试登录");
    user.setPassword("right");
    identity.saveUser(user);
  }

  /** @return "signed in", or the page that was shown */
  private String signIn(Visitor visitor, String password) {
    HttpResponse<String> answer = visitor.form("/login", "/login", Map.of("user", account, "password", password));
    String to = answer.headers().firstValue("Location").orElse("");
    return to.endsWith("/login?failed") ? visitor.get("/login?failed").body() : "signed in";
  }

  private SignInAttempts.Answer attempt(String address) {
    return attempts.attempt(account, address, () -> false);
  }

  private void fail(int times, String address) {
    for (int i = 0; i < times; i++) {
      attempt(address);
    }
  }

  private int kept(String address) {
    return jdbc.sql("select count(*) from hatchery.sign_in_failure where who like :of")
        .param("of", "%" + address)
        .query(Integer.class)
        .single();
  }

  private void pass(Duration time) {
    Instant to = clock.instant().plus(time);
    movable.moveTo(to);
  }

  private static String address() {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    return "203." + random.nextInt(1, 255) + "." + random.nextInt(255) + "." + random.nextInt(1, 255);
  }
}
