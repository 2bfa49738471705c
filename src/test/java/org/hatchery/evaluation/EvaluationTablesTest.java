package org.hatchery.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hatchery.HatcheryTest;
import org.hatchery.engine.Decision;
import org.hatchery.engine.Rules;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Each row of the tables of evaluation at its boundary (DOMAIN.md section 2). */
@HatcheryTest
class EvaluationTablesTest {

  @Autowired Rules rules;
  @Autowired Rubric rubric;

  @ParameterizedTest
  @CsvSource({
    "100, 100, 0, admit", "75, 40, 0, admit", "75, 40, 1, admit", "75, 39.99, 0, revise", "75, 39.99, 1, reject",
    "74.99, 100, 0, revise", "74.99, 100, 1, reject", "60, 0, 0, revise", "60, 40, 1, reject", "59.99, 100, 0, reject",
    "59.99, 0, 1, reject", "0, 0, 0, reject"
  })
  void admission(double total, double weakest, int revisions, String conclusion) {
    assertThat(
            rules.decide("admission", Map.of("total", total, "weakest", weakest, "revisions", revisions)).text("conclusion"))
        .isEqualTo(conclusion);
  }

  @ParameterizedTest
  @CsvSource({
    "kind, GROUP, 申报主体, 符合", "kind, SOCIAL, 申报主体, 符合", "kind, PARTY, 申报主体, 不符合", "registration, REGISTERED, 登记情况, 符合",
    "registration, FILED, 登记情况, 符合", "registration, NONE, 登记情况, 须核对", "registration, EXCLUDED, 登记情况, 不符合", "area, open, 服务领域, 符合", "area, closed, 服务领域, 不符合",
    "region, inside, 服务地域, 符合", "region, outside, 服务地域, 不符合", "budgetOver, 0, 预算上限, 符合", "budgetOver, 0.01, 预算上限, 不符合",
    "budgetOver, -0.01, 预算上限, 符合", "volunteers, 10, 固定志愿者, 符合", "volunteers, 9, 固定志愿者, 不符合", "otherFunding, false, 其他资助, 符合",
    "otherFunding, true, 其他资助, 须核对", "missing, 0, 材料齐全, 符合", "missing, 1, 材料齐全, 须补正"
  })
  void eligibility(String fact, String value, String criterion, String verdict) {
    Map<String, Object> facts =
        new HashMap<>(
            Map.of(
                "kind", "GROUP", "registration", "FILED", "area", "open", "region", "inside", "budgetOver", 0.0, "volunteers",
                20, "otherFunding", false, "missing", 0));
    Object before = facts.get(fact);
    facts.put(
        fact,
        before instanceof Integer
            ? (Object) Integer.valueOf(value)
            : before instanceof Double ? (Object) Double.valueOf(value) : before instanceof Boolean ? (Object) Boolean.valueOf(value) : value);
    Decision decision = rules.decide("eligibility", facts);
    assertThat(decision.rows()).as("one finding for each criterion").hasSize(8);
    assertThat(decision.rows())
        .filteredOn(row -> criterion.equals(row.get("label")))
        .singleElement()
        .satisfies(row -> assertThat(row.get("verdict")).isEqualTo(verdict));
  }

  @ParameterizedTest
  @CsvSource({
    "ABNORMAL, unknown, 0, 须核对", "DISHONEST, unknown, 9, 须核对", "GRAVE, unknown, 0, 须核对",
    "ABNORMAL, none, 0, 符合", "DISHONEST, none, 0, 符合", "GRAVE, none, 0, 符合",
    "ABNORMAL, inForce, 0, 不符合", "DISHONEST, inForce, 5, 不符合", "GRAVE, inForce, 0, 不符合",
    "ABNORMAL, ended, 0, 不符合", "ABNORMAL, ended, 1, 符合", "DISHONEST, ended, 1, 不符合", "DISHONEST, ended, 2, 符合",
    "GRAVE, ended, 2, 不符合", "GRAVE, ended, 3, 符合", "GRAVE, ended, -1, 不符合"
  })
  void sanctions(String kind, String listed, int years, String verdict) {
    assertThat(rules.decide("sanctions", Map.of("kind", kind, "listed", listed, "years", years)).text("verdict"))
        .isEqualTo(verdict);
  }

  @ParameterizedTest
  @CsvSource({"3, 0", "4, 0", "5, 1", "9, 1"})
  void aggregation(int reviewers, int dropped) {
    Decision decision = rules.decide("aggregation", Map.of("reviewers", reviewers));
    assertThat(decision.number("dropHighest")).isEqualTo(dropped);
    assertThat(decision.number("dropLowest")).isEqualTo(dropped);
    assertThat(decision.row().get("spread")).isEqualTo(20.0);
  }

  @ParameterizedTest
  @CsvSource({"true, 40, 60", "false, 100, 0"})
  void components(boolean presentation, int papers, int presented) {
    Decision decision = rules.decide("components", Map.of("presentation", presentation));
    assertThat(decision.number("papers")).isEqualTo(papers);
    assertThat(decision.number("presentation")).isEqualTo(presented);
  }

  @Test
  void drawing() {
    for (String lane : List.of("seedling", "mature")) {
      Decision decision = rules.decide("drawing", Map.of("lane", lane));
      assertThat(decision.number("wanted")).isOdd().isGreaterThanOrEqualTo(3);
      assertThat(decision.number("least")).isEqualTo(3);
      assertThat(decision.number("clear")).isEqualTo(2);
      assertThat(decision.number("load")).isEqualTo(10);
    }
  }

  @ParameterizedTest
  @CsvSource({"corrections, 2", "revisions, 1", "commentBelow, 60", "postponements, 1"})
  void limits(String limit, int value) {
    assertThat(rules.decide("evaluationLimits", Map.of("limit", limit)).number("value")).isEqualTo(value);
  }

  @Test
  void theRubricIsThatOfTheDomainAndSumsToAHundred() {
    assertThat(rubric.criteria()).extracting(Rubric.Criterion::weight).containsExactly(25, 20, 15, 15, 15, 10);
    assertThat(rubric.criteria().stream().mapToInt(Rubric.Criterion::weight).sum()).isEqualTo(100);
  }
}
