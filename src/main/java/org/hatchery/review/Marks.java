package org.hatchery.review;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a project reached, of 100 in all, two decimals.
 *
 * @param total of the parts before they were rounded
 */
record Marks(BigDecimal reputation, BigDecimal standing, BigDecimal replicability, BigDecimal total) {

  /**
   * Averages the observers' scores. Where residents' ratings do not count, their weight is spread over the rest in
   * proportion, so that 100 stays within reach (DOMAIN.md, 4, resident rating).
   *
   * @param scores points by code of criterion, one map for each observer who scored; not empty
   * @param satisfaction what residents gave, 0 to 1 of the full weight; empty where too few rated
   */
  static Marks of(List<Criterion> rubric, Collection<Map<String, Integer>> scores, Optional<BigDecimal> satisfaction) {
    if (scores.isEmpty()) {
      throw new IllegalArgumentException("Without a score there are no marks");
    }
    BigDecimal full = weight(rubric);
    BigDecimal counted =
        satisfaction.isPresent() ? full : weight(rubric.stream().filter(criterion -> !criterion.byResidents()).toList());
    BigDecimal spread = full.divide(counted, MathContext.DECIMAL128);
    BigDecimal reputation = part("reputation", rubric, scores, satisfaction).multiply(spread);
    BigDecimal standing = part("standing", rubric, scores, satisfaction).multiply(spread);
    BigDecimal replicability = part("replicability", rubric, scores, satisfaction).multiply(spread);
    return new Marks(
        rounded(reputation), rounded(standing), rounded(replicability),
        rounded(reputation.add(standing).add(replicability)));
  }

  private static BigDecimal part(
      String part, List<Criterion> rubric, Collection<Map<String, Integer>> scores, Optional<BigDecimal> satisfaction) {
    return rubric.stream()
        .filter(criterion -> criterion.part().equals(part))
        .map(criterion -> criterion.byResidents()
            ? satisfaction.orElse(BigDecimal.ZERO).multiply(BigDecimal.valueOf(criterion.weight()))
            : average(criterion.code(), scores))
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private static BigDecimal average(String criterion, Collection<Map<String, Integer>> scores) {
    int sum = scores.stream().mapToInt(score -> score.get(criterion)).sum();
    return BigDecimal.valueOf(sum).divide(BigDecimal.valueOf(scores.size()), MathContext.DECIMAL128);
  }

  private static BigDecimal weight(List<Criterion> rubric) {
    return BigDecimal.valueOf(rubric.stream().mapToInt(Criterion::weight).sum());
  }

  /** The one place where marks are rounded; the tiny remainder of thirds must not tip a half. */
  private static BigDecimal rounded(BigDecimal points) {
    return points.setScale(12, RoundingMode.HALF_UP).setScale(2, RoundingMode.HALF_UP);
  }
}
