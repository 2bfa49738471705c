package org.hatchery.desk;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.camunda.bpm.webapp.impl.security.auth.Authentication;
import org.springframework.web.filter.OncePerRequestFilter;

/** Holds back every error of the engine's interface and sends {@link PlainErrors}' words instead. */
class PlainErrorsFilter extends OncePerRequestFilter {

  private final PlainErrors errors;

  PlainErrorsFilter(PlainErrors errors) {
    this.errors = errors;
  }

  @Override
  protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (operator(request)) {
      chain.doFilter(request, response);
      return;
    }
    HeldBack held = new HeldBack(response);
    try {
      chain.doFilter(request, held);
    } catch (ServletException | RuntimeException e) {
      logger.error("The engine's interface failed at " + request.getRequestURI(), e);
      held.fail(500, e.toString());
    }
    held.flushWriter();
    if (held.error()) {
      response.resetBuffer();
      errors.write(response, errors.answer(request, held.status, held.body(), held.reason));
    }
  }

  /** Whoever runs the engine in Cockpit or Admin needs its own words, and those pages its details. */
  private static boolean operator(HttpServletRequest request) {
    String from = request.getHeader("Referer");
    if (from == null || !from.matches("https?://[^/]+/camunda/app/(cockpit|admin)/.*")) {
      return false;
    }
    Authentication signedIn = Guard.signedIn(request);
    return signedIn != null && Guard.runsTheEngine(signedIn);
  }

  /** Passes on what succeeds as it comes; keeps what comes after an error status. */
  private static final class HeldBack extends HttpServletResponseWrapper {

    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private int status = 200;
    private String reason;
    private PrintWriter writer;
    private ServletOutputStream stream;

    HeldBack(HttpServletResponse response) {
      super(response);
    }

    boolean error() {
      return status >= 400 && !super.isCommitted();
    }

    byte[] body() {
      return kept.toByteArray();
    }

    void flushWriter() {
      if (writer != null) {
        writer.flush();
      }
    }

    void fail(int status, String reason) {
      this.status = status;
      this.reason = reason;
    }

    @Override
    public void setStatus(int status) {
      this.status = status;
      if (status < 400) {
        super.setStatus(status);
      }
    }

    @Override
    public int getStatus() {
      return status;
    }

    @Override
    public void sendError(int status) {
      fail(status, null);
    }

    @Override
    public void sendError(int status, String reason) {
      fail(status, reason);
    }

    @Override
    public void setContentLength(int length) {
      if (status < 400) {
        super.setContentLength(length);
      }
    }

    @Override
    public void setContentLengthLong(long length) {
      if (status < 400) {
        super.setContentLengthLong(length);
      }
    }

    @Override
    public void setHeader(String name, String value) {
      if (status < 400 || !ofBody(name)) {
        super.setHeader(name, value);
      }
    }

    @Override
    public void addHeader(String name, String value) {
      if (status < 400 || !ofBody(name)) {
        super.addHeader(name, value);
      }
    }

    private static boolean ofBody(String header) {
      String name = header.toLowerCase(Locale.ROOT);
      return name.equals("content-length") || name.equals("content-type") || name.equals("content-encoding");
    }

    @Override
    public void setContentType(String type) {
      if (status < 400) {
        super.setContentType(type);
      }
    }

    @Override
    public void flushBuffer() throws IOException {
      if (status < 400) {
        super.flushBuffer();
      }
    }

    @Override
    public ServletOutputStream getOutputStream() throws IOException {
      if (stream == null) {
        stream = new Switch(super.getOutputStream());
      }
      return stream;
    }

    @Override
    public PrintWriter getWriter() throws IOException {
      if (writer == null) {
        writer = new PrintWriter(new OutputStreamWriter(getOutputStream(), StandardCharsets.UTF_8));
      }
      return writer;
    }

    private final class Switch extends ServletOutputStream {

      private final ServletOutputStream through;

      Switch(ServletOutputStream through) {
        this.through = through;
      }

      @Override
      public void write(int b) throws IOException {
        if (status < 400) {
          through.write(b);
        } else {
          kept.write(b);
        }
      }

      @Override
      public void write(byte[] bytes, int from, int length) throws IOException {
        if (status < 400) {
          through.write(bytes, from, length);
        } else {
          kept.write(bytes, from, length);
        }
      }

      @Override
      public void flush() throws IOException {
        if (status < 400) {
          through.flush();
        }
      }

      @Override
      public boolean isReady() {
        return status >= 400 || through.isReady();
      }

      @Override
      public void setWriteListener(WriteListener listener) {
        through.setWriteListener(listener);
      }
    }
  }
}
