package org.hatchery.desk;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import org.hatchery.engine.Passwords;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.savedrequest.RequestCache;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Whoever has signed in with a password that somebody else gave, or that is too old, gets to nothing before it is changed. Asked at each request: an
 * administrator may set a password while its owner is signed in, perhaps because somebody else is.
 */
class FirstPasswordFilter extends OncePerRequestFilter {

  static final String REFUSED = "您的密码是别人设置的初始密码，请先修改密码再使用：" + PasswordPage.PATH + "。";

  static final String TOO_OLD = "您的密码已到期，请先修改密码再使用：" + PasswordPage.PATH + "。";

  private static final Set<String> OPEN = Set.of(PasswordPage.PATH, "/login", "/logout", "/error");

  private final RequestCache cache;
  private final ObjectMapper json;

  FirstPasswordFilter(RequestCache cache, ObjectMapper json) {
    this.cache = cache;
    this.json = json;
  }

  @Override
  protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    Authentication signedIn = SecurityContextHolder.getContext().getAuthentication();
    Passwords.Standing standing = SessionLimits.standing(request);
    boolean mustChange = standing != null && standing.mustChange() && SessionLimits.byPassword(signedIn);
    if (!mustChange || OPEN.contains(Guard.path(request))) {
      chain.doFilter(request, response);
      return;
    }
    if (page(request)) {
      cache.saveRequest(request, response);
      response.sendRedirect(PasswordPage.PATH);
      return;
    }
    new PlainErrors.Answer(403, "FirstPassword", standing.first() ? REFUSED : TOO_OLD).write(response, json);
  }

  private static boolean page(HttpServletRequest request) {
    String accept = request.getHeader("Accept");
    return !Guard.path(request).startsWith("/camunda/api/") && accept != null && accept.contains("text/html");
  }
}
