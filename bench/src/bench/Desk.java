package bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A browser with Tasklist open: it sends what Tasklist 7.24 sends, call for call. */
final class Desk {

  static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]+)\"");
  private static final String ENGINE = "/camunda/api/engine/engine/default/";
  private static final String PAGE_OF_LIST =
      "{\"processVariables\":[],\"taskVariables\":[],\"caseInstanceVariables\":[],\"firstResult\":0,\"maxResults\":15,"
          + "\"sorting\":[{\"sortBy\":\"created\",\"sortOrder\":\"desc\"}],\"active\":true}";

  private final CookieManager cookies = new CookieManager(null, CookiePolicy.ACCEPT_ALL);
  private final HttpClient http =
      HttpClient.newBuilder().cookieHandler(cookies).version(HttpClient.Version.HTTP_1_1).build();
  private final String address;

  Desk(int port) {
    address = "http://127.0.0.1:" + port;
  }

  /** At Hatchery's own page. */
  Desk signIn(String user, String password) {
    Matcher token = TOKEN.matcher(get("/login").body());
    token.find();
    post(request("/login"), Map.of("user", user, "password", password, "_csrf", token.group(1)));
    return open();
  }

  /** At the page of a Camunda without Hatchery. */
  Desk signInToBareTasklist(String user, String password) {
    open();
    post(
        request("/camunda/api/admin/auth/user/default/login/tasklist").header("X-XSRF-TOKEN", cookie("XSRF-TOKEN")),
        Map.of("username", user, "password", password));
    return open();
  }

  private Desk open() {
    get("/camunda/app/tasklist/default/");
    return this;
  }

  /** Starts a process as the dialog of Tasklist does. @return id of the instance */
  String start(String process, Map<String, Object> fields) {
    JsonNode definition = json(engine("GET", "process-definition?latest=true&key=" + process, null)).get(0);
    return json(engine("POST", "process-definition/" + definition.get("id").asText() + "/submit-form", variables(fields)))
        .get("id")
        .asText();
  }

  String taskOf(String instance) {
    return json(engine("GET", "task?processInstanceId=" + instance, null)).get(0).get("id").asText();
  }

  void claim(String task, String user) {
    engine("POST", "task/" + task + "/claim", "{\"userId\":\"" + user + "\"}");
  }

  void submit(String task, Map<String, Object> fields) {
    engine("POST", "task/" + task + "/submit-form", variables(fields));
  }

  String list(String name) {
    for (JsonNode filter : json(engine("GET", "filter?firstResult=0&maxResults=2000&itemCount=false&resourceType=Task", null))) {
      if (filter.get("name").asText().equals(name)) {
        return filter.get("id").asText();
      }
    }
    throw new IllegalStateException("No list " + name);
  }

  /** What Tasklist asks when a task is opened by its link: the lists, the cards of one list, the task and its form. */
  void page(String filter, String task) {
    engine("GET", "filter/count?itemCount=false&resourceType=Task", null);
    engine("GET", "task/" + task, null);
    engine("GET", "task/" + task + "/form", null);
    engine("GET", "filter?firstResult=0&maxResults=2000&itemCount=false&resourceType=Task", null);
    engine("GET", "task/" + task + "/deployed-form?noCache=1", null);
    cards(filter);
    engine("GET", "task/" + task + "/form-variables?deserializeValues=false", null);
  }

  /** @return ids of the tasks on the first page of the list */
  List<String> cards(String filter) {
    JsonNode page =
        json(
            send(
                request(ENGINE + "filter/" + filter + "/list?firstResult=0&maxResults=15")
                    .header("Accept", "application/hal+json, application/json;q=0.5")
                    .header("Content-Type", "application/json")
                    .header("X-XSRF-TOKEN", cookie("XSRF-TOKEN"))
                    .POST(HttpRequest.BodyPublishers.ofString(PAGE_OF_LIST))));
    return page.at("/_embedded/task").findValuesAsText("id");
  }

  HttpResponse<String> engine(String method, String path, String json) {
    return send(
        request(ENGINE + path)
            .header("Accept", "application/json")
            .header("Content-Type", "application/json")
            .header("X-XSRF-TOKEN", cookie("XSRF-TOKEN"))
            .method(
                method,
                json == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(json)));
  }

  private static String variables(Map<String, Object> fields) {
    Map<String, Object> variables =
        fields.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, field -> Map.of("value", field.getValue())));
    return JSON.valueToTree(Map.of("variables", variables)).toString();
  }

  private static JsonNode json(HttpResponse<String> answer) {
    try {
      return JSON.readTree(answer.body());
    } catch (IOException e) {
      throw new IllegalStateException(answer.body(), e);
    }
  }

  private HttpResponse<String> get(String path) {
    return send(request(path).header("Accept", "text/html,*/*").GET());
  }

  private void post(HttpRequest.Builder request, Map<String, String> fields) {
    String body =
        fields.entrySet().stream()
            .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&"));
    send(
        request
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(address + path)).timeout(Duration.ofSeconds(120));
  }

  private HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      HttpResponse<String> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() >= 400) {
        throw new IllegalStateException(answer + " " + answer.body());
      }
      return answer;
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private String cookie(String name) {
    return cookies.getCookieStore().getCookies().stream()
        .filter(cookie -> cookie.getName().equals(name))
        .map(HttpCookie::getValue)
        .findFirst()
        .orElse("");
  }
}
