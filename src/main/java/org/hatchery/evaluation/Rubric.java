package org.hatchery.evaluation;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import org.hatchery.engine.Rules;
import org.springframework.stereotype.Component;

/** The criteria of admission and their weights, rows of rubric.dmn. */
@Component("admissionRubric")
class Rubric {

  private final Rules rules;

  Rubric(Rules rules) {
    this.rules = rules;
  }

  /** @param weight highest score, above 0 */
  record Criterion(String code, String label, int weight) {

    /** As the score form names it. */
    String heading() {
      return label + "（满分 " + weight + "）";
    }

    /** Whether the points are less than so many per cent of the weight. */
    boolean below(BigDecimal points, int percent) {
      return points.multiply(BigDecimal.valueOf(100)).compareTo(BigDecimal.valueOf((long) weight * percent)) < 0;
    }
  }

  /** In the order of the table. */
  List<Criterion> criteria() {
    return rules.decide("rubric", Map.of("purpose", "admission")).rows().stream()
        .map(
            row ->
                new Criterion(
                    (String) row.get("criterion"), (String) row.get("label"), ((Number) row.get("weight")).intValue()))
        .toList();
  }

  /** The one place where evaluation rounds: half up to two decimals. */
  static BigDecimal rounded(BigDecimal dividend, long divisor) {
    return dividend.divide(BigDecimal.valueOf(divisor), 2, RoundingMode.HALF_UP);
  }
}
