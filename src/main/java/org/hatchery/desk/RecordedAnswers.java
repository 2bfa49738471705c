package org.hatchery.desk;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hatchery.audit.Audit;
import org.hatchery.audit.AuditEvent;
import org.hatchery.audit.AuditKind;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Records what shows in the answer alone, wherever in the program it was decided: that something was refused, that a file was
 * handed out, that the webapps' own sign-out was used, that an account's profile was read.
 */
class RecordedAnswers extends OncePerRequestFilter {

  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration WHILE_AT_WORK = Duration.ofMinutes(10);
  private static final Pattern CASE = Pattern.compile("/desk/(?:cases|administration/path)/([^/]{1,60})(?:/.*)?");
  private static final Pattern CLAIM = Pattern.compile("task/[^/]+/(?:claim|assignee)");
  private static final Pattern PROFILE = Pattern.compile("user/([^/]+)/profile/?");
  private static final Pattern ACCOUNTS = Pattern.compile("user/?");

  /** Recorded by the page itself, with the number of the case. */
  private static final String DOCUMENTS = "/desk/documents/";

  private final Audit audit;

  RecordedAnswers(Audit audit) {
    this.audit = audit;
  }

  @Override
  protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    // afterwards the session may be gone
    String before = signedIn(request);
    chain.doFilter(request, response);
    String who = before == null ? signedIn(request) : before;
    EngineCall call = EngineCall.of(request, null);
    int status = response.getStatus();
    if (status == 403) {
      refused(call, who);
    } else if (status < 300 && who != null) {
      answered(call, response, who);
    } else if (status == 400 && CLAIM.matcher(call.asked()).matches()) {
      audit.add(AuditEvent.of(AuditKind.REFUSED, "认领 " + call.path()).by(who).saying("不能办这项任务"));
    }
  }

  private void refused(EngineCall call, String who) {
    if (who == null) {
      // one entry for all that somebody unknown tries: the address is what is known of him
      audit.once(MINUTE, AuditEvent.of(AuditKind.REFUSED, "未登录的请求"));
      return;
    }
    Matcher ofCase = CASE.matcher(call.path());
    audit.once(
        MINUTE,
        AuditEvent.of(AuditKind.REFUSED, call.method() + " " + call.path())
            .by(who)
            .inCase(ofCase.matches() ? ofCase.group(1) : null));
  }

  private void answered(EngineCall call, HttpServletResponse response, String who) {
    String disposition = response.getHeader(HttpHeaders.CONTENT_DISPOSITION);
    Matcher profile = PROFILE.matcher(call.asked());
    boolean reads = call.method().equals("GET");
    if (disposition != null && disposition.startsWith("attachment") && !call.path().startsWith(DOCUMENTS)) {
      audit.add(AuditEvent.of(AuditKind.EXPORT, call.path()).by(who));
    } else if (Guard.LEAVE.matcher(call.path()).matches() && call.method().equals("POST")) {
      audit.add(AuditEvent.of(AuditKind.SIGN_OUT, "账号 " + who).by(who));
    } else if (reads && profile.matches() && !profile.group(1).equals(who)) {
      audit.once(WHILE_AT_WORK, AuditEvent.of(AuditKind.READ, "账号 " + profile.group(1)).by(who).saying("姓名和邮箱"));
    } else if (reads && ACCOUNTS.matcher(call.asked()).matches()) {
      audit.once(WHILE_AT_WORK, AuditEvent.of(AuditKind.READ, "账号列表").by(who).saying("姓名和邮箱"));
    }
  }

  private static String signedIn(HttpServletRequest request) {
    HttpSession session = request.getSession(false);
    Object context =
        session == null
            ? null
            : session.getAttribute(HttpSessionSecurityContextRepository.SPRING_SECURITY_CONTEXT_KEY);
    return context instanceof SecurityContext known && known.getAuthentication() != null
        ? known.getAuthentication().getName()
        : null;
  }
}
