package org.hatchery.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.catalina.Context;
import org.apache.catalina.session.StandardSession;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.User;
import org.hatchery.HatcheryTest;
import org.hatchery.Visitor;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.boot.web.embedded.tomcat.TomcatWebServer;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;

/** Sessions end: by themselves, with the account, and when its password is changed. */
@HatcheryTest
class SessionsTest {

  private static final String TASKLIST = "/camunda/app/tasklist/default/";
  private static final String OWN = "vier-Fische-im-Glas";

  @LocalServerPort int port;
  @Autowired IdentityService identity;
  @Autowired ServletWebServerApplicationContext program;

  @Test
  void whoDoesNothingForLongSignsInAgainAndComesBack() {
    Visitor clerk = Visitor.signedIn(port, "gangshan.clerk");
    age(clerk, Duration.ofMinutes(29), Duration.ofMinutes(29));
    assertThat(clerk.get("/desk/cases").statusCode()).isEqualTo(200);
    age(clerk, Duration.ofMinutes(40), Duration.ofMinutes(31));

    assertThat(location(clerk.get("/desk/tasks?x=1"))).endsWith("/login?over");
    assertThat(clerk.get("/login?over").body()).contains("登录已结束", "登录后回到刚才的地方");
    assertThat(location(clerk.signIn("gangshan.clerk", "hatchery"))).contains("/desk/tasks?x=1");
    assertThat(clerk.get("/desk/tasks").statusCode()).isEqualTo(200);
  }

  @Test
  void whatTasklistAsksIsAnsweredSoThatItLeadsToTheSignIn() {
    Visitor clerk = Visitor.signedIn(port, "gangshan.clerk");
    age(clerk, Duration.ofMinutes(31), Duration.ofMinutes(31));
    HttpResponse<String> answer = clerk.engine("GET", "task/none", null);
    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(Visitor.message(answer)).isEqualTo("登录已过期，请重新登录。");
    assertThat(location(clerk.get(TASKLIST))).endsWith("/login?over");
    assertThat(location(clerk.signIn("gangshan.clerk", "hatchery"))).contains(TASKLIST);
    assertThat(clerk.engine("GET", "group/count", null).statusCode()).isEqualTo(200);
  }

  @Test
  void whatAPageAsksByItselfKeepsNoSessionOpen() {
    Visitor clerk = Visitor.signedIn(port, "gangshan.clerk");
    age(clerk, Duration.ofMinutes(29), Duration.ofMinutes(29));
    String filter = Visitor.json(clerk.engine("GET", "filter?resourceType=Task", null)).path(0).path("id").asText();
    for (String asked : List.of("filter/" + filter + "/list", "filter")) {
      assertThat(clerk.engine(asked.equals("filter") ? "GET" : "POST", asked, asked.equals("filter") ? null : "{}").statusCode())
          .isEqualTo(200);
      assertThat(Duration.between(open(clerk).used(), Instant.now())).as(asked).isGreaterThan(Duration.ofMinutes(28));
    }
    clerk.engine("GET", "group/count", null);
    assertThat(Duration.between(open(clerk).used(), Instant.now())).isLessThan(Duration.ofMinutes(1));
  }

  @Test
  void noSessionLastsLongerThanHalfADay() {
    Visitor clerk = Visitor.signedIn(port, "gangshan.clerk");
    age(clerk, Duration.ofMinutes(12 * 60 - 1), Duration.ofMinutes(1));
    assertThat(clerk.get("/desk/cases").statusCode()).isEqualTo(200);
    age(clerk, Duration.ofMinutes(12 * 60 + 1), Duration.ofMinutes(1));
    assertThat(location(clerk.get("/desk/cases"))).endsWith("/login?over");
  }

  @Test
  void whoSendsAFormTooLateComesBackToItsPage() {
    Visitor clerk = Visitor.signedIn(port, "gangshan.clerk");
    String token = token(clerk);
    age(clerk, Duration.ofHours(1), Duration.ofHours(1));
    String page = "http://127.0.0.1:" + port + "/desk/tasks?page=2";
    assertThat(location(late(clerk, token, page))).endsWith("/login?over");
    assertThat(location(clerk.signIn("gangshan.clerk", "hatchery"))).isEqualTo(page);

    token = token(clerk);
    age(clerk, Duration.ofHours(1), Duration.ofHours(1));
    assertThat(location(late(clerk, token, "https://evil.example/desk/tasks"))).endsWith("/login?over");
    assertThat(location(clerk.signIn("gangshan.clerk", "hatchery"))).endsWith(TASKLIST);
  }

