package org.hatchery.review;

import org.hatchery.engine.Outcome;
import org.hatchery.engine.Step;
import org.hatchery.engine.Work;
import org.springframework.stereotype.Component;

/** Puts the project on the list from which a round invites, in the transaction in which it comes to wait. */
@Component("listForReview")
class ListForReview implements Step {

  private final Participations participations;

  ListForReview(Participations participations) {
    this.participations = participations;
  }

  @Override
  public Outcome run(Work work) {
    return participations.list(work.caseNumber())
        ? Outcome.of("listed", "列入待评名单，等待下一轮观摩评比")
        : Outcome.silent("listed");
  }
}
