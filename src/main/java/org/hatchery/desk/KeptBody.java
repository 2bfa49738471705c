package org.hatchery.desk;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import org.hatchery.engine.Refusal;

/** A request whose body was read to be looked at, and is read again by whoever answers. */
final class KeptBody extends HttpServletRequestWrapper {

  static final String UNREADABLE = "提交的内容读不出来，请刷新页面后重试。";

  private static final int LONGEST = 5_000_000;

  private final byte[] body;

  private KeptBody(HttpServletRequest request, byte[] body) {
    super(request);
    this.body = body;
  }

  static KeptBody of(HttpServletRequest request) throws IOException {
    byte[] body = request.getInputStream().readNBytes(LONGEST + 1);
    if (body.length > LONGEST) {
      throw new Refusal("提交的内容太多，最多 5 MB。");
    }
    return new KeptBody(request, body);
  }

  byte[] bytes() {
    return body;
  }

  /** A field of the body; null where it is not there, or null. */
  String text(String field, ObjectMapper json) throws IOException {
    try {
      JsonNode value = json.readTree(body);
      JsonNode text = value == null ? null : value.get(field);
      return text == null || text.isNull() ? null : text.asText();
    } catch (JsonProcessingException e) {
      throw new Refusal(UNREADABLE);
    }
  }

  @Override
  public ServletInputStream getInputStream() {
    ByteArrayInputStream bytes = new ByteArrayInputStream(body);
    return new ServletInputStream() {
      @Override
      public int read() {
        return bytes.read();
      }

      @Override
      public int read(byte[] into, int from, int length) {
        return bytes.read(into, from, length);
      }

      @Override
      public boolean isFinished() {
        return bytes.available() == 0;
      }

      @Override
      public boolean isReady() {
        return true;
      }

      @Override
      public void setReadListener(ReadListener listener) {
        throw new IllegalStateException("The body is read already");
      }
    };
  }

  @Override
  public BufferedReader getReader() {
    return new BufferedReader(new InputStreamReader(getInputStream(), StandardCharsets.UTF_8));
  }
}
