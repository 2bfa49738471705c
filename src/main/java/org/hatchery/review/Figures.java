package org.hatchery.review;

import java.util.Map;
import org.hatchery.engine.Rules;
import org.springframework.stereotype.Component;

/** Numbers of the review, by the table reviewFigures.dmn. */
@Component
class Figures {

  private final Rules rules;

  Figures(Rules rules) {
    this.rules = rules;
  }

  int of(String figure) {
    return rules.decide("reviewFigures", Map.of("figure", figure)).number("value");
  }
}
