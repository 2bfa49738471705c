package org.hatchery.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hatchery.HatcheryTest;
import org.hatchery.Story;
import org.hatchery.Visitor;
import org.hatchery.calendar.WorkCalendar;
import org.hatchery.engine.MovableClock;
import org.hatchery.engine.StepNames;
import org.hatchery.notification.Inbox;
import org.hatchery.notification.MailSender;
import org.hatchery.notification.Reminders;
import org.hatchery.organisation.Deputies;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The demonstration's page and clock, over HTTP. */
@HatcheryTest
class DemoTest {

  private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");

  @LocalServerPort int port;
  @Autowired Story story;
  @Autowired MovableClock clock;
  @Autowired WorkCalendar calendar;
  @Autowired JdbcClient jdbc;
  @Autowired Inbox inbox;

  @Test
  void thePageShowsPeopleTasksMailAndTime() {
    String request = story.start("shufang.leader", "withdrawal", Map.of());
    moved(story.task(request, "writeWithdrawal").getDueDate().toInstant().minusSeconds(60).toString());

    String page = new Visitor(port).get("/demo").body();

    assertThat(page).contains("演示首页", "现在是", "邹城市", "周末义剪志愿服务队", "徐美容", "负责人");
    assertThat(page).contains("撤回项目", request, "信箱");
    String letters = new Visitor(port).get("/demo?person=shufang.leader").body();
    assertThat(letters).contains("即将到期：撤回项目");
    // the link in the mail signs in its reader
    assertThat(letters).containsPattern("name=\"to\" value=\"/go/task/[0-9a-f-]{36}\"");
  }

  @Test
  void oneClickSignsInAsAnybodyInASessionOfItsOwn() {
    Visitor visitor = new Visitor(port);
    HttpResponse<String> first = visitor.form("/demo", "/demo/sign-in", Map.of("user", "admin"));
    assertThat(first.headers().firstValue("Location").orElse("")).endsWith("/camunda/app/tasklist/default/");
    visitor.get("/camunda/app/tasklist/default/");
    assertThat(visitor.engine("GET", "deployment", null).statusCode()).isEqualTo(200);
    String session = visitor.cookie("JSESSIONID");

    HttpResponse<String> second =
        visitor.form("/demo", "/demo/sign-in", Map.of("user", "gangshan.clerk", "to", "/go/task/x"));
    assertThat(second.headers().firstValue("Location").orElse("")).endsWith("/go/task/x");
    assertThat(visitor.cookie("JSESSIONID")).isNotEqualTo(session);
    visitor.get("/camunda/app/tasklist/default/");
    assertThat(visitor.engine("GET", "deployment", null).statusCode()).isEqualTo(403);

    for (String elsewhere : List.of("https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)")) {
      assertThat(
              visitor
                  .form("/demo", "/demo/sign-in", Map.of("user", "admin", "to", elsewhere))
                  .headers()
                  .firstValue("Location")
                  .orElse(""))
          .doesNotContain("evil", "javascript");
    }
    HttpResponse<String> nobody = visitor.form("/demo", "/demo/sign-in", Map.of("user", "no-such-user"));
    assertThat(nobody.statusCode()).isEqualTo(400);
    assertThat(nobody.body()).contains("没有这个账号");
  }

  @Test
  void theNextWorkingDayBeginsAtNine() {
    JsonNode moved = moved("next-working-day");
    OffsetDateTime now = OffsetDateTime.parse(moved.path("now").asText());
    assertThat(now.toLocalTime().truncatedTo(ChronoUnit.MINUTES)).isEqualTo(LocalTime.of(9, 0));
    assertThat(calendar.isWorkingDay(now.toLocalDate())).isTrue();
    assertThat(clock.now()).isCloseTo(now.toInstant(), within());
  }

  @Test
  void whatFallsDueOnTheWayRunsAtItsMomentAndIsNamedInChinese() {
    String request = story.start("aixin.leader", "withdrawal", Map.of());
    Instant due = story.task(request, "writeWithdrawal").getDueDate().toInstant();

    JsonNode moved = moved(due.plus(2, ChronoUnit.DAYS).toString());

    assertThat(story.runs(request, "withdrawal")).as("left alone, it lapsed").isFalse();
    List<String> ran = new ArrayList<>();
    moved.path("ran").forEach(line -> ran.add(line.asText()));
    assertThat(ran).anySatisfy(line -> assertThat(line).contains("到期未办", request));
    assertThat(ran).anySatisfy(line -> assertThat(line).contains("提醒 "));
    assertThat(ran).anySatisfy(line -> assertThat(line).matches(".*发出 \\d+ 封邮件"));
    assertThat(ran).allSatisfy(line -> assertThat(line).matches("\\d+月\\d+日 \\d\\d:\\d\\d　.*"));
    Inbox.Delivered reminder =
        inbox.of("aixin.leader").stream().filter(mail -> mail.subject().contains("即将到期")).findFirst().orElseThrow();
    assertThat(reminder.sentAt()).as("sent on the way and not at its end").isBefore(due);
  }

  @Test
  void theNextTimerStopsAtTheFirst() {
    story.start("lvye.leader", "withdrawal", Map.of());
    Instant before = clock.now();
    OffsetDateTime now = OffsetDateTime.parse(moved("next-timer").path("now").asText());
    assertThat(now.toInstant()).isAfter(before);
  }

