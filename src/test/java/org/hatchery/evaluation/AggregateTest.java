package org.hatchery.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** DOMAIN.md section 2, aggregate. */
class AggregateTest {

  private static final List<Rubric.Criterion> CRITERIA =
      List.of(new Rubric.Criterion("need", "需求", 60), new Rubric.Criterion("plan", "方案", 40));

  private static Aggregate.Sheet sheet(int seat, String need, String plan) {
    return new Aggregate.Sheet(seat, Map.of("need", new BigDecimal(need), "plan", new BigDecimal(plan)));
  }

  @Test
  void threeCountAllAndRoundHalfUp() {
    Aggregate result =
        Aggregate.of(CRITERIA, List.of(sheet(1, "50", "30"), sheet(2, "50", "30.1"), sheet(3, "40.5", "20")), 0, 0);
    assertThat(result.total()).isEqualTo("73.53"); // 220.6 / 3 = 73.5333
    assertThat(result.spread()).isEqualTo("19.60");
    assertThat(result.weakest()).isEqualTo("66.75"); // 80.1 / 120
    assertThat(result.counted()).isEqualTo(3);
    assertThat(Aggregate.of(CRITERIA, List.of(sheet(1, "0.1", "0"), sheet(2, "0", "0"), sheet(3, "0", "0"), sheet(4, "0", "0"),
        sheet(5, "0", "0"), sheet(6, "0", "0"), sheet(7, "0", "0"), sheet(8, "0", "0")), 0, 0).total())
        .as("0.0125 rounds to 0.01").isEqualTo("0.01");
    assertThat(Aggregate.of(CRITERIA, List.of(sheet(1, "0.1", "0"), sheet(2, "0.2", "0"), sheet(3, "0", "0"), sheet(4, "0", "0")), 0, 0).total())
        .as("0.075 rounds half up").isEqualTo("0.08");
  }

  @Test
  void fiveDropTheHighestAndTheLowestButTheSpreadSeesThem() {
    Aggregate result =
        Aggregate.of(
            CRITERIA,
            List.of(sheet(1, "60", "40"), sheet(2, "48", "32"), sheet(3, "48", "32"), sheet(4, "48", "32"), sheet(5, "6", "4")),
            1, 1);
    assertThat(result.total()).isEqualTo("80.00");
    assertThat(result.spread()).isEqualTo("90.00");
    assertThat(result.reviewers()).isEqualTo(5);
    assertThat(result.counted()).isEqualTo(3);
  }

  @Test
  void theOrderInWhichScoresComeDoesNotMatter() {
    Random random = new Random(7);
    for (int run = 0; run < 200; run++) {
      List<Aggregate.Sheet> sheets =
          new ArrayList<>(
              IntStream.rangeClosed(1, 5 + 2 * random.nextInt(3))
                  .mapToObj(seat -> sheet(seat, BigDecimal.valueOf(random.nextInt(601), 1).toString(),
                      BigDecimal.valueOf(random.nextInt(401), 1).toString()))
                  .toList());
      Aggregate once = Aggregate.of(CRITERIA, sheets, 1, 1);
      Collections.shuffle(sheets, random);
      assertThat(Aggregate.of(CRITERIA, sheets, 1, 1)).isEqualTo(once);
      assertThat(once.total()).isBetween(BigDecimal.ZERO, new BigDecimal(100));
    }
  }

  @Test
  void trimmingNeverMovesAScoreOutsideTheRangeOfWhatWasGiven() {
    Random random = new Random(17);
    for (int run = 0; run < 500; run++) {
      List<Aggregate.Sheet> sheets =
          IntStream.rangeClosed(1, 5 + 2 * random.nextInt(4))
              .mapToObj(seat -> sheet(seat, BigDecimal.valueOf(random.nextInt(601), 1).toString(),
                  BigDecimal.valueOf(random.nextInt(401), 1).toString()))
              .toList();
      List<BigDecimal> totals = sheets.stream().map(Aggregate.Sheet::sum).sorted().toList();
      BigDecimal trimmed = Aggregate.of(CRITERIA, sheets, 1, 1).total();
      BigDecimal tolerance = new BigDecimal("0.005");
      assertThat(trimmed)
          .isBetween(totals.get(1).subtract(tolerance), totals.get(totals.size() - 2).add(tolerance))
          .isBetween(totals.get(0), totals.get(totals.size() - 1));
    }
  }

  @Test
  void nothingLeftToCountIsRefused() {
    assertThatThrownBy(() -> Aggregate.of(CRITERIA, List.of(sheet(1, "1", "1"), sheet(2, "1", "1")), 1, 1))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
