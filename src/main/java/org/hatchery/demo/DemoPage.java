package org.hatchery.demo;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAccessor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hatchery.audit.Audit;
import org.hatchery.audit.AuditEvent;
import org.hatchery.audit.AuditKind;
import org.hatchery.calendar.WorkCalendar;
import org.hatchery.engine.Refusal;
import org.hatchery.notification.Inbox;
import org.hatchery.notification.Mail;
import org.hatchery.organisation.People;
import org.hatchery.organisation.Person;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The page from which one plays the demonstration: people, what waits for them, their mail, the clock. */
@Controller
@ConditionalOnProperty(name = "hatchery.demo", havingValue = "true")
class DemoPage {

  private static final int MAILS = 30;
  private static final String TASKLIST = "/camunda/app/tasklist/default/";
  private static final Pattern LINK = Pattern.compile("https?://[^\\s，。；、）)]+");
  private static final DateTimeFormatter OF_FIELD =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm").withZone(WorkCalendar.ZONE);

  private static final DateTimeFormatter OF_ANSWER =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ssXXX").withZone(WorkCalendar.ZONE);

  private final DemoClock clock;
  private final DemoWork work;
  private final Inbox inbox;
  private final Mail mail;
  private final People people;
  private final Audit audit;

  DemoPage(DemoClock clock, DemoWork work, Inbox inbox, Mail mail, People people, Audit audit) {
    this.clock = clock;
    this.work = work;
    this.inbox = inbox;
    this.mail = mail;
    this.people = people;
    this.audit = audit;
  }

  /**
   * A piece of a mail's text.
   *
   * @param path where the link leads on this server; null for plain text and for links to elsewhere
   */
  record Piece(String text, String path) {}

  /** @param person id of the recipient; null for somebody without an account */
  record Letter(String to, String person, String subject, String at, List<Piece> pieces) {}

  @GetMapping("/demo")
  String demo(@RequestParam(required = false) String person, Model model) {
    return page(model, person, null);
  }

  private String page(Model model, String person, String problem) {
    Instant now = clock.now();
    Optional<Person> whose = Optional.ofNullable(person).flatMap(people::find);
    model.addAttribute("now", DemoClock.text(now));
    model.addAttribute("nextWorkingDay", DemoClock.text(clock.nextWorkingDay()));
    model.addAttribute("nextDue", clock.nextDue().map(DemoClock::text).orElse(null));
    model.addAttribute("earliest", OF_FIELD.format(now.plus(1, ChronoUnit.MINUTES)));
    model.addAttribute("latest", OF_FIELD.format(now.plus(DemoClock.LONGEST)));
    model.addAttribute("move", clock.last().orElse(null));
    model.addAttribute("moveFrom", clock.last().map(move -> DemoClock.text(move.from())).orElse(null));
    model.addAttribute("moveTo", clock.last().map(move -> DemoClock.text(move.now())).orElse(null));
    model.addAttribute("problem", problem);
    model.addAttribute("regions", work.regions());
    model.addAttribute("waiting", work.waiting());
    model.addAttribute("whose", whose.orElse(null));
    model.addAttribute(
        "letters",
        (whose.isPresent() ? inbox.of(person) : inbox.latest(MAILS)).stream().limit(MAILS).map(this::letter).toList());
    model.addAttribute("password", DemoCity.PASSWORD);
    model.addAttribute("zone", WorkCalendar.ZONE);
    return "demo/demo";
  }

  /** Signs in as the person in a session of its own, without a password. */
  @PostMapping("/demo/sign-in")
  String signIn(
      @RequestParam(required = false) String user,
      @RequestParam(required = false) String to,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    Optional<Person> person = Optional.ofNullable(user).flatMap(people::find);
    if (person.isEmpty()) {
      response.setStatus(HttpServletResponse.SC_BAD_REQUEST);
      return page(model, null, "没有这个账号，请从下面的人物里选一个。");
    }
    if (request.getSession(false) != null) {
      request.getSession(false).invalidate();
    }
    SecurityContext context = SecurityContextHolder.createEmptyContext();
    context.setAuthentication(
        UsernamePasswordAuthenticationToken.authenticated(person.get().id(), null, List.of()));
    SecurityContextHolder.setContext(context);
    new HttpSessionSecurityContextRepository().saveContext(context, request, response);
    audit.add(AuditEvent.of(AuditKind.SIGN_IN, "演示首页").saying("演示：不用密码"));
    boolean here = to != null && to.matches("/(?![/\\\\])[^\\\\\\p{Cntrl}]*");
    return "redirect:" + (here ? to : TASKLIST);
  }

