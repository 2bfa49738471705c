package org.hatchery.publicity;

import java.util.Map;
import org.hatchery.engine.Rules;
import org.springframework.stereotype.Component;

/** Figures of noticeFigures.dmn. */
@Component("noticeFigures")
class Figures {

  private final Rules rules;

  Figures(Rules rules) {
    this.rules = rules;
  }

  /** Minutes without an answer of the public pages that count as an outage. */
  int gapMinutes() {
    return of("gapMinutes");
  }

  /** A day with more minutes of outage than this does not count. */
  int downMinutes() {
    return of("downMinutes");
  }

  /** Objections to one notice from one contact. */
  int perContact() {
    return of("perContact");
  }

  /** How often a group may ask for the review of one result. */
  int reconsiderations() {
    return of("reconsiderations");
  }

  private int of(String figure) {
    return rules.decide("noticeFigures", Map.of("figure", figure)).number("value");
  }
}
