package org.hatchery.desk;

import java.security.Principal;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.hatchery.calendar.Deadlines;
import org.hatchery.calendar.WorkCalendar;
import org.hatchery.organisation.Organisation;
import org.hatchery.organisation.Organisations;
import org.hatchery.publicity.Objections;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.server.ResponseStatusException;

/**
 * What a supervisor sees of the objections and reviews in the region: what is handled by when and how it was decided. Who
 * objects stands nowhere here: a supervisor decides nothing (DOMAIN.md, People).
 */
@Controller
class SupervisionPages {

  private final CaseRights rights;
  private final Organisations organisations;
  private final Objections objections;
  private final Deadlines deadlines;
  private final Clock clock;

  SupervisionPages(
      CaseRights rights, Organisations organisations, Objections objections, Deadlines deadlines, Clock clock) {
    this.rights = rights;
    this.organisations = organisations;
    this.objections = objections;
    this.deadlines = deadlines;
    this.clock = clock;
  }

  record Line(
      String number, String kind, String notice, String noticeTitle, String item, String owner, String at, String due,
      String state, String reason, boolean late) {}

  @GetMapping("/desk/supervision")
  String objections(Principal me, Model model) {
    if (!rights.supervises(me.getName())) {
      throw new ResponseStatusException(HttpStatus.FORBIDDEN);
    }
    List<Line> lines = objections.of(region(me.getName())).stream().map(this::line).toList();
    model.addAttribute("heading", "异议和复核");
    model.addAttribute("lines", lines);
    model.addAttribute("open", lines.stream().filter(line -> !line.due().isEmpty()).count());
    model.addAttribute("late", lines.stream().filter(Line::late).count());
    return "desk/supervision";
  }

  private List<String> region(String userId) {
    List<Organisation> region = rights.administrates(userId) ? organisations.all() : rights.supervised(userId);
    return region.stream().map(Organisation::code).toList();
  }

  private Line line(Objections.Standing standing) {
    boolean review = standing.kind().equals("RECONSIDERATION");
    boolean open = standing.decision().isEmpty();
    Instant due =
        deadlines.due(review ? "decideReconsideration" : "decideObjection", standing.registeredAt());
    boolean late = open && clock.instant().isAfter(due);
    return new Line(
        standing.number(),
        review ? "复核" : "异议",
        standing.notice(),
        standing.noticeTitle(),
        standing.item(),
        organisations.get(standing.owner()).name(),
        WorkCalendar.DAY.format(standing.registeredAt()),
        open ? WorkCalendar.DAY.format(due) : "",
        open ? (late ? "逾期未处理" : "处理中") : standing.decision(),
        standing.reason(),
        late);
  }
}
