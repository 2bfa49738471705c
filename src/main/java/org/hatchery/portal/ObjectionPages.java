package org.hatchery.portal;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hatchery.calendar.WorkCalendar;
import org.hatchery.engine.Refusal;
import org.hatchery.publicity.Notices;
import org.hatchery.publicity.Objections;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/** Anyone may object to an announced result, and ask how the objection stands (DOMAIN.md, Public notice). */
@Controller
class ObjectionPages {

  private final Notices notices;
  private final Objections objections;

  ObjectionPages(Notices notices, Objections objections) {
    this.notices = notices;
    this.objections = objections;
  }

  record Choice(String value, String label) {}

  record Typed(String item, String facts, String objector, String contact) {}

  record Line(
      String number, String notice, String item, String at, boolean stated, String decision, String reason, String decidedAt) {}

  @GetMapping("/portal/notices/{number}/object")
  String form(@PathVariable String number, Model model) {
    return page(number, new Typed("", "", "", ""), null, model);
  }

  @PostMapping("/portal/notices/{number}/object")
  String object(
      @PathVariable String number,
      @RequestParam(defaultValue = "") String item,
      @RequestParam(defaultValue = "") String facts,
      @RequestParam(defaultValue = "") String objector,
      @RequestParam(defaultValue = "") String contact,
      Model model) {
    Typed typed = new Typed(item, facts, objector, contact);
    notices.find(number).orElseThrow(ObjectionPages::nothing);
    try {
      String objection = objections.receive(number, item, facts, objector, contact);
      model.addAttribute("title", "异议已收到");
      model.addAttribute("objection", objection);
      return "portal/objected";
    } catch (Refusal e) {
      return page(number, typed, e.text(), model);
    }
  }

  private String page(String number, Typed typed, String refused, Model model) {
    Notices.Notice notice = notices.find(number).orElseThrow(ObjectionPages::nothing);
    List<Choice> items =
        notices.items(number).stream()
            .filter(item -> item.state().equals("open"))
            .map(Notices.ItemState::item)
            .map(item -> new Choice(item.caseNumber(), item.title() + "（" + item.group() + "，" + item.result() + "）"))
            .toList();
    model.addAttribute("title", "提出异议");
    model.addAttribute("notice", notice);
    model.addAttribute("until", WorkCalendar.DAY.format(notice.endsAt()));
    model.addAttribute("items", items);
    model.addAttribute("typed", typed);
    model.addAttribute("refused", refused);
    return "portal/object";
  }

  private static ResponseStatusException nothing() {
    return new ResponseStatusException(HttpStatus.NOT_FOUND);
  }

  @GetMapping("/portal/objections")
  String ask(Model model) {
    return standing(model, null, null);
  }

  /** Posted, so that a contact stands in no address. */
  @PostMapping("/portal/objections")
  String standing(
      @RequestParam(defaultValue = "") String number, @RequestParam(defaultValue = "") String contact, Model model) {
    Optional<Objections.Standing> found =
        number.length() > 40 || contact.length() > 100 ? Optional.empty() : objections.standing(number, contact);
    return standing(model, number, found.map(ObjectionPages::line).orElse(null));
  }

  private static String standing(Model model, String asked, Line found) {
    model.addAttribute("title", "异议办理情况");
    model.addAttribute("asked", asked);
    model.addAttribute("found", found);
    return "portal/objections";
  }

  private static Line line(Objections.Standing standing) {
    return new Line(
        standing.number(), standing.noticeTitle(), standing.item(), day(standing.registeredAt()), standing.stated(),
        standing.decision(), standing.reason(), day(standing.decidedAt()));
  }

  private static String day(Instant at) {
    return at == null ? "" : WorkCalendar.DAY.format(at);
  }
}
