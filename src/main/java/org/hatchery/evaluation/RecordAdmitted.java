package org.hatchery.evaluation;

import org.hatchery.engine.Outcome;
import org.hatchery.engine.Step;
import org.hatchery.engine.Work;
import org.hatchery.project.Projects;
import org.springframework.stereotype.Component;

/** The notice stands and the conclusion was to admit: the spine gives the number and tells the leader. */
@Component("recordAdmitted")
class RecordAdmitted implements Step {

  private final Projects projects;

  RecordAdmitted(Projects projects) {
    this.projects = projects;
  }

  @Override
  public Outcome run(Work work) {
    projects.conclude(work.caseNumber(), "admitted");
    return Outcome.of("admitted", "公示无异议，评估通过");
  }
}
