package org.hatchery.solicitation;

import java.util.Map;
import org.hatchery.engine.Rules;
import org.springframework.stereotype.Component;

/** Figures of needLimits.dmn. */
@Component("needLimitFigures")
class NeedLimits {

  private final Rules rules;

  NeedLimits(Rules rules) {
    this.rules = rules;
  }

  /** The hand-over with which the next level rules. */
  int bounces() {
    return of("bounces");
  }

  /** How often a need that is not solved is opened anew. */
  int reopenings() {
    return of("reopenings");
  }

  /** Likeness in per cent from which two needs may be the same. */
  int near() {
    return of("near");
  }

  private int of(String limit) {
    return rules.decide("needLimits", Map.of("limit", limit)).number("value");
  }
}
