package org.hatchery.desk;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Nothing is changed by what a page of somebody else sends through the user's browser, on whatever path; beside the tokens, which
 * pages and webapps keep apart. Browsers say where a request comes from; what says nothing is no browser and has no user's cookies.
 */
class ForeignOrigin extends OncePerRequestFilter {

  static final String REFUSED = "这个请求来自别的网站，系统没有处理，什么也没有改变。请从系统自己的页面上操作；如果您正是这样做的，请告诉管理员：系统的公开地址可能没有配置对。";

  private static final Logger LOG = LoggerFactory.getLogger(ForeignOrigin.class);
  private static final Set<String> READS = Set.of("GET", "HEAD", "OPTIONS", "TRACE");
  private static final Set<String> OWN_SITE = Set.of("same-origin", "none");

  private final PublicAddress address;
  private final ObjectMapper json;

  ForeignOrigin(PublicAddress address, ObjectMapper json) {
    this.address = address;
    this.json = json;
  }

  @Override
  protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    if (READS.contains(request.getMethod()) || !foreign(request)) {
      chain.doFilter(request, response);
      return;
    }
    LOG.warn(
        "Refused {} of a page at {} ({}); the public address is {}",
        request.getMethod(), plain(request.getHeader("Origin")), plain(request.getHeader("Sec-Fetch-Site")), address.origin());
    if (request.getRequestURI().startsWith("/camunda/api/")) {
      new PlainErrors.Answer(403, "ForeignOrigin", REFUSED).write(response, json);
      return;
    }
    response.setStatus(HttpServletResponse.SC_FORBIDDEN);
    response.setContentType("text/plain;charset=UTF-8");
    response.getOutputStream().write((REFUSED + "\n").getBytes(StandardCharsets.UTF_8));
  }

  private boolean foreign(HttpServletRequest request) {
    String origin = request.getHeader("Origin");
    String site = request.getHeader("Sec-Fetch-Site");
    return origin != null && !address.ours(origin, request) || site != null && !OWN_SITE.contains(site);
  }

  /** What somebody else wrote, fit for a line of the log. */
  private static String plain(String header) {
    String text = header == null ? "-" : header.replaceAll("[^\\x21-\\x7e]", "?");
    return text.length() > 100 ? text.substring(0, 100) : text;
  }
}
