package org.hatchery.evaluation;

import java.util.Map;
import org.hatchery.engine.Rules;
import org.springframework.stereotype.Component;

/** Figures of evaluationLimits.dmn. */
@Component("evaluationLimits")
class Limits {

  private final Rules rules;

  Limits(Rules rules) {
    this.rules = rules;
  }

  /** How often screening may return a proposal. */
  int corrections() {
    return of("corrections");
  }

  /** How often a conclusion may ask for a revision. */
  int revisions() {
    return of("revisions");
  }

  /** Per cent of a criterion's weight below which a comment is demanded. */
  int commentBelow() {
    return of("commentBelow");
  }

  /** How often a presentation is put off with cause. */
  int postponements() {
    return of("postponements");
  }

  private int of(String limit) {
    return rules.decide("evaluationLimits", Map.of("limit", limit)).number("value");
  }
}
