package org.hatchery.incubation;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.hatchery.calendar.Deadlines;
import org.hatchery.engine.Outcome;
import org.hatchery.engine.Step;
import org.hatchery.engine.Work;
import org.springframework.stereotype.Component;

/** Finds from the record what comes next: a mentor, a milestone, or, when all are verified, the recommendation. */
@Component("nextStep")
class NextStep implements Step {

  private final PlannedMilestones milestones;
  private final MilestoneReports reports;
  private final Mentors mentors;
  private final Deadlines deadlines;
  private final Clock clock;

  NextStep(
      PlannedMilestones milestones, MilestoneReports reports, Mentors mentors, Deadlines deadlines, Clock clock) {
    this.milestones = milestones;
    this.reports = reports;
    this.mentors = mentors;
    this.deadlines = deadlines;
    this.clock = clock;
  }

  @Override
  public Outcome run(Work work) {
    if (mentors.serving(work.caseNumber()).isEmpty()) {
      return Outcome.silent("mentor");
    }
    Optional<Milestone> next = milestones.next(work.caseNumber());
    if (next.isEmpty()) {
      return Outcome.of("ready", "里程碑已全部核验通过");
    }
    return silent(next.get()) ? Outcome.of("mentor", "导师久未核验，请中心另行指派") : Outcome.silent("milestone");
  }

  /** The mentor has left a report lying for as long as the table allows, counted from when he had it. */
  private boolean silent(Milestone milestone) {
    return reports
        .handedIn(milestone)
        .map(report -> later(report.handedInAt(), mentors.since(milestone.caseNumber())))
        .filter(since -> !deadlines.due("mentorSilence", since).isAfter(clock.instant()))
        .isPresent();
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }
}