  @Test
  void wordsThatAreNoMomentAreRefusedInChinese() {
    assertThat(refused("yesterday")).contains("“yesterday”不是系统认识的时间", "2026-12-01T09:00");
    assertThat(refused("2026-13-45T99:00")).contains("不是系统认识的时间");
    assertThat(refused("")).contains("请说明要走到什么时候");
    assertThat(refused("2020-01-01T00:00")).contains("时间只能往前走");
    assertThat(refused(clock.now().plus(401, ChronoUnit.DAYS).toString())).contains("一次最多前进 400 天");
    assertThat(refused("9999-12-31")).contains("一次最多前进 400 天");
    assertThat(refused("<script>alert(1)</script>")).contains("不是系统认识的时间");
    HttpResponse<String> page = move("text/html", Map.of("to", "<script>alert(1)</script>"));
    assertThat(page.statusCode()).isEqualTo(400);
    assertThat(page.body()).contains("不是系统认识的时间", "&lt;script&gt;").doesNotContain("<script>alert");
    HttpResponse<String> nothing = move("application/json", Map.of());
    assertThat(nothing.statusCode()).isEqualTo(400);
  }

  @Test
  void aMomentIsUnderstoodAsPeopleAndScriptsWriteIt() {
    for (String pattern :
        List.of(
            "yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd HH:mm", "yyyy-MM-dd'T'HH:mm:ssXXX",
            // an unencoded plus
            "yyyy-MM-dd'T'HH:mm:ss '08:00'")) {
      Instant wanted = clock.now().plusSeconds(120).truncatedTo(ChronoUnit.MINUTES);
      String to = java.time.format.DateTimeFormatter.ofPattern(pattern).withZone(SHANGHAI).format(wanted);
      assertThat(OffsetDateTime.parse(moved(to).path("now").asText()).toInstant()).as(to).isCloseTo(wanted, within());
    }
    Instant wanted = clock.now().plusSeconds(120).truncatedTo(ChronoUnit.SECONDS);
    assertThat(OffsetDateTime.parse(moved(wanted.toString()).path("now").asText()).toInstant()).isCloseTo(wanted, within());
  }

  @Test
  void aBrowserComesBackToThePage() {
    HttpResponse<String> answer =
        move("text/html", Map.of("to", clock.now().plusSeconds(60).atZone(SHANGHAI).toLocalDateTime().toString()));
    assertThat(answer.statusCode()).isEqualTo(302);
    assertThat(answer.headers().firstValue("Location").orElse("")).endsWith("/demo#clock");
    assertThat(new Visitor(port).get("/demo").body()).contains("上次拨钟");
  }

  @Test
  void theMovedClockIsKeptAndRestored() {
    moved("next-working-day");
    long kept = jdbc.sql("select ahead_millis from hatchery.demo_clock").query(Long.class).single();
    assertThat(Duration.ofMillis(kept)).isBetween(clock.ahead().minusSeconds(5), clock.ahead().plusSeconds(5));

    MovableClock afterRestart = mock(MovableClock.class);
    new DemoClock(
        afterRestart, jdbc, calendar, mock(Deputies.class), mock(Reminders.class), mock(MailSender.class), mock(StepNames.class), List.of());
    verify(afterRestart).setAhead(Duration.ofMillis(kept));
  }

  @Test
  void anotherNameOfThisMachineOrAnotherSiteIsRefused() throws IOException {
    assertThat(raw("GET /demo HTTP/1.1\r\nHost: evil.example:" + port + "\r\n"))
        .startsWith("HTTP/1.1 403")
        .contains("演示环境只能在本机打开");
    assertThat(raw("GET /login HTTP/1.1\r\nHost: evil.example\r\n")).startsWith("HTTP/1.1 403");
    assertThat(raw("GET /demo HTTP/1.1\r\nHost: localhost:" + port + "\r\n")).startsWith("HTTP/1.1 200");
    for (String header : List.of("Origin: https://evil.example", "Origin: http://127.0.0.1:1", "Origin: null",
        "Sec-Fetch-Site: cross-site", "Sec-Fetch-Site: same-site")) {
      assertThat(
              raw("POST /demo/clock?to=next-working-day HTTP/1.1\r\nHost: 127.0.0.1:" + port + "\r\n" + header
                  + "\r\nContent-Length: 0\r\n"))
          .as(header)
          .startsWith("HTTP/1.1 403")
          .contains("只能在演示页面上进行");
    }
  }

  private String raw(String head) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", port)) {
      OutputStream out = socket.getOutputStream();
      out.write((head + "Connection: close\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
      InputStream in = socket.getInputStream();
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private JsonNode moved(String to) {
    HttpResponse<String> answer = move("application/json", Map.of("to", to));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return Visitor.json(answer);
  }

  private String refused(String to) {
    HttpResponse<String> answer = move("application/json", Map.of("to", to));
    assertThat(answer.statusCode()).as(to).isEqualTo(400);
    return Visitor.message(answer);
  }

  private HttpResponse<String> move(String accept, Map<String, String> fields) {
    Visitor visitor = new Visitor(port);
    StringBuilder body = new StringBuilder();
    fields.forEach((k, v) -> body.append(k).append('=').append(URLEncoder.encode(v, StandardCharsets.UTF_8)));
    return visitor.send(
        visitor.request("/demo/clock")
            .header("Accept", accept)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(body.toString())));
  }

  private static org.assertj.core.data.TemporalUnitOffset within() {
    return new org.assertj.core.data.TemporalUnitWithinOffset(10, ChronoUnit.SECONDS);
  }
}
