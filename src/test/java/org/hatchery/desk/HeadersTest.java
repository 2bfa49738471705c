package org.hatchery.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Locale;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.startup.Tomcat;
import org.hatchery.HatcheryTest;
import org.hatchery.Visitor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What every answer tells the browser, and that nothing is changed by pages of others. */
@HatcheryTest
class HeadersTest {

  private static final String API = "/camunda/api/engine/engine/default/";

  @LocalServerPort int port;

  @ParameterizedTest
  @CsvSource({
    "302, /login",
    "200, /portal/notices",
    "200, /desk/cases",
    "200, /desk/here",
    "200, /demo",
    "200, /css/desk.css",
    "200, /js/sign-in.js",
    "200, /camunda/app/tasklist/default/",
    "200, /camunda/app/tasklist/scripts/hatchery.js",
    "200, /camunda/lib/deps.js",
    "200, /camunda/api/engine/engine/default/filter/count",
    "403, /camunda/api/engine/engine/default/deployment",
    "404, /camunda/api/engine/engine/default/task/none",
    "403, /camunda/app/cockpit/default/",
    "500, /camunda/app/none/none",
    "404, /no/such/page",
    "404, /go/task/none",
    "302, /",
    "400, /%00",
    "400, /a%2fb",
    "400, /login;jsessionid=1//"
  })
  void everyPathHasThem(int status, String path) {
    HttpResponse<String> answer = Visitor.signedIn(port, "gangshan.clerk").get(path);
    assertThat(answer.statusCode()).isEqualTo(status);
    protectedBy(path, answer.headers());
    if (path.startsWith("/camunda/lib/")) {
      // two megabytes that every page of the webapps needs
      assertThat(answer.headers().firstValue("Cache-Control").orElse("")).as(path).doesNotContain("no-store");
    } else if (!path.matches("/(css|js)/.*|/camunda/app/.*[^/]")) {
      assertThat(answer.headers().firstValue("Cache-Control").orElse("")).as(path).contains("no-store");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/desk/cases", "/camunda/app/tasklist/default/", "/camunda/api/engine/engine/default/task", "/x"})
  void soHaveAnswersToWhoHasNotSignedIn(String path) {
    protectedBy(path, new Visitor(port).get(path).headers());
  }

  @Test
  void soHaveRequestsThatAreNoneAndMethodsThatNobodyAnswers() throws IOException {
    for (String request : List.of("GET /\"<> HTTP/1.1\r\nHost: x\r\n\r\n", "GET / HTTP/1.1\r\n\r\n", "TRACE / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")) {
      String answer = raw(request).toLowerCase(Locale.ROOT);
      assertThat(answer).as(request).startsWith("http/1.1 4").contains("x-content-type-options: nosniff", "frame-ancestors 'none'")
          .doesNotContain("apache tomcat", "bad request", "http status");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/%00", "/a%2fb", "/login;jsessionid=1//"})
  void whatTheServerItselfRefusesIsSaidInChinese(String path) {
    String page = Visitor.signedIn(port, "gangshan.clerk").get(path).body();
    assertThat(page).contains("lang=\"zh-CN\"", "回到首页").doesNotContain("HTTP Status", "Bad Request");
  }

  @Test
  void theWebappsKeepTheirNonce() {
    HttpHeaders headers = Visitor.signedIn(port, "gangshan.clerk").get("/camunda/app/tasklist/default/").headers();
    assertThat(headers.allValues("Content-Security-Policy")).hasSize(1);
    assertThat(headers.firstValue("Content-Security-Policy").orElse("")).contains("nonce-", "frame-ancestors 'none'");
  }

  @Test
  void cookiesAreKeptFromScriptsAndFromOtherSites() {
    Visitor visitor = new Visitor(port);
    List<String> cookies = new java.util.ArrayList<>(visitor.get("/login").headers().allValues("Set-Cookie"));
    cookies.addAll(visitor.signIn("gangshan.clerk", "hatchery").headers().allValues("Set-Cookie"));
    cookies.addAll(visitor.get("/camunda/app/tasklist/default/").headers().allValues("Set-Cookie"));
    assertThat(cookies.toString()).contains("JSESSIONID", "HATCHERY-CSRF", "XSRF-TOKEN");
    for (String cookie : cookies) {
      assertThat(cookie).contains("SameSite=Lax").doesNotContain("; Secure");
      // the scripts of the webapps read their token
      assertThat(cookie.contains("HttpOnly")).as(cookie).isEqualTo(!cookie.startsWith("XSRF-TOKEN"));
    }
  }

  @Test
  void whoComesByHttpsThroughAProxyIsToldToStayThere() {
    Visitor visitor = new Visitor(port);
    HttpResponse<String> page =
        visitor.send(visitor.request("/login").header("X-Forwarded-For", "203.0.113.9").header("X-Forwarded-Proto", "https").GET());
    assertThat(page.headers().firstValue("Strict-Transport-Security").orElse("")).startsWith("max-age=31536000");
    assertThat(page.headers().allValues("Set-Cookie")).isNotEmpty().allMatch(cookie -> cookie.contains("Secure"));
    assertThat(visitor.get("/login").headers().firstValue("Strict-Transport-Security")).isEmpty();
  }

  @Test
  void whereTheConfiguredAddressIsHttpsEveryAnswerSaysSo() throws Exception {
    Tomcat server = new Tomcat();
    server.setBaseDir(Files.createTempDirectory("server").toString());
    server.setPort(0);
    server.getConnector();
    server.getEngine().getPipeline().addValve(new SecurityHeaders(PublicAddress.of("https://volunteer.example.gov.cn/")));
    server.addContext("", null);
    try {
      server.start();
      HttpResponse<Void> answer =
          HttpClient.newHttpClient()
              .send(
                  HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.getConnector().getLocalPort() + "/none")).build(),
                  HttpResponse.BodyHandlers.discarding());
      assertThat(answer.statusCode()).isEqualTo(404);
      assertThat(answer.headers().firstValue("Strict-Transport-Security")).hasValue("max-age=31536000");
    } finally {
      stop(server);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "https://evil.example,", "null,", "http://127.0.0.1.evil.example,", "http://127.0.0.1,", "file:///,", "',',",
    ", cross-site", ", same-site", "HERE, cross-site"
  })
  void nothingIsChangedByPagesOfOthers(String origin, String site) {
    Visitor clerk = Visitor.signedIn(port, "gangshan.clerk");
    for (String path : List.of("/login", "/logout", "/password", "/portal/needs", "/no/such/page", "/camunda/app/tasklist/default/")) {
      HttpResponse<String> answer = sent(clerk, "POST", path, origin, site);
      assertThat(answer.statusCode()).as(path).isEqualTo(403);
      assertThat(answer.body()).as(path).contains("来自别的网站");
      protectedBy(path, answer.headers());
    }
    for (String method : List.of("POST", "PUT", "DELETE", "PATCH")) {
      HttpResponse<String> answer = sent(clerk, method, API + "task/none", origin, site);
      assertThat(answer.statusCode()).isEqualTo(403);
      assertThat(Visitor.message(answer)).isEqualTo(ForeignOrigin.REFUSED);
    }
    assertThat(clerk.get("/desk/cases").statusCode()).as("still signed in").isEqualTo(200);
  }

  @Test
  void whatOwnPagesSendPasses() {
    Visitor clerk = Visitor.signedIn(port, "gangshan.clerk");
    HttpResponse<String> answer =
        clerk.send(
            clerk.request(API + "group")
                .header("Origin", "http://127.0.0.1:" + port)
                .header("Sec-Fetch-Site", "same-origin")
                .header("Content-Type", "application/json")
                .header("X-XSRF-TOKEN", clerk.cookie("XSRF-TOKEN"))
                .POST(HttpRequest.BodyPublishers.ofString("{}")));
    assertThat(answer.statusCode()).isEqualTo(200);
    // reading is open to links from anywhere
    assertThat(sent(clerk, "GET", "/desk/cases", "https://evil.example", "cross-site").statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({
    "https://volunteer.example.gov.cn, true",
    "https://VOLUNTEER.example.gov.cn:443, true",
    "https://volunteer.example.gov.cn/desk/cases?x=1, true",
    "http://volunteer.example.gov.cn, false",
    "https://volunteer.example.gov.cn:8443, false",
    "https://volunteer.example.gov.cn@evil.example, false",
    "https://10.1.2.3:8080, true",
    "http://10.1.2.3:8080, true",
    "http://10.1.2.3, false",
    "null, false",
    "'', false",
    "not a url, false"
  })
  void behindAProxyTheConfiguredAddressCountsAndTheHostThatWasAsked(String origin, boolean ours) {
    PublicAddress address = PublicAddress.of(" https://volunteer.example.gov.cn/ ");
    var request = new org.springframework.mock.web.MockHttpServletRequest("POST", "/desk/cases");
    request.addHeader("Host", "10.1.2.3:8080");
    assertThat(address.ours(origin, request)).isEqualTo(ours);
  }

  @ParameterizedTest
  @ValueSource(strings = {"volunteer.example.gov.cn", "ftp://x", "https://", "https:///x", "https://a b", ""})
  void anAddressThatIsNoneStopsTheStart(String address) {
    org.assertj.core.api.Assertions.assertThatThrownBy(() -> PublicAddress.of(address))
        .isInstanceOf(org.hatchery.WrongSettings.class)
        .hasMessageContaining("HATCHERY_PUBLIC_ADDRESS");
  }

  private HttpResponse<String> sent(Visitor visitor, String method, String path, String origin, String site) {
    HttpRequest.Builder request = visitor.request(path).header("Accept", "text/html").header("X-XSRF-TOKEN", visitor.cookie("XSRF-TOKEN"));
    if (origin != null) {
      request.header("Origin", origin.replace("HERE", "http://127.0.0.1:" + port));
    }
    if (site != null) {
      request.header("Sec-Fetch-Site", site);
    }
    return visitor.send(request.method(method, HttpRequest.BodyPublishers.noBody()));
  }

  private static void protectedBy(String path, HttpHeaders headers) {
    for (String name : List.of("Content-Security-Policy", "X-Content-Type-Options", "X-Frame-Options", "Referrer-Policy",
        "Permissions-Policy", "Cross-Origin-Opener-Policy", "Cross-Origin-Resource-Policy")) {
      assertThat(headers.allValues(name)).as(name + " of " + path).hasSize(1);
    }
    assertThat(headers.firstValue("Content-Security-Policy").orElse("")).as(path).contains("frame-ancestors 'none'");
    assertThat(headers.firstValue("X-Content-Type-Options")).hasValue("nosniff");
  }

  private String raw(String request) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", port)) {
      socket.setSoTimeout(10_000);
      socket.getOutputStream().write(request.replaceFirst("Host: 127.0.0.1", "Host: 127.0.0.1:" + port).getBytes(StandardCharsets.ISO_8859_1));
      socket.shutdownOutput();
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    }
  }

  private static void stop(Tomcat server) throws LifecycleException {
    server.stop();
    server.destroy();
  }
}
