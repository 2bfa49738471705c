package org.hatchery.publicity;

import org.hatchery.engine.Outcome;
import org.hatchery.engine.Step;
import org.hatchery.engine.Work;
import org.springframework.stereotype.Component;

/** What was decided on a review takes effect, and everyone concerned is told. */
@Component("applyReconsideration")
class ApplyReconsideration implements Step {

  private final Handled handled;

  ApplyReconsideration(Handled handled) {
    this.handled = handled;
  }

  @Override
  public Outcome run(Work work) {
    handled.apply(work.caseNumber());
    return Outcome.silent();
  }
}
