package org.hatchery.publicity;

import org.hatchery.engine.Outcome;
import org.hatchery.engine.Step;
import org.hatchery.engine.Work;
import org.springframework.stereotype.Component;

/** The term to decide is over: those above are told. */
@Component("escalateResultReconsideration")
class EscalateResultReconsideration implements Step {

  private final Escalation escalation;

  EscalateResultReconsideration(Escalation escalation) {
    this.escalation = escalation;
  }

  @Override
  public Outcome run(Work work) {
    return escalation.of(work.caseNumber());
  }
}
