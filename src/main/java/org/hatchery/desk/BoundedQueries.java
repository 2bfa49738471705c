package org.hatchery.desk;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.hatchery.engine.Refusal;

/** One request of one user must not keep the program busy: how long, how deep and how wide it is, and how much it gets back. */
class BoundedQueries {

  static final int LONGEST_QUERY = 100_000;
  static final int DEEPEST = 20;
  static final int MOST_ALTERNATIVES = 5;

  private static final String ROWS = "maxResults";

  private final ObjectMapper json;

  BoundedQueries(ObjectMapper json) {
    this.json = json;
  }

  /** Forms may be long; what is asked otherwise is short. */
  void check(EngineCall call, byte[] body) throws IOException {
    if (!call.submitsForm() && body.length > LONGEST_QUERY) {
      throw new Refusal("查询条件太长，最多 " + LONGEST_QUERY / 1000 + " KB。");
    }
    try (JsonParser parser = json.getFactory().createParser(body)) {
      int depth = 0;
      int alternatives = 0;
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
        if (depth > DEEPEST) {
          throw new Refusal("提交的内容层次太多，最多 " + DEEPEST + " 层。");
        }
        if (token == JsonToken.START_OBJECT && alternative(parser) && ++alternatives > MOST_ALTERNATIVES) {
          throw new Refusal("“满足任一条件”最多写 " + MOST_ALTERNATIVES + " 组。");
        }
      }
    } catch (JsonProcessingException e) {
      throw new Refusal(KeptBody.UNREADABLE);
    }
  }

  /** An object that stands under orQueries, alone or in a list. */
  private static boolean alternative(JsonParser parser) {
    var around = parser.getParsingContext().getParent();
    return around != null
        && ("orQueries".equals(around.getCurrentName())
            || around.inArray() && "orQueries".equals(around.getParent().getCurrentName()));
  }

  /**
   * @param most rows that this call may ask for
   * @return the request, with that number where it names none
   */
  static HttpServletRequest rows(HttpServletRequest request, int most) {
    List<String> asked = named(request.getQueryString());
    if (!asked.stream().allMatch(rows -> rows.matches("\\d{1,6}") && Integer.parseInt(rows) <= most)) {
      throw new Refusal("一次最多取 " + most + " 行，请缩小查询范围。");
    }
    return asked.isEmpty() ? new AtMost(request, most) : request;
  }

  /** As the engine's interface will read it: a letter may be written as a number of its code. */
  private static List<String> named(String query) {
    if (query == null) {
      return List.of();
    }
    try {
      return Arrays.stream(query.split("&"))
          .map(part -> part.split("=", 2))
          .filter(part -> URLDecoder.decode(part[0], StandardCharsets.UTF_8).equals(ROWS))
          .map(part -> part.length < 2 ? "" : URLDecoder.decode(part[1], StandardCharsets.UTF_8))
          .toList();
    } catch (IllegalArgumentException e) {
      throw new Refusal(KeptBody.UNREADABLE);
    }
  }

  private static final class AtMost extends HttpServletRequestWrapper {

    private final int most;

    AtMost(HttpServletRequest request, int most) {
      super(request);
      this.most = most;
    }

    @Override
    public String getQueryString() {
      String query = super.getQueryString();
      return (query == null || query.isEmpty() ? "" : query + "&") + ROWS + "=" + most;
    }
  }
}
