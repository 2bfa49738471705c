package org.hatchery.desk;

import jakarta.servlet.http.HttpServletResponse;
import java.security.Principal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hatchery.audit.Audit;
import org.hatchery.audit.AuditChain;
import org.hatchery.audit.AuditEvent;
import org.hatchery.audit.AuditKind;
import org.hatchery.calendar.WorkCalendar;
import org.hatchery.engine.Refusal;
import org.hatchery.organisation.Level;
import org.hatchery.organisation.Organisation;
import org.springframework.http.HttpStatus;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/**
 * The audit for those who watch: administrators and supervisors of the city read all of it, other supervisors what the people of
 * their region did and what was done in its cases. That it is read is an entry too.
 */
@Controller
class AuditPages {

  private static final int LONGEST = 60;

  private final CaseRights rights;
  private final AuditList list;
  private final AuditChain chain;
  private final AuditWatch watch;
  private final Audit audit;

  AuditPages(
      CaseRights rights, AuditList list, AuditChain chain, AuditWatch watch, Audit audit) {
    this.rights = rights;
    this.list = list;
    this.chain = chain;
    this.watch = watch;
    this.audit = audit;
  }

  /** What was typed into the search. */
  record Asked(String who, String kind, String what, String from, String until) {

    Asked {
      who = who.replaceAll("\\p{Cntrl}", " ").strip();
      what = what.replaceAll("\\p{Cntrl}", " ").strip();
    }

    String told() {
      String told =
          Stream.of("谁：" + who, "类别：" + kind, "内容：" + what, "自：" + from, "至：" + until)
              .filter(part -> !part.endsWith("："))
              .collect(Collectors.joining("，"));
      return told.isEmpty() ? "全部" : told;
    }
  }

  record Line(
      long number, String at, String who, String kind, String what, String caseNumber, String details, String address) {}

  @GetMapping("/desk/audit")
  String page(
      @RequestParam(defaultValue = "") String who,
      @RequestParam(defaultValue = "") String kind,
      @RequestParam(defaultValue = "") String what,
      @RequestParam(defaultValue = "") String from,
      @RequestParam(defaultValue = "") String until,
      @RequestParam(defaultValue = "") String before,
      CsrfToken token,
      Principal me,
      Model model,
      HttpServletResponse response) {
    // the form that needs it stands behind a long table: its cookie would come too late
    token.getToken();
    List<String> region = region(me.getName());
    Asked asked = new Asked(who, kind, what, from, until);
    show(asked, before, region, model, response);
    return "desk/audit";
  }

  /** Goes through the whole chain; with a note of an earlier entry it shows whether that one is still the same. */
  @PostMapping("/desk/audit/check")
  String check(
      @RequestParam(defaultValue = "") String number,
      @RequestParam(defaultValue = "") String hash,
      Principal me,
      Model model,
      HttpServletResponse response) {
    List<String> region = region(me.getName());
    try {
      AuditChain.Result result = watch.check(mark(number.strip(), hash.strip().toLowerCase(Locale.ROOT)));
      model.addAttribute("checked", AuditWatch.said(result));
      model.addAttribute("whole", result.broken() == null);
    } catch (Refusal refusal) {
      refused(refusal, model, response);
      model.addAttribute("number", number);
      model.addAttribute("hash", hash);
    }
    show(new Asked("", "", "", "", ""), "", region, model, response);
    return "desk/audit";
  }

