package org.hatchery.desk;

import org.hatchery.audit.Audit;
import org.hatchery.audit.AuditEvent;
import org.hatchery.audit.AuditKind;
import org.springframework.context.event.EventListener;
import org.springframework.security.authentication.event.InteractiveAuthenticationSuccessEvent;
import org.springframework.security.authentication.event.LogoutSuccessEvent;
import org.springframework.security.oauth2.client.authentication.OAuth2AuthenticationToken;
import org.springframework.stereotype.Component;

/** Who has signed in and out; failures are recorded where they are counted ({@link SignInAttempts}). */
@Component
class RecordedSignIns {

  private final Audit audit;

  RecordedSignIns(Audit audit) {
    this.audit = audit;
  }

  @EventListener
  void signedIn(InteractiveAuthenticationSuccessEvent event) {
    String who = event.getAuthentication().getName();
    boolean elsewhere = event.getAuthentication() instanceof OAuth2AuthenticationToken;
    audit.add(AuditEvent.of(AuditKind.SIGN_IN, "账号 " + who).by(who).saying(elsewhere ? "由统一身份认证" : "用密码"));
  }

  @EventListener
  void left(LogoutSuccessEvent event) {
    String who = event.getAuthentication().getName();
    audit.add(AuditEvent.of(AuditKind.SIGN_OUT, "账号 " + who).by(who));
  }
}
