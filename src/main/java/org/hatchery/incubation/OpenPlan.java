package org.hatchery.incubation;

import org.hatchery.engine.Outcome;
import org.hatchery.engine.Step;
import org.hatchery.engine.Work;
import org.springframework.stereotype.Component;

/** Opens the next version of the plan; its ten days run from here, however often the leader saves in between. */
@Component("openPlan")
class OpenPlan implements Step {

  private final Plans plans;

  OpenPlan(Plans plans) {
    this.plans = plans;
  }

  @Override
  public Outcome run(Work work) {
    plans.open(work.caseNumber());
    return Outcome.silent();
  }
}
