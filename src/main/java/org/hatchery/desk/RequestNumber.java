package org.hatchery.desk;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.SecureRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.web.filter.OncePerRequestFilter;

/** Gives each request a number that stands in every line of the log it causes and on the page of an error. */
class RequestNumber extends OncePerRequestFilter {

  private static final Logger LOG = LoggerFactory.getLogger(RequestNumber.class);
  private static final String NAME = "hatchery.request";
  private static final String WITHOUT_LOOK_ALIKES = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";
  private static final SecureRandom RANDOM = new SecureRandom();

  static String of(HttpServletRequest request) {
    if (!(request.getAttribute(NAME) instanceof String)) {
      request.setAttribute(NAME, next());
    }
    return (String) request.getAttribute(NAME);
  }

  private static String next() {
    StringBuilder number = new StringBuilder();
    for (int i = 0; i < 6; i++) {
      number.append(WITHOUT_LOOK_ALIKES.charAt(RANDOM.nextInt(WITHOUT_LOOK_ALIKES.length())));
    }
    return number.toString();
  }

  @Override
  protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    String number = of(request);
    // named in logging.pattern.correlation
    MDC.put("request", number);
    try {
      chain.doFilter(request, response);
    } catch (ServletException | RuntimeException e) {
      // the server's own line comes when the number is forgotten, and is off
      LOG.error("{}: {} {} failed", number, request.getMethod(), request.getRequestURI(), e);
      throw e;
    } finally {
      MDC.remove("request");
    }
  }
}