  private void show(Asked asked, String before, List<String> region, Model model, HttpServletResponse response) {
    List<AuditList.Entry> found = List.of();
    try {
      AuditList.Wanted wanted = wanted(asked, before, region);
      audit.add(AuditEvent.of(AuditKind.READ, "审计日志").saying("查找：" + asked.told()));
      found = list.find(wanted);
    } catch (Refusal refusal) {
      refused(refusal, model, response);
    }
    List<AuditList.Entry> shown = found.stream().limit(AuditList.AT_ONCE).toList();
    model.addAttribute("heading", "审计日志");
    model.addAttribute("asked", asked);
    model.addAttribute("kinds", AuditKind.values());
    model.addAttribute("longest", LONGEST);
    model.addAttribute("lines", shown.stream().map(AuditPages::line).toList());
    model.addAttribute("older", found.size() > shown.size() ? shown.get(shown.size() - 1).number() : null);
    model.addAttribute("all", region == null);
    model.addAttribute("head", chain.head().orElse(null));
    model.addAttribute("changeable", chain.changeable());
  }

  private static void refused(Refusal refusal, Model model, HttpServletResponse response) {
    response.setStatus(HttpServletResponse.SC_BAD_REQUEST);
    model.addAttribute("problem", refusal.text());
  }

  /** @return null: everything */
  private List<String> region(String userId) {
    if (rights.administrates(userId)) {
      return null;
    }
    List<Organisation> region = rights.supervised(userId);
    if (region.isEmpty()) {
      throw new ResponseStatusException(HttpStatus.FORBIDDEN);
    }
    boolean city = region.stream().anyMatch(organisation -> organisation.level() == Level.CITY && organisation.parent() == null);
    return city ? null : region.stream().map(Organisation::code).toList();
  }

  private static AuditList.Wanted wanted(Asked asked, String before, List<String> region) {
    if (asked.who().length() > LONGEST || asked.what().length() > LONGEST) {
      throw new Refusal("“" + (asked.who().length() > LONGEST ? "谁" : "编号或内容") + "”太长，最多 " + LONGEST + " 个字。");
    }
    AuditKind kind =
        asked.kind().isEmpty()
            ? null
            : Arrays.stream(AuditKind.values())
                .filter(known -> known.name().equals(asked.kind()))
                .findFirst()
                .orElseThrow(() -> new Refusal("“类别”只能选所列的一项。"));
    LocalDate from = day(asked.from(), "自");
    LocalDate until = day(asked.until(), "至");
    if (from != null && until != null && until.isBefore(from)) {
      throw new Refusal("“至”早于“自”，请改正。");
    }
    if (!before.matches("\\d{0,18}")) {
      throw new Refusal("翻页的条号不对，请重新查找。");
    }
    return new AuditList.Wanted(
        asked.who(), kind, asked.what(), from, until, before.isEmpty() ? 0 : Long.parseLong(before), region);
  }

  private static LocalDate day(String typed, String field) {
    try {
      LocalDate day = typed.isBlank() ? null : LocalDate.parse(typed.strip());
      if (day != null && (day.getYear() < 2000 || day.getYear() > 2999)) {
        throw new Refusal("“" + field + "”的年份不对，请写 2000 年以后的日期。");
      }
      return day;
    } catch (DateTimeParseException e) {
      throw new Refusal("“" + field + "”不是有效的日期，请按 2026-03-01 的样式填写。");
    }
  }

  private static AuditChain.Mark mark(String number, String hash) {
    if (number.isEmpty() && hash.isEmpty()) {
      return null;
    }
    if (!number.matches("[1-9]\\d{0,17}")) {
      throw new Refusal("“条号”应为记下的那一条的号码，是一个正整数。");
    }
    if (!hash.matches("[0-9a-f]{64}")) {
      throw new Refusal("“校验码”应为 64 个字符，只有数字和 a 到 f。");
    }
    return new AuditChain.Mark(Long.parseLong(number), hash);
  }

  private static Line line(AuditList.Entry entry) {
    String name = entry.name() == null ? "" : entry.name() + " ";
    return new Line(
        entry.number(),
        WorkCalendar.MOMENT.format(entry.at()),
        entry.who() == null ? "" : name + entry.who(),
        entry.kind().label(),
        entry.what(),
        entry.caseNumber(),
        entry.details(),
        entry.address());
  }
}
