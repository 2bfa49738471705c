package org.hatchery.review;

import java.util.List;
import java.util.Map;
import org.hatchery.engine.Decision;
import org.hatchery.engine.Rules;
import org.springframework.stereotype.Component;

/** The rubric 观摩评比 (DOMAIN.md, 4), by the table reviewRubric.dmn. */
@Component
class Rubric {

  private static final List<String> CODES =
      List.of("satisfaction", "recognition", "milestones", "management", "team", "method", "growth");

  private final Rules rules;

  Rubric(Rules rules) {
    this.rules = rules;
  }

  List<Criterion> criteria() {
    return CODES.stream().map(this::criterion).toList();
  }

  /** What observers score, in the order of the form. */
  List<Criterion> observed() {
    return criteria().stream().filter(criterion -> !criterion.byResidents()).toList();
  }

  private Criterion criterion(String code) {
    Decision row = rules.decide("reviewRubric", Map.of("criterion", code));
    return new Criterion(
        code, row.text("label"), row.text("part"), row.number("weight"), row.text("source").equals("residents"));
  }
}
