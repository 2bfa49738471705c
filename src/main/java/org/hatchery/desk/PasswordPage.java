package org.hatchery.desk;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.security.Principal;
import java.util.List;
import java.util.Map;
import org.hatchery.engine.Passwords;
import org.springframework.security.oauth2.client.authentication.OAuth2AuthenticationToken;
import org.springframework.security.web.savedrequest.HttpSessionRequestCache;
import org.springframework.security.web.savedrequest.SavedRequest;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Where one changes one's own password; the only page for whoever has one that somebody else gave or that is too old. */
@Controller
class PasswordPage {

  static final String PATH = "/password";

  private final NewPassword newPassword;
  private final Passwords passwords;

  PasswordPage(NewPassword newPassword, Passwords passwords) {
    this.newPassword = newPassword;
    this.passwords = passwords;
  }

  @GetMapping(PATH)
  String page(Principal me, @RequestParam(required = false) String changed, Model model) {
    return page(me, model, Map.of(), changed != null);
  }

  @PostMapping(PATH)
  String change(
      Principal me,
      @RequestParam(required = false) String old,
      @RequestParam(required = false) String fresh,
      @RequestParam(required = false) String again,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    if (elsewhere(me)) {
      return page(me, model, Map.of(), false);
    }
    boolean had = passwords.of(me.getName()).mustChange();
    Map<String, List<String>> wrong =
        newPassword.change(me.getName(), new NewPassword.Typed(old, fresh, again), request.getRemoteAddr());
    if (!wrong.isEmpty()) {
      response.setStatus(HttpServletResponse.SC_BAD_REQUEST);
      return page(me, model, wrong, false);
    }
    // whoever knows the session from before is out, and so is every other session of the account
    request.changeSessionId();
    return "redirect:" + (had ? wanted(request, response) : PATH + "?changed");
  }

  /** Where he was on his way to when the first password held him up. */
  private static String wanted(HttpServletRequest request, HttpServletResponse response) {
    HttpSessionRequestCache cache = new HttpSessionRequestCache();
    SavedRequest saved = cache.getRequest(request, response);
    cache.removeRequest(request, response);
    return saved == null ? DeskSecurity.TASKLIST : saved.getRedirectUrl();
  }

  private String page(Principal me, Model model, Map<String, List<String>> wrong, boolean changed) {
    Passwords.Standing standing = passwords.of(me.getName());
    boolean forced = !elsewhere(me) && standing.mustChange();
    model.addAttribute("forced", forced);
    model.addAttribute("first", forced && standing.first());
    model.addAttribute("remembered", passwords.remembered() + 1);
    model.addAttribute("elsewhere", elsewhere(me));
    model.addAttribute("account", me.getName());
    model.addAttribute("wrong", wrong);
    model.addAttribute("changed", changed && !forced);
    return "desk/password";
  }

  private static boolean elsewhere(Principal me) {
    return me instanceof OAuth2AuthenticationToken;
  }
}
