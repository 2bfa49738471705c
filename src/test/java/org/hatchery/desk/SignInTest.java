package org.hatchery.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.hatchery.HatcheryTest;
import org.hatchery.Visitor;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

@HatcheryTest
class SignInTest {

  private static final String TASKLIST = "/camunda/app/tasklist/default/";

  @LocalServerPort int port;

  @Test
  void whoIsNotSignedInComesToThePageAndThenWhereHeWanted() {
    Visitor visitor = new Visitor(port);
    assertThat(location(visitor.get(TASKLIST))).endsWith("/login");
    HttpResponse<String> page = visitor.get("/login");
    assertThat(page.body()).contains("<h1>登录</h1>", "账号", "密码", "lang=\"zh-CN\"");

    HttpResponse<String> signedIn = visitor.signIn("gangshan.clerk", "hatchery");

    assertThat(location(signedIn)).endsWith(TASKLIST);
    assertThat(visitor.get(TASKLIST).statusCode()).isEqualTo(200);
    assertThat(location(visitor.get("/"))).endsWith(TASKLIST);
  }

  @Test
  void theLinkToATaskIsKeptThroughSigningIn() {
    Visitor visitor = new Visitor(port);
    assertThat(location(visitor.get("/go/task/does-not-exist"))).endsWith("/login");
    assertThat(location(visitor.signIn("gangshan.clerk", "hatchery"))).endsWith("/go/task/does-not-exist");
    HttpResponse<String> page = visitor.get("/go/task/does-not-exist");
    assertThat(page.statusCode()).isEqualTo(404);
    assertThat(page.body()).contains("没有这项任务");
  }

  @Test
  void aWrongPasswordIsToldWithoutSayingWhichIsWrong() {
    Visitor visitor = new Visitor(port);
    // the engine makes him wait after a failure, so nobody whom other tests need
    assertThat(location(visitor.signIn("fushan-c4.clerk", "wrong"))).endsWith("/login?failed");
    assertThat(location(new Visitor(port).signIn("nobody", "hatchery"))).endsWith("/login?failed");
    assertThat(location(new Visitor(port).signIn("' or 1=1 --", "𠮷\u200b"))).endsWith("/login?failed");
    assertThat(visitor.get("/login?failed").body()).contains("账号或密码不正确");
    assertThat(location(visitor.get(TASKLIST))).endsWith("/login");
  }

  @Test
  void aFormWithoutItsTokenIsRefused() {
    Visitor visitor = new Visitor(port);
    HttpResponse<String> answer =
        visitor.send(
            visitor.request("/login")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Accept", "text/html")
                .POST(java.net.http.HttpRequest.BodyPublishers.ofString("user=admin&password=hatchery")));
    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(answer.body()).contains("没有权限");
  }

  @Test
  void theWebappsKnowUserAndGroups() {
    Visitor clerk = Visitor.signedIn(port, "gangshan.clerk");
    HttpResponse<String> me = clerk.api("GET", "/camunda/api/admin/auth/user/default", null);
    assertThat(Visitor.json(me).path("userId").asText()).isEqualTo("gangshan.clerk");
    assertThat(Visitor.json(me).path("authorizedApps").toString()).contains("tasklist").doesNotContain("cockpit");
    HttpResponse<String> admins =
        Visitor.signedIn(port, "admin").api("GET", "/camunda/api/admin/auth/user/default", null);
    assertThat(Visitor.json(admins).path("authorizedApps").toString()).contains("tasklist", "cockpit", "admin");
  }

  @Test
  void signingInAsAnotherLeavesNothingOfTheFirst() {
    Visitor visitor = Visitor.signedIn(port, "admin");
    visitor.form("/logout", "/logout", java.util.Map.of());
    visitor.signIn("gangshan.clerk", "hatchery");
    assertThat(visitor.engine("GET", "deployment", null).statusCode()).isEqualTo(403);
  }

  @Test
  void signingOutEndsTheSessionEverywhere() {
    Visitor byForm = Visitor.signedIn(port, "gangshan.clerk");
    assertThat(byForm.get("/logout").body()).contains("退出登录");
    assertThat(location(byForm.form("/logout", "/logout", java.util.Map.of()))).endsWith("/login?left");
    assertThat(byForm.engine("GET", "task", null).statusCode()).isEqualTo(401);
    assertThat(byForm.get("/login?left").body()).contains("您已退出登录");

    Visitor byLink = Visitor.signedIn(port, "gangshan.clerk");
    HttpResponse<String> left =
        byLink.send(byLink.request("/logout").header("Sec-Fetch-Site", "same-origin").GET());
    assertThat(location(left)).endsWith("/login?left");
    assertThat(location(byLink.get(TASKLIST))).endsWith("/login");

    Visitor byTasklist = Visitor.signedIn(port, "gangshan.clerk");
    assertThat(byTasklist.api("POST", "/camunda/api/admin/auth/user/default/logout", "{}").statusCode()).isEqualTo(204);
    assertThat(location(byTasklist.get(TASKLIST))).endsWith("/login");
  }

  @Test
  void withoutASignInTheInterfaceSaysSoInChinese() {
    for (String path : new String[] {"task", "filter", "process-definition/count", "user"}) {
      HttpResponse<String> answer = new Visitor(port).engine("GET", path, null);
      assertThat(answer.statusCode()).as(path).isEqualTo(401);
      assertThat(Visitor.message(answer)).isEqualTo("登录已过期，请重新登录。");
    }
  }

  @Test
  void aPageThatIsForbiddenOrMissingSaysSoInChinese() {
    Visitor clerk = Visitor.signedIn(port, "gangshan.clerk");
    HttpResponse<String> cockpit = clerk.get("/camunda/app/cockpit/default/");
    assertThat(cockpit.statusCode()).isEqualTo(403);
    assertThat(cockpit.body()).contains("您没有权限打开这个页面");
    HttpResponse<String> missing = clerk.get("/no/such/page");
    assertThat(missing.statusCode()).isEqualTo(404);
    assertThat(missing.body()).contains("没有这个页面").doesNotContain("Whitelabel");
  }

  @Test
  void ownPagesCarryTheirHeaders() {
    HttpResponse<String> page = new Visitor(port).get("/login");
    assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
        .contains("default-src 'self'", "frame-ancestors 'none'");
    assertThat(page.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
    assertThat(page.headers().firstValue("X-Frame-Options")).hasValue("DENY");
    assertThat(page.headers().firstValue("Referrer-Policy")).hasValue("same-origin");
    assertThat(page.headers().allValues("Set-Cookie").toString()).contains("HATCHERY-CSRF").doesNotContain("XSRF-TOKEN");
  }

  private static String location(HttpResponse<String> answer) {
    return answer.headers().firstValue("Location").orElse("(" + answer.statusCode() + ")");
  }
}
