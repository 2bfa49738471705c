package org.hatchery.desk;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.util.regex.Pattern;
import org.springframework.web.filter.OncePerRequestFilter;

/** What the engine's interface answers is in no browser's store: the webapps say only that it has to be asked for again. */
class NotKept extends OncePerRequestFilter {

  private static final Pattern OF_PLUGINS = Pattern.compile("/camunda/api/[a-z]+/plugin/[^/]+/static/.*");

  @Override
  protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    boolean file = OF_PLUGINS.matcher(Guard.path(request)).matches();
    chain.doFilter(
        request,
        file
            ? response
            : new HttpServletResponseWrapper(response) {
              @Override
              public void setHeader(String name, String value) {
                super.setHeader(name, name.equalsIgnoreCase("Cache-Control") ? "no-store" : value);
              }
            });
  }
}