  @Test
  void publicPagesStayOpenToWhoseSessionHasEnded() {
    Visitor clerk = Visitor.signedIn(port, "gangshan.clerk");
    age(clerk, Duration.ofHours(1), Duration.ofHours(1));
    assertThat(clerk.get("/portal/notices").statusCode()).isEqualTo(200);
    assertThat(clerk.get("/css/desk.css").statusCode()).isEqualTo(200);
    assertThat(location(clerk.get("/desk/cases"))).contains("/login");
  }

  @Test
  void whoHasSignedOutIsNotToldThatItTookTooLong() {
    Visitor clerk = Visitor.signedIn(port, "gangshan.clerk");
    clerk.api("POST", "/camunda/api/admin/auth/user/default/logout", "{}");
    assertThat(location(clerk.get(TASKLIST))).endsWith("/login");
    assertThat(location(new Visitor(port).get(TASKLIST))).endsWith("/login");
  }

  @Test
  void anotherPasswordEndsTheOtherSessions() {
    String account = account();
    try {
      Visitor here = Visitor.signedIn(port, account);
      Visitor there = Visitor.signedIn(port, account);
      assertThat(location(here.form("/password", "/password", Map.of("old", "hatchery", "fresh", OWN, "again", OWN))))
          .endsWith("/password?changed");
      assertThat(here.get("/desk/cases").statusCode()).isEqualTo(200);
      assertThat(there.engine("GET", "task", null).statusCode()).isEqualTo(401);
      assertThat(location(there.get("/desk/cases"))).endsWith("/login?over");
    } finally {
      identity.deleteUser(account);
    }
  }

  @Test
  void anAccountThatIsGoneIsGoneInOpenSessionsToo() {
    String account = account();
    Visitor somebody = Visitor.signedIn(port, account);
    Visitor byTheInterface = Visitor.signedIn(port, account);
    assertThat(Visitor.signedIn(port, "admin").engine("DELETE", "user/" + account, null).statusCode()).isEqualTo(204);
    assertThat(location(somebody.get("/desk/cases"))).endsWith("/login?over");
    assertThat(byTheInterface.engine("GET", "task", null).statusCode()).isEqualTo(401);
  }

  private String account() {
    String account = "open-" + UUID.randomUUID().toString().substring(0, 8);
    User user = identity.newUser(account);
    user.setFirstName("宋平");
    user.setPassword("hatchery");
    identity.saveUser(user);
    identity.createMembership(account, "gangshan:clerk");
    return account;
  }

  private static String token(Visitor visitor) {
    return visitor.get("/password").body().replaceAll("(?s).*name=\"_csrf\"[^>]*value=\"([^\"]+)\".*", "$1");
  }

  private HttpResponse<String> late(Visitor visitor, String token, String page) {
    return visitor.send(
        visitor.request("/desk/tasks/claim")
            .header("Referer", page)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString("_csrf=" + token)));
  }

  private SessionLimits.Open open(Visitor visitor) {
    return (SessionLimits.Open) session(program, visitor.cookie("JSESSIONID")).getAttribute(SessionLimits.OPEN);
  }

  private void age(Visitor visitor, Duration began, Duration used) {
    age(program, visitor.cookie("JSESSIONID"), began, used);
  }

  /** As if it had begun, and been used last, so long ago. */
  static void age(ServletWebServerApplicationContext program, String id, Duration began, Duration used) {
    Instant now = Instant.now();
    StandardSession session = session(program, id);
    SessionLimits.Open open = (SessionLimits.Open) session.getAttribute(SessionLimits.OPEN);
    session.setAttribute(
        SessionLimits.OPEN, new SessionLimits.Open(open.id(), now.minus(began), now.minus(used), open.changes()));
  }

  private static StandardSession session(ServletWebServerApplicationContext program, String id) {
    Context context = (Context) ((TomcatWebServer) program.getWebServer()).getTomcat().getHost().findChildren()[0];
    try {
      return (StandardSession) context.getManager().findSession(id);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String location(HttpResponse<String> answer) {
    return answer.headers().firstValue("Location").orElse("(" + answer.statusCode() + ")");
  }
}
