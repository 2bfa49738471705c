package org.hatchery.solicitation;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import org.hatchery.calendar.Deadlines;
import org.hatchery.calendar.WorkCalendar;
import org.hatchery.notification.Mail;
import org.hatchery.notification.Sweep;
import org.hatchery.organisation.People;
import org.hatchery.organisation.Role;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Reminds of drafts that were not handed in, so many working days before their call closes (DOMAIN.md, close). */
@Component
class DraftReminders implements Sweep {

  private static final LocalTime MORNING = LocalTime.of(9, 0);

  private final JdbcClient jdbc;
  private final Calls calls;
  private final Proposals proposals;
  private final Deadlines deadlines;
  private final WorkCalendar calendar;
  private final People people;
  private final Mail mail;
  private final Clock clock;
  private final TransactionTemplate transaction;

  DraftReminders(
      JdbcClient jdbc, Calls calls, Proposals proposals, Deadlines deadlines, WorkCalendar calendar, People people,
      Mail mail, Clock clock, TransactionTemplate transaction) {
    this.jdbc = jdbc;
    this.calls = calls;
    this.proposals = proposals;
    this.deadlines = deadlines;
    this.calendar = calendar;
    this.people = people;
    this.mail = mail;
    this.clock = clock;
    this.transaction = transaction;
  }

  /** One reminder of a call, by its row in deadlines.dmn. */
  private record Step(String name, Instant at) {}

  @Override
  public int sweep() {
    Instant now = clock.instant();
    return calls.ofStatus(Call.Status.OPEN).stream()
        .filter(call -> call.takesProposals(now))
        .mapToInt(call -> transaction.execute(status -> remind(call, now)))
        .sum();
  }

  private int remind(Call call, Instant now) {
    // where both are due the last one alone says it
    Optional<Step> due = steps(call).stream().filter(step -> !step.at().isAfter(now)).reduce((first, last) -> last);
    return due.map(step -> remind(call, step)).orElse(0);
  }

  private int remind(Call call, Step step) {
    List<Proposal> drafts =
        proposals.of(call.caseNumber(), Proposal.Status.DRAFT).stream()
            // one who has only just begun needs no reminder
            .filter(draft -> draft.startedAt().isBefore(step.at()) && first(draft, step, call.closes()))
            .toList();
    for (Proposal draft : drafts) {
      mail.toGroup(
          "draftReminder:" + draft.caseNumber() + ":" + step.name() + ":" + call.closes().getEpochSecond(),
          people.group(draft.group(), Role.LEADER),
          "申报书还没有提交：" + (draft.title().isEmpty() ? draft.caseNumber() : draft.title()),
          "您的申报草稿 " + draft.caseNumber() + " 还没有提交。榜单“" + call.terms().title() + "”"
              + Calls.when(call.closes()) + " 截止，过时不能提交。请在工作台打开“填写申报书”，填完后选“提交”。");
    }
    return drafts.size();
  }

  private boolean first(Proposal draft, Step step, Instant closes) {
    return jdbc.sql(
                """
                insert into hatchery.draft_reminder (case_number, step, closes, at)
                values (:number, :step, :closes, :now) on conflict do nothing
                """)
            .param("number", draft.caseNumber())
            .param("step", step.name())
            .param("closes", Timestamp.from(closes))
            .param("now", Timestamp.from(clock.instant()))
            .update()
        == 1;
  }

  private List<Step> steps(Call call) {
    return List.of(
        new Step("first", morning(call, deadlines.days("draftReminderFirst"))),
        new Step("last", morning(call, deadlines.days("draftReminderLast"))));
  }

  private Instant morning(Call call, int workingDaysBefore) {
    return calendar.minus(calendar.date(call.closes()), workingDaysBefore)
        .atTime(MORNING)
        .atZone(WorkCalendar.ZONE)
        .toInstant();
  }

  @Override
  public Optional<Instant> next(Instant now) {
    return calls.ofStatus(Call.Status.OPEN).stream()
        .flatMap(call -> steps(call).stream())
        .map(Step::at)
        .filter(at -> at.isAfter(now))
        .min(Instant::compareTo);
  }
}
