package org.hatchery.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.User;
import org.hatchery.HatcheryTest;
import org.hatchery.Visitor;
import org.hatchery.desk.RightsTable.Row;
import org.hatchery.desk.RightsTable.Who;
import org.hatchery.desk.RightsTable.Whose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.web.context.WebApplicationContext;
import org.springframework.web.servlet.handler.AbstractUrlHandlerMapping;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * docs/rights.md against the running program: every path that the program serves is in the table, and answers each role as the table
 * says, for what is the asker's own, a neighbour's and another branch's.
 */
@HatcheryTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RightsTest {

  /** A page with a token, for everybody. */
  private static final Map<Boolean, String> TOKEN = Map.of(true, "/login", false, "/logout");

  /** Something that stands there, for rows of whole folders. */
  private static final Map<String, String> IN_FOLDERS =
      Map.ofEntries(
          Map.entry("/css/**", "/css/desk.css"),
          Map.entry("/js/**", "/js/desk.js"),
          Map.entry("/vendor/**", "/vendor/bpmn-js/bpmn-js.css"),
          Map.entry("/webjars/**", "/webjars/camunda/app/tasklist/scripts/hatchery.js"),
          Map.entry("/plugin/**", "/plugin/tasklist/app/plugin.js"),
          Map.entry("/camunda-welcome/**", "/camunda-welcome/index.html"),
          Map.entry("/**", "/none"),
          Map.entry("/camunda/app/**", "/camunda/app/tasklist/scripts/hatchery.js"),
          Map.entry("/camunda/assets/**", "/camunda/assets/bpmn.woff"),
          Map.entry("/camunda/lib/**", "/camunda/lib/deps.js"),
          Map.entry("/camunda/api/tasklist/plugin/{plugin}/static/**", "/camunda/api/tasklist/plugin/tasklistPlugins/static/app/plugin.js"),
          Map.entry("/camunda/api/**", "/camunda/api/none"),
          Map.entry("/camunda/api/engine/**", "/camunda/api/engine/engine/default/deployment"),
          Map.entry("/camunda/api/cockpit/**", "/camunda/api/cockpit/plugin/base/default/process-instance/count"),
          Map.entry("/camunda/api/admin/**", "/camunda/api/admin/none"),
          Map.entry("/camunda/api/tasklist/**", "/camunda/api/tasklist/none"),
          Map.entry("/camunda/api/welcome/**", "/camunda/api/welcome/none"),
          Map.entry("/camunda/api/admin/setup/**", "/camunda/api/admin/setup/default/user/create"),
          Map.entry("/camunda/api/{app}/auth/user/{engine}/login/**", "/camunda/api/tasklist/auth/user/default/login/tasklist"));

  @LocalServerPort int port;
  @Autowired RightsCast cast;
  @Autowired IdentityService identity;
  @Autowired WebApplicationContext context;

  private final Map<Who, Visitor> visitors = new EnumMap<>(Who.class);

  @BeforeAll
  void gather() {
    cast.gather();
    for (Who who : Who.values()) {
      visitors.put(who, who == Who.NOBODY ? new Visitor(port, "192.0.2.71") : Visitor.signedIn(port, cast.person(who)));
    }
  }

  @TestFactory
  Stream<DynamicTest> everyPathAnswersAsTheTableSays() {
    return RightsTable.read().stream().map(row -> DynamicTest.dynamicTest(row.toString(), () -> compare(row)));
  }

  private void compare(Row row) {
    Set<String> wrong = new ConcurrentSkipListSet<>();
    Arrays.stream(Who.values()).parallel().forEach(who -> {
      for (Whose whose : row.knowsWhose() ? Whose.values() : new Whose[] {Whose.OWN}) {
        row.answer(who, whose).ifPresent(word -> {
          HttpResponse<String> answer = ask(row, who, whose);
          String answered = RightsTable.word(answer.statusCode(), answer.headers().firstValue("Location").orElse(""));
          if (!answered.equals(word)) {
            wrong.add(who + ", " + whose + ": the table says " + word + ", answered was " + answered + " (" + answer.statusCode() + ")");
          }
        });
      }
    });
    assertThat(wrong).as("%s, as %s has it", row, RightsTable.FILE).isEmpty();
  }

  private HttpResponse<String> ask(Row row, Who who, Whose whose) {
    Visitor visitor = visitors.get(who);
    String path = IN_FOLDERS.getOrDefault(row.path(), cast.path(row, who, whose));
    if (!path.startsWith("/")) {
      return visitor.engine(row.method(), path, body(row, who, whose));
    }
    if (path.startsWith("/camunda/api/")) {
      return visitor.api(row.method(), path, row.method().equals("GET") ? null : "{}");
    }
    if (row.method().equals("GET")) {
      return visitor.get(path);
    }
    if (path.endsWith("/documents")) {
      return upload(visitor, path, who);
    }
    return visitor.form(TOKEN.get(who == Who.NOBODY), path, fields(row, who, whose));
  }

  /** What Tasklist sends, or what does no harm. */
  private String body(Row row, Who who, Whose whose) {
    return switch (row.path()) {
      case "task/{task}/claim" -> "{\"userId\":\"" + cast.person(who) + "\"}";
      case "user/{me}/profile" -> profile(cast.user(who, whose));
      case "user/{me}/credentials" -> "{\"password\":\"nine-lives-of-a-cat\"}";
      default -> row.method().equals("GET") || row.method().equals("OPTIONS") ? null : "{}";
    };
  }

  /** As it is already. */
  private String profile(String userId) {
    User user = identity.createUserQuery().userId(userId).singleResult();
    return "{\"id\":\"%s\",\"firstName\":\"%s\",\"lastName\":\"\",\"email\":\"%s\"}"
        .formatted(userId, user.getFirstName(), user.getEmail());
  }

  private Map<String, String> fields(Row row, Who who, Whose whose) {
    return row.path().equals("/desk/tasks/batches")
        ? Map.of("task", cast.task(who, whose), "action", "claim", "list", "open")
        : Map.of();
  }

  private HttpResponse<String> upload(Visitor visitor, String path, Who who) {
    String page = visitor.get(TOKEN.get(who == Who.NOBODY)).body();
    String token = page.replaceAll("(?s).*name=\"_csrf\"[^>]*value=\"([^\"]+)\".*", "$1");
    String body =
        "--b\r\nContent-Disposition: form-data; name=\"_csrf\"\r\n\r\n" + token
            + "\r\n--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"note.txt\"\r\nContent-Type: text/plain\r\n\r\nnote\r\n--b--\r\n";
    return visitor.send(
        visitor.request(path)
            .header("Content-Type", "multipart/form-data; boundary=b")
            .POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  @Test
  void everyPathOfOursIsInTheTable() {
    Set<String> missing = new TreeSet<>();
    for (RequestMappingHandlerMapping mapping : context.getBeansOfType(RequestMappingHandlerMapping.class).values()) {
      mapping.getHandlerMethods().keySet().forEach(info -> missing.addAll(missing(info)));
    }
    assertThat(missing).as("served, but not in %s: say there who gets them", RightsTable.FILE).isEmpty();
  }

  private static Set<String> missing(RequestMappingInfo info) {
    Set<String> methods =
        info.getMethodsCondition().getMethods().isEmpty()
            ? Set.of("GET")
            : info.getMethodsCondition().getMethods().stream().map(Enum::name).collect(Collectors.toSet());
    return info.getPatternValues().stream()
        .map(pattern -> pattern.replaceAll(":[^}]*}", "}"))
        .flatMap(pattern -> methods.stream().map(method -> method + " " + pattern))
        .filter(path -> !table().contains(path))
        .collect(Collectors.toSet());
  }

  @Test
  void everyFolderAndServletIsInTheTable() throws IOException {
    Set<String> served = new TreeSet<>();
    context.getBeansOfType(AbstractUrlHandlerMapping.class).values().forEach(mapping -> served.addAll(mapping.getHandlerMap().keySet()));
    context.getServletContext().getServletRegistrations().values().forEach(servlet -> served.addAll(servlet.getMappings()));
    for (String folders : List.of("/static/", "/META-INF/resources/")) {
      for (Resource resource : new PathMatchingResourcePatternResolver().getResources("classpath*:" + folders + "**")) {
        String inFolder = resource.getURL().getPath().replaceAll(".*" + folders, "");
        served.add("/" + inFolder.replaceAll("/.*", "/**"));
      }
    }
    served.remove("/");
    Set<String> missing =
        served.stream()
            .map(path -> path.equals("/") ? "/**" : path.replaceAll("(?<!\\*)\\*$", "**"))
            .filter(path -> !table().contains("GET " + path))
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(missing).as("served, but not in %s: say there who gets them", RightsTable.FILE).isEmpty();
  }

  @Test
  void theCallsOfPlainUsersAreTheSameInTheTableAndInTheirFile() {
    Set<String> file =
        AllowedCalls.read().stream().map(call -> call.method() + " " + call.path()).collect(Collectors.toCollection(TreeSet::new));
    Set<String> rows =
        RightsTable.read().stream().map(Row::toString).filter(file::contains).collect(Collectors.toSet());
    assertThat(file).as("%s and %s say the same", AllowedCalls.FILE, RightsTable.FILE).isEqualTo(rows);
    assertThat(RightsTable.read().stream().filter(row -> !row.path().startsWith("/")).map(Row::toString).filter(row -> !file.contains(row)))
        .as("in %s, not in %s", RightsTable.FILE, AllowedCalls.FILE)
        .isEmpty();
  }

  private static Set<String> table() {
    return RightsTable.read().stream().map(Row::toString).collect(Collectors.toSet());
  }
}
