package org.hatchery.demo;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * The demonstration lets anybody be anybody, so only this machine may use it. A page from elsewhere could still reach it
 * through the user's browser: by a name that it makes point here (refused by the name), or by sending a form (refused under
 * /demo by where it comes from; elsewhere by tokens).
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
@ConditionalOnProperty(name = "hatchery.demo", havingValue = "true")
class Loopback extends OncePerRequestFilter {

  private static final Set<String> NAMES = Set.of("localhost", "127.0.0.1", "[::1]", "::1");
  private static final Set<String> READS = Set.of("GET", "HEAD", "OPTIONS");

  @Override
  protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (!NAMES.contains(request.getServerName())) {
      refuse(response, "演示环境只能在本机打开，请使用地址 http://127.0.0.1:" + request.getLocalPort() + "/demo 。");
    } else if (request.getRequestURI().startsWith("/demo")
        && !READS.contains(request.getMethod())
        && fromElsewhere(request)) {
      refuse(response, "这个操作只能在演示页面上进行。");
    } else {
      chain.doFilter(request, response);
    }
  }

  private static boolean fromElsewhere(HttpServletRequest request) {
    String site = request.getHeader("Sec-Fetch-Site");
    if (site != null && !site.equals("same-origin") && !site.equals("none")) {
      return true;
    }
    String origin = request.getHeader("Origin");
    if (origin == null) {
      return false;
    }
    try {
      URI from = URI.create(origin);
      return !request.getServerName().equals(from.getHost()) || request.getServerPort() != from.getPort();
    } catch (IllegalArgumentException e) {
      return true;
    }
  }

  private static void refuse(HttpServletResponse response, String text) throws IOException {
    response.setStatus(HttpServletResponse.SC_FORBIDDEN);
    response.setContentType("text/plain;charset=UTF-8");
    response.getOutputStream().write((text + "\n").getBytes(StandardCharsets.UTF_8));
  }
}
