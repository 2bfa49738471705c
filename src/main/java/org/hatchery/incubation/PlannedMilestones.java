package org.hatchery.incubation;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.hatchery.calendar.Deadlines;
import org.hatchery.calendar.WorkCalendar;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Milestones 里程碑 of approved plans: one after another in the order planned (DOMAIN.md, Incubation, milestones). */
@Component
class PlannedMilestones {

  private final JdbcClient jdbc;
  private final Clock clock;
  private final Deadlines deadlines;
  private final WorkCalendar calendar;

  PlannedMilestones(JdbcClient jdbc, Clock clock, Deadlines deadlines, WorkCalendar calendar) {
    this.jdbc = jdbc;
    this.clock = clock;
    this.deadlines = deadlines;
    this.calendar = calendar;
  }

  /** Adds those of an approved plan behind those the case has. */
  void add(Plan plan) {
    int seq = all(plan.caseNumber()).size();
    for (Plan.Step step : plan.content().milestones()) {
      seq++;
      jdbc.sql(
              """
              insert into hatchery.milestone (case_number, seq, plan_version, title, planned_due, due, evidence,
                instalment_fen)
              values (:caseNumber, :seq, :version, :title, :due, :due, :evidence, :fen)
              """)
          .param("caseNumber", plan.caseNumber())
          .param("seq", seq)
          .param("version", plan.version())
          .param("title", step.title())
          .param("due", step.due())
          .param("evidence", step.evidence())
          .param("fen", step.fen())
          .update();
    }
  }

  /** In their order. */
  List<Milestone> all(String caseNumber) {
    return jdbc.sql("select * from hatchery.milestone where case_number = :caseNumber order by seq")
        .param("caseNumber", caseNumber)
        .query(Milestone.class)
        .list();
  }

  /** Whose turn it is; empty where all are verified. */
  Optional<Milestone> next(String caseNumber) {
    return all(caseNumber).stream().filter(milestone -> milestone.verifiedAt() == null).findFirst();
  }

  /** @throws IllegalStateException where all are verified */
  Milestone current(String caseNumber) {
    return next(caseNumber).orElseThrow(() -> new IllegalStateException("No milestone of " + caseNumber + " is open"));
  }

  /** Sum of all instalments of the case in fen, verified or not. */
  long instalmentsFen(String caseNumber) {
    return all(caseNumber).stream().mapToLong(Milestone::instalmentFen).sum();
  }

  /**
   * It is to be reported from now on: whoever starts late, is sent back or comes from a rectification has the days of
   * {@code milestoneAgain} left.
   */
  Milestone open(Milestone milestone) {
    Instant now = clock.instant();
    LocalDate earliest = calendar.date(deadlines.due("milestoneAgain", now));
    jdbc.sql(
            """
            update hatchery.milestone set opened_at = coalesce(opened_at, :now), due = greatest(due, :earliest)
            where case_number = :caseNumber and seq = :seq
            """)
        .param("now", Timestamp.from(now))
        .param("earliest", earliest)
        .param("caseNumber", milestone.caseNumber())
        .param("seq", milestone.seq())
        .update();
    return current(milestone.caseNumber());
  }

  void verify(Milestone milestone, String by) {
    jdbc.sql(
            """
            update hatchery.milestone set verified_at = :now, verified_by = :by
            where case_number = :caseNumber and seq = :seq
            """)
        .param("now", Timestamp.from(clock.instant()))
        .param("by", by)
        .param("caseNumber", milestone.caseNumber())
        .param("seq", milestone.seq())
        .update();
  }

  /** End of the day until which it is to be reported. */
  Instant dueAt(Milestone milestone) {
    return calendar.endOfDay(milestone.due());
  }

  /** When the days of grace behind it are over too and rectification begins. */
  Instant graceEnds(Milestone milestone) {
    return deadlines.due("milestoneGrace", dueAt(milestone));
  }
}
