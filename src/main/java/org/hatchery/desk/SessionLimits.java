package org.hatchery.desk;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.io.Serializable;
import java.time.Instant;
import java.util.regex.Pattern;
import org.hatchery.engine.Passwords;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.savedrequest.SimpleSavedRequest;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Ends a session where nobody has done anything for long, where it has lasted long, where its account is gone, and where the
 * password it began with was changed elsewhere. What follows is as for anybody who has not signed in. By the machine's clock: who
 * moves the demonstration's stays signed in.
 */
class SessionLimits extends OncePerRequestFilter {

  static final String OPEN = "hatchery.open";

  private static final String OVER = "hatchery.over";
  private static final String STANDING = "hatchery.standing";
  private static final String SAVED_REQUEST = "SPRING_SECURITY_SAVED_REQUEST";

  /** What is the same for everybody and asks nothing of the account. */
  private static final Pattern FILES =
      Pattern.compile(SecurityHeaders.FOR_ALL + "|/camunda/favicon.ico|/camunda/app/.+\\.(js|css|json|svg|png|ico|woff2?|ttf)");

  /** What a page that somebody left open may ask for by itself: nobody is there by that. */
  private static final Pattern BY_ITSELF =
      Pattern.compile("/camunda/api/engine/engine/[^/]+/filter(/count|/[^/]+/(list|count))?|/camunda/api/[a-z]+/auth/user/[^/]+|/desk/here");

  private final Passwords passwords;
  private final SessionSettings settings;

  SessionLimits(Passwords passwords, SessionSettings settings) {
    this.passwords = passwords;
    this.settings = settings;
  }

  /**
   * What is known of a session.
   *
   * @param id of the session since the last sign-in, which changes it
   * @param changes how often the account's password had been changed then
   */
  record Open(String id, Instant began, Instant used, int changes) implements Serializable {}

  /** How the account that has signed in stands; null: nobody has. */
  static Passwords.Standing standing(HttpServletRequest request) {
    return (Passwords.Standing) request.getAttribute(STANDING);
  }

  static boolean byPassword(Authentication signedIn) {
    return signedIn != null && signedIn.getAuthorities().contains(PasswordSignIn.BY_PASSWORD);
  }

  /** To the sign-in, which says where a session has ended, and back to the page that somebody was on. */
  static void toSignIn(HttpServletRequest request, HttpServletResponse response, PublicAddress address)
      throws IOException {
    boolean over =
        request.getAttribute(OVER) != null || request.getRequestedSessionId() != null && !request.isRequestedSessionIdValid();
    String page = request.getHeader("Referer");
    if (over && request.getMethod().equals("POST") && page != null && address.ours(page, request)) {
      request.getSession().setAttribute(SAVED_REQUEST, new SimpleSavedRequest(page));
    }
    response.sendRedirect(over ? "/login?over" : "/login");
  }

  /** For who signs out, or was not let in: nothing is left that could look like a session that ran out. */
  static void end(HttpServletRequest request, HttpServletResponse response) {
    HttpSession session = request.getSession(false);
    if (session != null) {
      session.invalidate();
    }
    Cookie cookie = new Cookie("JSESSIONID", "");
    cookie.setPath("/");
    cookie.setMaxAge(0);
    response.addCookie(cookie);
  }

  @Override
  protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    String path = Guard.path(request);
    Authentication signedIn = SecurityContextHolder.getContext().getAuthentication();
    HttpSession session = request.getSession(false);
    boolean somebody = signedIn != null && session != null && !(signedIn instanceof AnonymousAuthenticationToken);
    if (somebody && !FILES.matcher(path).matches()) {
      Passwords.Standing standing = passwords.of(signedIn.getName());
      if (goesOn(session, signedIn, standing, path)) {
        request.setAttribute(STANDING, standing);
      } else {
        session.invalidate();
        SecurityContextHolder.clearContext();
        request.setAttribute(OVER, true);
      }
    }
    chain.doFilter(request, response);
  }

  private boolean goesOn(HttpSession session, Authentication signedIn, Passwords.Standing standing, String path) {
    Instant now = Instant.now();
    Open open = session.getAttribute(OPEN) instanceof Open known && known.id().equals(session.getId()) ? known : null;
    if (open == null) {
      open = new Open(session.getId(), now, now, standing.changes());
    }
    boolean over =
        !standing.known()
            || open.used().plus(settings.idle()).isBefore(now)
            || open.began().plus(settings.longest()).isBefore(now)
            || byPassword(signedIn) && open.changes() != standing.changes();
    if (over) {
      return false;
    }
    Instant used = BY_ITSELF.matcher(path).matches() ? open.used() : now;
    session.setAttribute(OPEN, new Open(open.id(), open.began(), used, open.changes()));
    return true;
  }
}
