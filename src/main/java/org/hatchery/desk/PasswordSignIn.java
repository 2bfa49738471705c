package org.hatchery.desk;

import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.IdentityService;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.web.authentication.WebAuthenticationDetails;
import org.springframework.stereotype.Component;

/** Checks a password by the engine's own means, which keeps its hashes; {@link SignInAttempts} slows down guessing. */
@Component
class PasswordSignIn implements AuthenticationProvider {

  /** Says of a session that it began with a password of ours. */
  static final GrantedAuthority BY_PASSWORD = new SimpleGrantedAuthority("password");

  /** What an id can be; anything else is counted like a wrong password and never asked for. */
  private static final Pattern ID = Pattern.compile("\\p{Graph}{1,64}");

  private final IdentityService identity;
  private final SignInAttempts attempts;

  PasswordSignIn(IdentityService identity, SignInAttempts attempts) {
    this.identity = identity;
    this.attempts = attempts;
  }

  /** Not signed in. The same for accounts that do not exist. */
  static final class Failed extends BadCredentialsException {

    private final boolean waits;
    private final Instant until;

    Failed(boolean waits, Instant until) {
      super("Not signed in");
      this.waits = waits;
      this.until = until;
    }

    /** Whether the password was not even looked at. */
    boolean waits() {
      return waits;
    }

    /** When the next attempt is looked at; not after now where at once. */
    Instant until() {
      return until;
    }
  }

  @Override
  public Authentication authenticate(Authentication typed) {
    String id = typed.getName().strip();
    String password = String.valueOf(typed.getCredentials());
    String address = typed.getDetails() instanceof WebAuthenticationDetails web ? web.getRemoteAddress() : "";
    SignInAttempts.Answer answer = attempts.attempt(id, address, () -> passes(id, password));
    if (answer.result() != SignInAttempts.Result.RIGHT) {
      throw new Failed(answer.result() == SignInAttempts.Result.WAITS, answer.until());
    }
    // the id as it is stored
    String user = identity.createUserQuery().userId(id).singleResult().getId();
    return UsernamePasswordAuthenticationToken.authenticated(user, null, List.of(BY_PASSWORD));
  }

  private boolean passes(String id, String password) {
    return ID.matcher(id).matches() && identity.checkPassword(id, password);
  }

  @Override
  public boolean supports(Class<?> authentication) {
    return UsernamePasswordAuthenticationToken.class.isAssignableFrom(authentication);
  }
}
