package org.hatchery.project;

import org.hatchery.engine.Outcome;
import org.hatchery.engine.Step;
import org.hatchery.engine.Work;
import org.springframework.stereotype.Component;

/** One more cycle of incubation, ready for the next round (DOMAIN.md, Review, result). */
@Component("nextCycle")
class NextCycle implements Step {

  private final Projects projects;

  NextCycle(Projects projects) {
    this.projects = projects;
  }

  @Override
  public Outcome run(Work work) {
    projects.nextCycle(work.caseNumber());
    return Outcome.of("next", "再孵化一轮，现为第 " + projects.get(work.caseNumber()).cycle() + " 轮");
  }
}
