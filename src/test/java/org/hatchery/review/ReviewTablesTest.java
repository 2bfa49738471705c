package org.hatchery.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.Map;
import org.hatchery.HatcheryTest;
import org.hatchery.engine.Rules;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

/** The tables of the review at their boundaries, with the figures that ship (DOMAIN.md, 4). */
@HatcheryTest
class ReviewTablesTest {

  @Autowired Rules rules;
  @Autowired Figures figures;
  @Autowired Rubric rubric;

  @ParameterizedTest
  @CsvSource({
    "100.00, true, excellent", "80.00, true, excellent", "79.99, true, pass", "100.00, false, pass", "80.00, false, pass",
    "60.00, true, pass", "60.00, false, pass", "59.99, true, fail", "59.99, false, fail", "0, true, fail", "0, false, fail"
  })
  void outcome(double score, boolean top, String result) {
    assertThat(rules.decide("reviewOutcome", Map.of("score", score, "top", top)).text("result")).isEqualTo(result);
  }

  @ParameterizedTest
  @CsvSource({"observers, 3", "ratings, 10", "commentBelow, 60", "excellentShare, 30", "deferrals, 1", "failsRunning, 2"})
  void figure(String name, int value) {
    assertThat(figures.of(name)).isEqualTo(value);
  }

  @Test
  void theRubricIsThePapers() {
    assertThat(rubric.criteria())
        .extracting(Criterion::code, Criterion::part, Criterion::weight, Criterion::byResidents)
        .containsExactly(
            tuple("satisfaction", "reputation", 20, true),
            tuple("recognition", "reputation", 10, false),
            tuple("milestones", "standing", 20, false),
            tuple("management", "standing", 15, false),
            tuple("team", "standing", 10, false),
            tuple("method", "replicability", 15, false),
            tuple("growth", "replicability", 10, false));
    assertThat(rubric.criteria().stream().mapToInt(Criterion::weight).sum()).isEqualTo(100);
  }
}