  /**
   * Moves the clock.
   *
   * @param to {@code next-working-day}, {@code next-timer}, or a moment as ISO 8601, with an offset or in Shanghai's time
   */
  @PostMapping("/demo/clock")
  Object move(
      @RequestParam(required = false) String to, HttpServletRequest request, HttpServletResponse response, Model model) {
    String accept = request.getHeader("Accept");
    boolean program = accept != null && accept.contains(MediaType.APPLICATION_JSON_VALUE);
    try {
      DemoClock.Move move = clock.moveTo(moment(to));
      return program
          ? ResponseEntity.ok(Map.of("now", OF_ANSWER.format(move.now()), "ran", move.ran()))
          : "redirect:/demo#clock";
    } catch (Refusal refusal) {
      if (program) {
        return ResponseEntity.badRequest().body(Map.of("message", refusal.text()));
      }
      response.setStatus(HttpServletResponse.SC_BAD_REQUEST);
      return page(model, null, refusal.text());
    }
  }

  private Instant moment(String to) {
    String text = to == null ? "" : to.strip();
    return switch (text) {
      case "" ->
          throw new Refusal("请说明要走到什么时候：to=next-working-day、to=next-timer，或一个时间如 to=2026-12-01T09:00。");
      case "next-working-day" -> clock.nextWorkingDay();
      case "next-timer" ->
          clock.nextDue().orElseThrow(() -> new Refusal("现在没有任何期限或定时在等待。请先办理一项任务，或直接选一个时间。"));
      default -> parsed(text);
    };
  }

  private static Instant parsed(String text) {
    try {
      TemporalAccessor parsed =
          DateTimeFormatter.ofPattern("yyyy-MM-dd['T'HH:mm[:ss][.SSSSSSSSS][.SSSSSS][.SSS][XXX]]")
              .parseBest(iso(text), OffsetDateTime::from, LocalDateTime::from, LocalDate::from);
      if (parsed instanceof OffsetDateTime moment) {
        return moment.toInstant();
      }
      LocalDateTime local =
          parsed instanceof LocalDateTime moment ? moment : ((LocalDate) parsed).atTime(9, 0);
      return local.atZone(WorkCalendar.ZONE).toInstant();
    } catch (DateTimeException e) {
      String shown = text.length() > 40 ? text.substring(0, 40) + "…" : text;
      throw new Refusal(
          "“" + shown + "”不是系统认识的时间。请写成 2026-12-01T09:00（北京时间）或 2026-12-01T09:00:00+08:00，"
              + "或用 next-working-day、next-timer。");
    }
  }

  /** A plus that was not encoded arrives as a blank, and people write a blank between date and time. */
  private static String iso(String text) {
    return text.replaceFirst("^(\\d{4}-\\d{2}-\\d{2}) (?=\\d)", "$1T").replaceFirst(" (\\d{2}:\\d{2})$", "+$1");
  }

  private Letter letter(Inbox.Delivered delivered) {
    String name =
        delivered.personId() == null
            ? delivered.recipient()
            : people.name(delivered.personId());
    return new Letter(
        name,
        delivered.personId(),
        delivered.subject(),
        DemoClock.text(delivered.sentAt()),
        pieces(delivered.text()));
  }

  private List<Piece> pieces(String text) {
    String here = mail.link("/");
    List<Piece> pieces = new ArrayList<>();
    Matcher link = LINK.matcher(text);
    int from = 0;
    while (link.find()) {
      pieces.add(new Piece(text.substring(from, link.start()), null));
      boolean ours = link.group().startsWith(here);
      pieces.add(new Piece(link.group(), ours ? "/" + link.group().substring(here.length()) : null));
      from = link.end();
    }
    pieces.add(new Piece(text.substring(from), null));
    return pieces;
  }
}
