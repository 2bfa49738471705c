package org.hatchery.desk;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * The webapps of 7.24 keep the nonce of the Content-Security-Policy in the servlet context, which all requests share: of
 * two pages asked for at the same moment one gets the other's nonce, and its browser refuses every script (a blank
 * page). Here each request gets a context that keeps this one attribute for itself.
 */
class OwnNonce extends OncePerRequestFilter {

  private static final String NONCE = "org.camunda.bpm.csp.nonce";

  @Override
  protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    ServletContext own = withOwnNonce(request.getServletContext());
    chain.doFilter(
        new HttpServletRequestWrapper(request) {
          @Override
          public ServletContext getServletContext() {
            return own;
          }
        },
        response);
  }

  private static ServletContext withOwnNonce(ServletContext shared) {
    Object[] nonce = new Object[1];
    return (ServletContext)
        Proxy.newProxyInstance(
            OwnNonce.class.getClassLoader(),
            new Class<?>[] {ServletContext.class},
            (proxy, method, arguments) -> {
              boolean ours = arguments != null && arguments.length > 0 && NONCE.equals(arguments[0]);
              if (ours && method.getName().equals("setAttribute")) {
                nonce[0] = arguments[1];
                return null;
              }
              if (ours && method.getName().equals("getAttribute")) {
                return nonce[0];
              }
              try {
                return method.invoke(shared, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }
}
