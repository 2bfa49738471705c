package org.hatchery.desk;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.security.Principal;
import java.time.Clock;
import java.util.Map;
import org.hatchery.organisation.Role;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.bind.annotation.SessionAttribute;

/** Sign-in, sign-out and where one begins. */
@Controller
class SignInPages {

  private final CaseRights rights;
  private final ExternalSignIn external;
  private final Clock clock;

  SignInPages(CaseRights rights, ExternalSignIn external, Clock clock) {
    this.rights = rights;
    this.external = external;
    this.clock = clock;
  }

  @GetMapping("/")
  String begin() {
    return "redirect:" + DeskSecurity.TASKLIST;
  }

  /** For Tasklist, which shows the ways to the pages that this user has. */
  @GetMapping("/desk/here")
  @ResponseBody
  Map<String, Boolean> here(@ModelAttribute("demo") boolean demo, Principal me) {
    boolean leads = rights.seats(me.getName()).stream().anyMatch(seat -> seat.role() == Role.LEADER);
    return Map.of("demo", demo, "supervises", rights.supervises(me.getName()), "leads", leads);
  }

  @GetMapping("/login")
  String login(
      Principal signedIn,
      @RequestParam(required = false) String failed,
      @RequestParam(required = false) String left,
      @RequestParam(required = false) String over,
      @RequestParam(name = "external", required = false) String notByProvider,
      @SessionAttribute(name = SignInFailed.TRIED, required = false) SignInFailed.Tried tried,
      Model model) {
    if (signedIn != null && failed == null) {
      return "redirect:/";
    }
    String wait = failed == null || tried == null ? null : tried.rest(clock.instant());
    model.addAttribute("wait", wait);
    model.addAttribute("failed", failed != null && !(wait != null && tried.waits()));
    model.addAttribute("account", failed == null || tried == null ? "" : tried.account());
    model.addAttribute("left", left != null);
    model.addAttribute("over", over != null);
    model.addAttribute("notByProvider", notByProvider != null);
    model.addAttribute("ways", external.ways());
    return "login";
  }

  /** For whom the provider knows and we do not. */
  @GetMapping("/login/unknown")
  String unknown() {
    return "desk/unknown";
  }

  /**
   * Signing out by a link. Other sites may link here too, so they get a page with a button; only browsers that say the click
   * came from our own pages are signed out at once.
   */
  @GetMapping("/logout")
  String logout(
      HttpServletRequest request,
      HttpServletResponse response,
      @RequestHeader(name = "Sec-Fetch-Site", required = false) String from)
      throws ServletException {
    if (!"same-origin".equals(from)) {
      return "desk/logout";
    }
    request.logout();
    SessionLimits.end(request, response);
    return "redirect:/login?left";
  }
}
