package org.hatchery.solicitation;

import java.util.Map;
import org.hatchery.engine.Rules;
import org.springframework.stereotype.Component;

/** Figures of proposalLimits.dmn and of nearTitle.dmn. */
@Component
class ProposalLimits {

  private final Rules rules;

  ProposalLimits(Rules rules) {
    this.rules = rules;
  }

  /** Volunteers that a team must have at least. */
  int fixedVolunteers() {
    return of("fixedVolunteers");
  }

  /** How long a project must have run for the lane of the mature. */
  int matureMonths() {
    return of("matureMonths");
  }

  int attachments() {
    return of("attachments");
  }

  /** @param similarity 0 to 1 by pg_trgm */
  boolean near(double similarity) {
    return (boolean) rules.decide("nearTitle", Map.of("similarity", similarity)).row().get("near");
  }

  private int of(String limit) {
    return rules.decide("proposalLimits", Map.of("limit", limit)).number("value");
  }
}
