package org.hatchery.desk;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.hatchery.engine.Refusal;

/**
 * Expressions in alternatives of a query are run by the engine whatever its settings say (CVE-2026-109432): refused for
 * everybody. Outside alternatives only who runs the engine writes them, in the lists of tasks.
 */
class NoExpressionsInQueries {

  private final ObjectMapper json;

  NoExpressionsInQueries(ObjectMapper json) {
    this.json = json;
  }

  /** Token by token: a tree would keep only the last of two fields of one name. */
  void check(byte[] body, boolean onlyInAlternatives) throws IOException {
    try (JsonParser parser = json.getFactory().createParser(body)) {
      int depth = 0;
      int alternatives = 0;
      String field = null;
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        if (token == JsonToken.FIELD_NAME) {
          field = parser.currentName();
          if (field.endsWith("Expression") && (alternatives > 0 || !onlyInAlternatives)) {
            throw new Refusal("查询条件里不能使用表达式。");
          }
          continue;
        }
        if (token.isStructStart()) {
          depth++;
          if (alternatives == 0 && "orQueries".equals(field)) {
            alternatives = depth;
          }
        } else if (token.isStructEnd()) {
          if (depth == alternatives) {
            alternatives = 0;
          }
          depth--;
        }
        field = null;
      }
    } catch (JsonProcessingException e) {
      throw new Refusal(KeptBody.UNREADABLE);
    }
  }
}
