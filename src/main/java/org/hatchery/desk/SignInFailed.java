package org.hatchery.desk;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;

/** Leads back to the sign-in page, which says what was wrong and keeps the account that was typed. */
class SignInFailed implements AuthenticationFailureHandler {

  static final String TRIED = "hatchery.tried";

  private static final int LONGEST_ACCOUNT = 60;

  /**
   * What the page says of the last attempt in this session.
   *
   * @param waits whether the password was not even looked at
   * @param until when the next attempt is looked at; not after now where at once
   */
  record Tried(String account, boolean waits, Instant until) implements Serializable {

    /** How long to wait still, in words; null where not at all. */
    String rest(Instant now) {
      return until != null && until.isAfter(now) ? words(Duration.between(now, until)) : null;
    }
  }

  @Override
  public void onAuthenticationFailure(HttpServletRequest request, HttpServletResponse response, AuthenticationException e)
      throws IOException {
    String typed = request.getParameter("user");
    String account = typed == null || typed.length() > LONGEST_ACCOUNT ? "" : typed.strip();
    Tried tried =
        e instanceof PasswordSignIn.Failed failed
            ? new Tried(account, failed.waits(), failed.until())
            : new Tried(account, false, null);
    request.getSession().setAttribute(TRIED, tried);
    response.sendRedirect("/login?failed");
  }

  /** Rounded up to seconds. */
  static String words(Duration wait) {
    long seconds = wait.plusNanos(999_999_999).toSeconds();
    String minutes = seconds >= 60 ? seconds / 60 + " 分钟" : "";
    String rest = seconds % 60 > 0 ? seconds % 60 + " 秒" : "";
    return minutes.isEmpty() || rest.isEmpty() ? minutes + rest : minutes + " " + rest;
  }
}
