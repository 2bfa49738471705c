package org.hatchery.portal;

import java.util.Arrays;
import java.util.Optional;
import org.hatchery.engine.Refusal;
import org.hatchery.project.Area;
import org.hatchery.solicitation.PublicNeeds;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Residents tell what they need, ask how it stands and say whether it is solved; without an account. */
@Controller
class NeedPages {

  private final PublicNeeds needs;

  NeedPages(PublicNeeds needs) {
    this.needs = needs;
  }

  record Choice(String value, String label) {}

  @GetMapping("/portal/needs")
  String form(Model model) {
    return page(new PublicNeeds.Asked("", "", "", "", "", "", "", "", ""), null, model);
  }

  @PostMapping("/portal/needs")
  String send(
      @RequestParam(defaultValue = "") String community,
      @RequestParam(defaultValue = "") String area,
      @RequestParam(defaultValue = "") String summary,
      @RequestParam(defaultValue = "") String details,
      @RequestParam(defaultValue = "") String place,
      @RequestParam(defaultValue = "") String beneficiaries,
      @RequestParam(defaultValue = "") String contactName,
      @RequestParam(defaultValue = "") String phone,
      @RequestParam(defaultValue = "") String email,
      Model model) {
    PublicNeeds.Asked asked =
        new PublicNeeds.Asked(community, area, summary, details, place, beneficiaries, contactName, phone, email);
    try {
      model.addAttribute("number", needs.receive(asked));
      model.addAttribute("title", "需求已登记");
      return "portal/needed";
    } catch (Refusal e) {
      return page(asked, e.text(), model);
    }
  }

  private String page(PublicNeeds.Asked asked, String refused, Model model) {
    model.addAttribute("title", "反映需求");
    model.addAttribute("asked", asked);
    model.addAttribute("refused", refused);
    model.addAttribute("places", needs.places().stream().map(o -> new Choice(o.code(), o.name())).toList());
    model.addAttribute("areas", Arrays.stream(Area.values()).map(a -> new Choice(a.code(), a.label())).toList());
    return "portal/needs";
  }

  @GetMapping("/portal/needs/standing")
  String ask(Model model) {
    return standing(model, null, Optional.empty());
  }

  /** Posted, so that a contact stands in no address. */
  @PostMapping("/portal/needs/standing")
  String standing(
      @RequestParam(defaultValue = "") String number, @RequestParam(defaultValue = "") String lastFour, Model model) {
    return standing(model, number, number.length() > 40 ? Optional.empty() : needs.standing(number, lastFour));
  }

  private static String standing(Model model, String asked, Optional<PublicNeeds.Standing> found) {
    model.addAttribute("title", "需求办理情况");
    model.addAttribute("asked", asked);
    model.addAttribute("found", found.orElse(null));
    return "portal/needStanding";
  }

  @GetMapping("/portal/solved/{code}")
  String question(@PathVariable String code, Model model) {
    return solved(model, code, needs.question(code).orElse(null), null);
  }

  @PostMapping("/portal/solved/{code}")
  String answer(
      @PathVariable String code,
      @RequestParam(defaultValue = "") String solved,
      @RequestParam(defaultValue = "") String note,
      Model model) {
    if (solved.equals("no") && note.isBlank()) {
      return solved(model, code, needs.question(code).orElse(null), "没有解决的，请写明“还差什么”。");
    }
    if (needs.answer(code, solved, note)) {
      solved(model, code, null, null);
      model.addAttribute("thanks", true);
      return "portal/solved";
    }
    return solved(model, code, needs.question(code).orElse(null), "请选择“解决了”或“没有解决”。");
  }

  private static String solved(Model model, String code, String question, String refused) {
    model.addAttribute("title", "需求解决了吗");
    model.addAttribute("code", code);
    model.addAttribute("thanks", false);
    model.addAttribute("question", question);
    model.addAttribute("refused", refused);
    return "portal/solved";
  }
}
