package org.hatchery.desk;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.camunda.bpm.webapp.impl.security.auth.Authentication;

/**
 * One call of the engine's interface.
 *
 * @param asked what stands behind the engine's name; empty at the webapps' own addresses
 * @param user who calls; null: nobody that the webapps know so far
 */
record EngineCall(String method, String path, String asked, String user) {

  private static final Pattern ENGINE = Pattern.compile("/camunda/api/engine/engine/[^/]+/(.+)");
  private static final Set<String> READS = Set.of("GET", "HEAD", "OPTIONS");

  static EngineCall of(HttpServletRequest request, Authentication user) {
    String path = Guard.path(request);
    Matcher engine = ENGINE.matcher(path);
    return new EngineCall(
        request.getMethod(), path, engine.matches() ? engine.group(1) : "", user == null ? null : user.getIdentityId());
  }

  boolean reads() {
    return READS.contains(method);
  }

  /** What is typed into a form; everything else with a body asks or orders. */
  boolean submitsForm() {
    return asked.matches("(task|process-definition)/.+/submit-form");
  }
}
