package org.hatchery.portal;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.hatchery.calendar.WorkCalendar;
import org.hatchery.organisation.Organisations;
import org.hatchery.project.CallTerms;
import org.hatchery.project.Project;
import org.hatchery.project.Projects;
import org.hatchery.publicity.Corrections;
import org.hatchery.publicity.Notices;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.server.ResponseStatusException;

/** Public notices 公示 and the library 项目库. Nothing personal stands here but the names of the reviewers. */
@Controller
class PublicPages {

  private static final int MOST_NOTICES = 100;
  private static final Map<String, String> STATES =
      Map.of("open", "公示中", "stands", "已生效", "cancelled", "异议成立，已取消", "redecide", "异议成立，重新决定", "moot", "项目已结束");

  private final Notices notices;
  private final Projects projects;
  private final CallTerms terms;
  private final Organisations organisations;
  private final Corrections corrections;
  private final Clock clock;

  PublicPages(
      Notices notices, Projects projects, CallTerms terms, Organisations organisations, Corrections corrections,
      Clock clock) {
    this.corrections = corrections;
    this.notices = notices;
    this.projects = projects;
    this.terms = terms;
    this.organisations = organisations;
    this.clock = clock;
  }

  record NoticeLine(String number, String title, String owner, String from, String until, boolean up) {}

  record ItemLine(String title, String group, String result, String score, String amount, String reviewers, String state) {}

  record CorrectionLine(String item, String at, String old, String reason) {}

  record LibraryLine(String number, String title, String group, String community, String area, String stage) {}

  @GetMapping("/portal")
  String portal() {
    return "redirect:/portal/notices";
  }

  @GetMapping("/portal/notices")
  String notices(Model model) {
    model.addAttribute("title", "公示");
    model.addAttribute("notices", notices.latest(MOST_NOTICES).stream().map(this::line).toList());
    return "portal/notices";
  }

  @GetMapping("/portal/notices/{number}")
  String notice(@PathVariable String number, Model model) {
    Notices.Notice notice =
        notices.find(number).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    List<Notices.ItemState> items = notices.items(number);
    model.addAttribute("title", notice.title());
    model.addAttribute("notice", line(notice));
    model.addAttribute("items", items.stream().map(PublicPages::line).toList());
    model.addAttribute("prolonged", notice.prolonged());
    model.addAttribute("corrections", corrections.made(number).stream().map(PublicPages::line).toList());
    model.addAttribute("terms", items.stream().findFirst().flatMap(this::terms).orElse(null));
    return "portal/notice";
  }

  @GetMapping("/portal/library")
  String library(Model model) {
    model.addAttribute("title", "项目库");
    model.addAttribute("projects", projects.library().stream().map(this::line).toList());
    return "portal/library";
  }

  /** The phones are those of the call from which the projects came. */
  private java.util.Optional<CallTerms.Terms> terms(Notices.ItemState item) {
    return projects.find(item.item().caseNumber()).map(Project::call).flatMap(terms::find);
  }

  private NoticeLine line(Notices.Notice notice) {
    Instant now = clock.instant();
    return new NoticeLine(
        notice.number(),
        notice.title(),
        organisations.get(notice.owner()).name(),
        WorkCalendar.DAY.format(notice.openedAt()),
        WorkCalendar.DAY.format(notice.endsAt()),
        !now.isAfter(notice.endsAt()));
  }

  private static ItemLine line(Notices.ItemState announced) {
    Notices.Item item = announced.item();
    return new ItemLine(
        item.title(),
        item.group(),
        item.result(),
        item.score() == null ? "—" : item.score().toPlainString(),
        amount(item.amountFen()),
        item.reviewers(),
        STATES.get(announced.state()));
  }

  private static CorrectionLine line(Corrections.Made made) {
    return new CorrectionLine(
        made.item(),
        WorkCalendar.DAY.format(made.at()),
        made.oldTitle() + "，" + made.oldGroupName() + "，" + amount(made.oldAmountFen())
            + (made.oldReviewers().isEmpty() ? "" : "，评审人 " + made.oldReviewers()),
        made.reason());
  }

  private static String amount(Long fen) {
    return fen == null ? "—" : BigDecimal.valueOf(fen, 2).toPlainString() + " 元";
  }

  private LibraryLine line(Project project) {
    return new LibraryLine(
        project.number(),
        project.title(),
        organisations.get(project.group()).name(),
        organisations.get(project.community()).name(),
        project.area().label(),
        project.stage().label());
  }
}
