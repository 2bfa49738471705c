package org.hatchery.evaluation;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * What the reviewers' scores come to (DOMAIN.md section 2, aggregate). The order in which they come does not matter.
 *
 * @param reviewers how many scored
 * @param counted how many count once the highest and lowest are dropped
 * @param total mean of the counted totals, out of 100
 * @param spread highest less lowest total of all who scored, dropped ones too: a panel is to see every disagreement
 * @param weakest per cent of its weight that the weakest criterion reached
 */
record Aggregate(
    int reviewers, int counted, BigDecimal total, BigDecimal spread, BigDecimal weakest, List<Mean> criteria) {


  /** One reviewer's points by code of the criterion. */
  record Sheet(int seat, Map<String, BigDecimal> points) {

    BigDecimal sum() {
      return points.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    }
  }

  /** @param points mean of the counted reviewers @param percent of the weight */
  record Mean(String criterion, String label, int weight, BigDecimal points, BigDecimal percent) {}

  /**
   * @param sheets at least one more than are dropped
   * @throws IllegalArgumentException where nothing would be left to count
   */
  static Aggregate of(List<Rubric.Criterion> criteria, List<Sheet> sheets, int dropHighest, int dropLowest) {
    List<Sheet> sorted = new ArrayList<>(sheets);
    sorted.sort(Comparator.comparing(Sheet::sum).thenComparing(Sheet::seat));
    if (sorted.size() <= dropHighest + dropLowest) {
      throw new IllegalArgumentException(sheets.size() + " sheets, " + (dropHighest + dropLowest) + " to drop");
    }
    List<Sheet> counted = sorted.subList(dropLowest, sorted.size() - dropHighest);
    long full = criteria.stream().mapToLong(Rubric.Criterion::weight).sum();
    List<Mean> means =
        criteria.stream()
            .map(
                criterion -> {
                  BigDecimal sum =
                      counted.stream()
                          .map(sheet -> sheet.points().get(criterion.code()))
                          .reduce(BigDecimal.ZERO, BigDecimal::add);
                  return new Mean(
                      criterion.code(),
                      criterion.label(),
                      criterion.weight(),
                      Rubric.rounded(sum, counted.size()),
                      Rubric.rounded(hundredfold(sum), (long) counted.size() * criterion.weight()));
                })
            .toList();
    BigDecimal all = counted.stream().map(Sheet::sum).reduce(BigDecimal.ZERO, BigDecimal::add);
    BigDecimal apart = sorted.get(sorted.size() - 1).sum().subtract(sorted.get(0).sum());
    return new Aggregate(
        sheets.size(),
        counted.size(),
        Rubric.rounded(hundredfold(all), full * counted.size()),
        Rubric.rounded(hundredfold(apart), full),
        means.stream().map(Mean::percent).min(Comparator.naturalOrder()).orElseThrow(),
        means);
  }

  /**
   * What papers and presentation come to together, rounded once (DOMAIN.md section 2, presentation).
   *
   * @param papers the sheets that count, out of {@code full} each
   * @param presented the points of the presentation that count, out of 100 each; one or more
   * @param paperWeight per cent; the presentation has the rest
   */
  static BigDecimal together(
      List<Sheet> papers, long full, List<BigDecimal> presented, int paperWeight) {
    BigDecimal all = papers.stream().map(Sheet::sum).reduce(BigDecimal.ZERO, BigDecimal::add);
    BigDecimal spoken = presented.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    long of = full * papers.size();
    BigDecimal part = hundredfold(all).multiply(BigDecimal.valueOf((long) paperWeight * presented.size()));
    BigDecimal rest = spoken.multiply(BigDecimal.valueOf((100L - paperWeight) * of));
    return Rubric.rounded(part.add(rest), of * presented.size() * 100);
  }

  /** Without so many of the highest and lowest; in order. */
  static List<BigDecimal> trimmed(List<BigDecimal> points, int dropHighest, int dropLowest) {
    return points.stream().sorted().toList().subList(dropLowest, points.size() - dropHighest);
  }

  /** The sheets that count: sorted by sum, without so many of the highest and lowest. */
  static List<Sheet> counted(List<Sheet> sheets, int dropHighest, int dropLowest) {
    List<Sheet> sorted = new ArrayList<>(sheets);
    sorted.sort(Comparator.comparing(Sheet::sum).thenComparing(Sheet::seat));
    return sorted.subList(dropLowest, sorted.size() - dropHighest);
  }

  private static BigDecimal hundredfold(BigDecimal number) {
    return number.multiply(BigDecimal.valueOf(100));
  }
}
