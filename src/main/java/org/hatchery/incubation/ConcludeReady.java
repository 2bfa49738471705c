package org.hatchery.incubation;

import org.hatchery.engine.Outcome;
import org.hatchery.engine.Step;
import org.hatchery.engine.Work;
import org.hatchery.project.Projects;
import org.springframework.stereotype.Component;

/** Incubation comes to its end: the project is ready for the next round. */
@Component("concludeReady")
class ConcludeReady implements Step {

  private final Projects projects;

  ConcludeReady(Projects projects) {
    this.projects = projects;
  }

  @Override
  public Outcome run(Work work) {
    projects.conclude(work.caseNumber(), "ready");
    return Outcome.of("ready", "孵化完成，等待下一轮观摩评比");
  }
}
