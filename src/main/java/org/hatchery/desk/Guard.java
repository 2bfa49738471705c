package org.hatchery.desk;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.webapp.impl.security.auth.Authentication;
import org.camunda.bpm.webapp.impl.security.auth.Authentications;
import org.camunda.bpm.webapp.impl.security.auth.UserAuthentication;
import org.hatchery.engine.Refusal;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Stands before the engine's interface (DESIGN.md, People and rights), of which everybody who has signed in would reach all. Each
 * thing that is closed has a part of its own; docs/security-closed.md lists them.
 */
class Guard extends OncePerRequestFilter {

  private static final String API = "/camunda/api/";

  /** The webapps' own sign-out. */
  static final Pattern LEAVE = Pattern.compile("/camunda/api/[a-z]+/auth/user/[^/]+/logout");
  private static final Pattern SIGN_IN = Pattern.compile("/camunda/api/[a-z]+/auth/user/[^/]+/login/.*");

  private final AllowedCalls allowed = new AllowedCalls();
  private final NoExpressionsInQueries expressions;
  private final BoundedQueries bounds;
  private final OnlyOneself oneself;
  private final NotByHand byHand;
  private final NewPassword passwords;
  private final ObjectMapper json;

  Guard(TaskService tasks, NewPassword passwords, ObjectMapper json) {
    this.expressions = new NoExpressionsInQueries(json);
    this.bounds = new BoundedQueries(json);
    this.oneself = new OnlyOneself(tasks, json);
    this.byHand = new NotByHand(tasks);
    this.passwords = passwords;
    this.json = json;
  }

  /** Who has signed in to the webapps in this session; null: nobody, or only to our own pages so far. */
  static Authentication signedIn(HttpServletRequest request) {
    HttpSession session = request.getSession(false);
    Object known = session == null ? null : session.getAttribute("authenticatedUser");
    List<UserAuthentication> all =
        known instanceof Authentications authentications ? authentications.getAuthentications() : List.of();
    // what an earlier user of this browser left behind does not count
    return all.stream().filter(user -> user.getIdentityId().equals(request.getRemoteUser())).findFirst().orElse(null);
  }

  /** As the engine's interface will read it: a letter may be written as a number of its code. */
  static String path(HttpServletRequest request) {
    return request.getServletPath() + Objects.requireNonNullElse(request.getPathInfo(), "");
  }

  static boolean runsTheEngine(Authentication user) {
    return user instanceof UserAuthentication known
        && (known.isAuthorizedForApp("cockpit") || known.isAuthorizedForApp("admin"));
  }

  @Override
  protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    Authentication user = signedIn(request);
    EngineCall call = EngineCall.of(request, user);
    if (LEAVE.matcher(call.path()).matches() && call.method().equals("POST")) {
      leave(request, response);
      return;
    }
    try {
      HttpServletRequest passed = checked(call, request, user != null && runsTheEngine(user));
      if (passed == null) {
        response.setStatus(HttpServletResponse.SC_NO_CONTENT);
      } else {
        chain.doFilter(passed, response);
      }
    } catch (Refusal refusal) {
      new PlainErrors.Answer(403, "Refusal", refusal.getMessage()).write(response, json);
    }
  }

  /** @return the request to pass on; null where what was asked is done already */
  private HttpServletRequest checked(EngineCall call, HttpServletRequest request, boolean runsTheEngine)
      throws IOException {
    forEverybody(call.path());
    String type = Objects.requireNonNullElse(request.getContentType(), "").toLowerCase(Locale.ROOT);
    HttpServletRequest passed = call.reads() || type.startsWith("multipart/") ? request : KeptBody.of(request);
    boolean asksInJson =
        passed instanceof KeptBody kept && kept.bytes().length > 0 && !type.startsWith("application/x-www-form-urlencoded");
    if (asksInJson && !call.submitsForm()) {
      expressions.check(((KeptBody) passed).bytes(), runsTheEngine);
    }
    if (runsTheEngine) {
      byHand.check(call);
      confirmPassword(call, passed);
      return passed;
    }
    AllowedCalls.Call known = allowed.demand(call);
    if (asksInJson) {
      bounds.check(call, ((KeptBody) passed).bytes());
    }
    if (oneself.check(call, passed)) {
      return null;
    }
    confirmPassword(call, passed);
    return known.most() == 0 ? passed : BoundedQueries.rows(passed, known.most());
  }

  private static void forEverybody(String path) {
    // the first creates an administrator without a sign-in while there is none; the second passes our sign-in by
    if (path.startsWith(API + "admin/setup/") || SIGN_IN.matcher(path).matches()) {
      throw new Refusal("请从系统的登录页登录。");
    }
  }

  /** Whoever sets a password names the one he signed in with: the engine lets him guess at it as often as he likes. */
  private void confirmPassword(EngineCall call, HttpServletRequest request) throws IOException {
    if (call.user() == null || !call.method().equals("PUT") || !call.asked().matches("user/[^/]+/credentials/?")) {
      return;
    }
    String typed = request instanceof KeptBody kept ? kept.text("authenticatedUserPassword", json) : null;
    if (typed == null || !OnlyOneself.withToken(request)) {
      // the engine or the webapps refuse
      return;
    }
    passwords.confirm(call.user(), typed, request.getRemoteAddr(), "您自己的密码");
    String fresh = ((KeptBody) request).text("password", json);
    if (fresh != null && call.asked().matches("user/" + Pattern.quote(call.user()) + "/credentials/?")) {
      passwords.notAgain(call.user(), fresh);
    }
  }

  /** The webapps' own sign-out would leave the session of our pages, and a reload would sign in again. */
  private static void leave(HttpServletRequest request, HttpServletResponse response) {
    SessionLimits.end(request, response);
    response.setStatus(HttpServletResponse.SC_NO_CONTENT);
  }
}
