package org.hatchery.desk;

import jakarta.servlet.FilterConfig;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Set;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.rest.security.auth.AuthenticationProvider;
import org.camunda.bpm.engine.rest.security.auth.AuthenticationResult;
import org.camunda.bpm.webapp.impl.security.auth.AuthenticationUtil;
import org.camunda.bpm.webapp.impl.security.auth.Authentications;
import org.camunda.bpm.webapp.impl.security.auth.ContainerBasedAuthenticationFilter;
import org.camunda.bpm.webapp.impl.security.auth.UserAuthentication;
import org.hatchery.audit.Audit;
import org.hatchery.engine.Passwords;

/** Tells Tasklist, Cockpit and Admin who has signed in at our page, with groups. */
class WebappSession extends ContainerBasedAuthenticationFilter {

  @Override
  public void init(FilterConfig config) {
    authenticationProvider = new SignedInUser();
  }

  private static final class SignedInUser implements AuthenticationProvider {

    @Override
    public AuthenticationResult extractAuthenticatedUser(HttpServletRequest request, ProcessEngine engine) {
      String id = Audit.signedIn();
      if (id == null) {
        return AuthenticationResult.unsuccessful();
      }
      // null where only a file of the pages is asked for, which is the same for everybody
      Passwords.Standing standing = SessionLimits.standing(request);
      if (standing != null && !standing.known()) {
        return AuthenticationResult.unsuccessful(id);
      }
      AuthenticationResult result = AuthenticationResult.successful(id);
      if (standing != null) {
        result.setGroups(standing.groups());
        renew(request, engine, id, standing.groups());
      }
      return result;
    }

    /** A role that began or ended holds in open sessions at once. */
    private static void renew(HttpServletRequest request, ProcessEngine engine, String id, List<String> groups) {
      Authentications known = AuthenticationUtil.getAuthsFromSession(request.getSession());
      if (known.getAuthenticationForProcessEngine(engine.getName()) instanceof UserAuthentication before
          && id.equals(before.getIdentityId())
          && (before.getGroupIds() == null || !Set.copyOf(groups).equals(Set.copyOf(before.getGroupIds())))) {
        known.addOrReplace(AuthenticationUtil.createAuthentication(engine, id, groups, List.of()));
      }
    }

    @Override
    public void augmentResponseByAuthenticationChallenge(HttpServletResponse response, ProcessEngine engine) {
      // Spring Security has sent whoever is not signed in to our page before this filter is reached
    }
  }
}
