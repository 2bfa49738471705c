package org.hatchery.incubation;

import org.hatchery.engine.Outcome;
import org.hatchery.engine.Step;
import org.hatchery.engine.Work;
import org.springframework.stereotype.Component;

/** The next milestone is to be reported, unless its report already waits for the mentor. */
@Component("openMilestone")
class OpenMilestone implements Step {

  private final PlannedMilestones milestones;
  private final MilestoneReports reports;

  OpenMilestone(PlannedMilestones milestones, MilestoneReports reports) {
    this.milestones = milestones;
    this.reports = reports;
  }

  @Override
  public Outcome run(Work work) {
    Milestone before = milestones.current(work.caseNumber());
    if (reports.handedIn(before).isPresent()) {
      return Outcome.silent("reported");
    }
    Milestone open = milestones.open(before);
    if (before.openedAt() != null && open.due().equals(before.due())) {
      return Outcome.silent("toReport");
    }
    return Outcome.of(
        "toReport", (before.openedAt() == null ? "开始" : "顺延") + "里程碑“" + open.title() + "”，截止 " + Day.text(open.due()));
  }
}
