package org.hatchery.project;

import org.hatchery.engine.Outcome;
import org.hatchery.engine.Step;
import org.hatchery.engine.Work;
import org.springframework.stereotype.Component;

/** Ends the regular operation of a brand. */
@Component("closeOperation")
class CloseOperation implements Step {

  private final Projects projects;

  CloseOperation(Projects projects) {
    this.projects = projects;
  }

  @Override
  public Outcome run(Work work) {
    projects.end(work.caseNumber(), "品牌运营结束");
    return Outcome.of("ended", "品牌运营结束");
  }
}
