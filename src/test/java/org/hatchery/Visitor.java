package org.hatchery;

import com.fasterxml.jackson.core.JsonProcessingException;
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
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Somebody with a browser: cookies are kept, redirects are not followed, tokens are sent as the pages do. */
public class Visitor {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]+)\"");
  private static final String ENGINE = "/camunda/api/engine/engine/default/";

  private final CookieManager cookies = new CookieManager(null, CookiePolicy.ACCEPT_ALL);
  private final HttpClient http =
      HttpClient.newBuilder().cookieHandler(cookies).connectTimeout(Duration.ofSeconds(10)).build();
  private final String address;
  private final String from;

  public Visitor(int port) {
    this(port, null);
  }

  /** @param from address that a proxy before the program would name as the visitor's; null: comes without a proxy */
  public Visitor(int port, String from) {
    this.address = "http://127.0.0.1:" + port;
    this.from = from;
  }

  /** Signs in at the page with the form and opens Tasklist, which gives the token of the webapps. */
  public static Visitor signedIn(int port, String user) {
    Visitor visitor = new Visitor(port);
    HttpResponse<String> answer = visitor.signIn(user, "hatchery");
    if (answer.headers().firstValue("Location").orElse("").contains("/login")) {
      throw new AssertionError(user + " cannot sign in");
    }
    visitor.get("/camunda/app/tasklist/default/");
    return visitor;
  }

  public HttpResponse<String> signIn(String user, String password) {
    return form("/login", "/login", Map.of("user", user, "password", password));
  }

  /** Opens a page and posts a form with the token found there. */
  public HttpResponse<String> form(String page, String action, Map<String, String> fields) {
    Matcher token = TOKEN.matcher(get(page).body());
    String body =
        fields.entrySet().stream()
            .map(e -> URLEncoder.encode(e.getKey(), StandardCharsets.UTF_8) + "="
                + URLEncoder.encode(e.getValue(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&"));
    if (token.find()) {
      body += "&_csrf=" + URLEncoder.encode(token.group(1), StandardCharsets.UTF_8);
    }
    return send(
        request(action)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  public HttpResponse<String> get(String path) {
    return send(request(path).header("Accept", "text/html,*/*").GET());
  }

  /** Asks the engine's interface as Tasklist does. @param path behind {@code engine/default/} */
  public HttpResponse<String> engine(String method, String path, String json) {
    return api(method, ENGINE + path, json);
  }

  public HttpResponse<String> api(String method, String path, String json) {
    HttpRequest.BodyPublisher body =
        json == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(json);
    return send(
        request(path)
            .header("Accept", "application/json")
            .header("Content-Type", "application/json")
            .header("X-XSRF-TOKEN", cookie("XSRF-TOKEN"))
            .method(method, body));
  }

  public HttpRequest.Builder request(String path) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(path.startsWith("http") ? path : address + path))
            .timeout(Duration.ofSeconds(60));
    return from == null ? request : request.header("X-Forwarded-For", from);
  }

  public HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  public String cookie(String name) {
    return cookies.getCookieStore().getCookies().stream()
        .filter(cookie -> cookie.getName().equals(name))
        .map(HttpCookie::getValue)
        .findFirst()
        .orElse("");
  }

  public static JsonNode json(HttpResponse<String> answer) {
    try {
      return JSON.readTree(answer.body());
    } catch (JsonProcessingException e) {
      throw new AssertionError("Not JSON: " + answer.statusCode() + " " + answer.body(), e);
    }
  }

  /** The sentence of an error of the engine's interface. */
  public static String message(HttpResponse<String> answer) {
    return json(answer).path("message").asText();
  }
}
