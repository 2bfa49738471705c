package org.hatchery.review;

import org.hatchery.engine.Outcome;
import org.hatchery.engine.Step;
import org.hatchery.engine.Work;
import org.springframework.stereotype.Component;

/**
 * An upheld objection cancelled the result. It counts neither as passed nor as one of the failures that lead out of the
 * library; what was found is put right first, so the project goes to rectification.
 */
@Component("voidResult")
class VoidResult implements Step {

  private final Participations participations;
  private final Entries entries;

  VoidResult(Participations participations, Entries entries) {
    this.participations = participations;
    this.entries = entries;
  }

  @Override
  public Outcome run(Work work) {
    entries.annul(participations.round(work.caseNumber()), work.caseNumber());
    return Outcome.of("voided", "公示期异议成立，本轮结果取消，须先整改");
  }
}
