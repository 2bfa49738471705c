package org.hatchery.desk;

import java.util.List;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.ProcessEngineException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Component;

/** Checks a password by the engine's own means, which keeps its hashes, its pause after failures and its lock. */
@Component
class PasswordSignIn implements AuthenticationProvider {

  private static final Logger LOG = LoggerFactory.getLogger(PasswordSignIn.class);

  private final IdentityService identity;

  PasswordSignIn(IdentityService identity) {
    this.identity = identity;
  }

  @Override
  public Authentication authenticate(Authentication typed) {
    String id = typed.getName().strip();
    String password = String.valueOf(typed.getCredentials());
    if (id.isEmpty() || password.isEmpty() || !passes(id, password)) {
      throw new BadCredentialsException("Wrong user or password");
    }
    // the id as it is stored
    String user = identity.createUserQuery().userId(id).singleResult().getId();
    return UsernamePasswordAuthenticationToken.authenticated(user, null, List.of());
  }

  private boolean passes(String id, String password) {
    try {
      return identity.checkPassword(id, password);
    } catch (ProcessEngineException e) {
      // several failures for one user at the same moment get in each other's way
      LOG.info("Sign-in of {} was not checked: {}", id.replaceAll("\\p{Cntrl}", " "), e.getMessage());
      return false;
    }
  }

  @Override
  public boolean supports(Class<?> authentication) {
    return UsernamePasswordAuthenticationToken.class.isAssignableFrom(authentication);
  }
}
