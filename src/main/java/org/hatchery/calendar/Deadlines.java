package org.hatchery.calendar;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.Map;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.task.Task;
import org.hatchery.engine.Decision;
import org.hatchery.engine.KeptDraft;
import org.hatchery.engine.Rules;
import org.springframework.stereotype.Component;

/**
 * How long each step may take and when to remind of it, by the table deadlines.dmn (DOMAIN.md: every length is a row
 * of a table). A step is the id of a human task or the name of another term in the table.
 */
@Component("deadlines")
public class Deadlines {

  /** When people are at their desks: a reminder at midnight helps nobody. */
  private static final LocalTime REMINDERS_AT = LocalTime.of(9, 0);

  private final Rules rules;
  private final WorkCalendar calendar;
  private final Clock clock;
  private final TaskService tasks;

  Deadlines(Rules rules, WorkCalendar calendar, Clock clock, TaskService tasks) {
    this.tasks = tasks;
    this.rules = rules;
    this.calendar = calendar;
    this.clock = clock;
  }

  /**
   * For timers in diagrams: {@code ${deadlines.end(execution, 'confirmEnrolment')}}.
   *
   * @param step id of the task, where the timer stands on a task: then a saved draft does not begin the term anew
   * @return end of the term that begins now
   * @throws IllegalStateException where the table has no such step or leaves its end to the case
   */
  public Date end(DelegateExecution execution, String step) {
    return Date.from(KeptDraft.due(execution, step).orElseGet(() -> due(step, clock.instant())));
  }

  /**
   * @return 23:59:59 Shanghai of the last day of the term that begins at {@code from}, always on a working day: a
   *     term in calendar days that ends on a day off ends on the next working day (Civil Code, article 203)
   * @throws IllegalStateException where the table has no such step or leaves its end to the case
   */
  public Instant due(String step, Instant from) {
    return end(term(step), from);
  }

  /**
   * As {@link #due(String, Instant)}, where some days do not count.
   *
   * @param notCounted days in Asia/Shanghai that the term passes over
   */
  public Instant due(String step, Instant from, Set<LocalDate> notCounted) {
    Term term = term(step);
    boolean working = term.unit().equals("working");
    LocalDate day = calendar.date(from);
    for (int counted = 0; counted < term.days(); ) {
      day = day.plusDays(1);
      if (!notCounted.contains(day) && (!working || calendar.isWorkingDay(day))) {
        counted++;
      }
    }
    return calendar.endOfDay(working ? day : calendar.orNext(day));
  }

  /** @return length of the term in the table's unit; 0 where the case says when it ends */
  public int days(String step) {
    return term(step).days();
  }

  /** @return working days before the end at which to remind; 0: not at all */
  public int remindBefore(String step) {
    return term(step).remindBefore();
  }

  /**
   * Moves the end of open tasks, where the case says it anew (a call is extended, a milestone postponed): reminders
   * come for the new end. Tasks opened in the same transaction are not found; a boundary timer is not moved.
   *
   * @return number of tasks moved
   */
  public int move(String caseNumber, String step, Instant due) {
    List<Task> open =
        tasks.createTaskQuery().processInstanceBusinessKey(caseNumber).taskDefinitionKey(step).list();
    Dates dates = datesOf(step, due);
    for (Task task : open) {
      tasks.setDueDate(task.getId(), Date.from(dates.due()));
      tasks.setFollowUpDate(task.getId(), Date.from(dates.remindAt()));
    }
    return open.size();
  }

  /**
   * The two dates of a task that begins now.
   *
   * @param given end of the task where the case says it; null: by the table
   */
  Dates datesOf(String step, Instant given) {
    Term term = term(step);
    Instant now = clock.instant();
    Instant due = given == null ? end(term, now) : given;
    return new Dates(due, remindAt(term, due, now));
  }

  /**
   * @param remindAt 9:00 Shanghai of the working day so many working days before the end; the end itself where the
   *     table wants no reminder or that moment is past
   */
  record Dates(Instant due, Instant remindAt) {}

  private Term term(String step) {
    Decision row = rules.decide("deadlines", Map.of("taskId", step));
    if (row.rows().isEmpty()) {
      throw new IllegalStateException("deadlines.dmn has no row for the step " + step);
    }
    return new Term(step, row.number("days"), row.text("unit"), row.number("remindBefore"));
  }

  private record Term(String step, int days, String unit, int remindBefore) {}

  private Instant end(Term term, Instant from) {
    return switch (term.unit()) {
      case "working" -> calendar.endOfWorkingDay(from, term.days());
      case "calendar" -> calendar.endOfDay(calendar.orNext(calendar.date(from).plusDays(term.days())));
      case "case" -> throw new IllegalStateException("deadlines.dmn leaves the end of " + term.step() + " to the case");
      default -> throw new IllegalStateException("deadlines.dmn: unit of " + term.step() + " is " + term.unit());
    };
  }

  private Instant remindAt(Term term, Instant due, Instant now) {
    if (term.remindBefore() == 0) {
      return due;
    }
    LocalDate day = calendar.minus(calendar.date(due), term.remindBefore());
    Instant at = day.atTime(REMINDERS_AT).atZone(WorkCalendar.ZONE).toInstant();
    return at.isAfter(now) ? at : due;
  }
}
