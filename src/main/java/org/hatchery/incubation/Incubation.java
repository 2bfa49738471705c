package org.hatchery.incubation;

import java.util.Date;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.hatchery.project.Projects;
import org.springframework.stereotype.Component;

/** What the diagrams of incubation ask of the record. */
@Component("incubation")
public class Incubation {

  private final PlannedMilestones milestones;
  private final Projects projects;

  Incubation(PlannedMilestones milestones, Projects projects) {
    this.milestones = milestones;
    this.projects = projects;
  }

  /** @return when the milestone whose turn it is is so long overdue that rectification begins */
  public Date graceEnds(DelegateExecution execution) {
    return Date.from(milestones.graceEnds(milestones.current(execution.getProcessBusinessKey())));
  }

  /** @return whether a milestone was not rectified, so that the project leaves the library */
  public boolean left(DelegateExecution execution) {
    return "left".equals(projects.get(execution.getProcessBusinessKey()).result());
  }
}
