package org.hatchery.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** DOMAIN.md, 4, ranking and resident rating: what marks and places come to, whatever the order. */
class RankingTest {

  private static final List<Criterion> RUBRIC =
      List.of(
          new Criterion("satisfaction", "", "reputation", 20, true),
          new Criterion("recognition", "", "reputation", 10, false),
          new Criterion("milestones", "", "standing", 20, false),
          new Criterion("management", "", "standing", 15, false),
          new Criterion("team", "", "standing", 10, false),
          new Criterion("method", "", "replicability", 15, false),
          new Criterion("growth", "", "replicability", 10, false));

  private static Map<String, Integer> score(int recognition, int milestones, int management, int team, int method, int growth) {
    return Map.of(
        "recognition", recognition, "milestones", milestones, "management", management, "team", team, "method", method,
        "growth", growth);
  }

  private static Marks marks(String total, String reputation, String standing, String replicability) {
    return new Marks(
        new BigDecimal(reputation), new BigDecimal(standing), new BigDecimal(replicability), new BigDecimal(total));
  }

  @Test
  void fullMarksAreAHundredWithAndWithoutResidents() {
    List<Map<String, Integer>> full = List.of(score(10, 20, 15, 10, 15, 10));
    assertThat(Marks.of(RUBRIC, full, Optional.empty())).isEqualTo(marks("100.00", "12.50", "56.25", "31.25"));
    assertThat(Marks.of(RUBRIC, full, Optional.of(BigDecimal.ONE))).isEqualTo(marks("100.00", "30.00", "45.00", "25.00"));
    assertThat(Marks.of(RUBRIC, full, Optional.of(BigDecimal.ZERO)).total()).isEqualByComparingTo("80");
  }

  @Test
  void observersAreAveragedAndRoundedHalfUpOnce() {
    // 61/3 of 80 observed points for the one criterion: 20.333… spread over 100 is 25.4166…
    Marks thirds = Marks.of(RUBRIC, List.of(score(0, 20, 0, 0, 0, 0), score(0, 20, 0, 0, 0, 0), score(0, 19, 0, 0, 0, 1)), Optional.empty());
    assertThat(thirds.standing()).isEqualByComparingTo("24.58");
    assertThat(thirds.replicability()).isEqualByComparingTo("0.42");
    assertThat(thirds.total()).isEqualByComparingTo("25.00");
    // eight observers, one point among them: 0.125 of 80 is 0.15625 of 100; with residents exactly 0.125, half up
    List<Map<String, Integer>> eight = new ArrayList<>(Collections.nCopies(7, score(0, 0, 0, 0, 0, 0)));
    eight.add(score(1, 0, 0, 0, 0, 0));
    assertThat(Marks.of(RUBRIC, eight, Optional.empty()).total()).isEqualByComparingTo("0.16");
    assertThat(Marks.of(RUBRIC, eight, Optional.of(BigDecimal.ZERO)).total()).isEqualByComparingTo("0.13");
  }

  @Test
  void withoutAScoreThereAreNoMarks() {
    assertThatThrownBy(() -> Marks.of(RUBRIC, List.of(), Optional.empty())).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void placesGoByTotalThenReputationThenStandingThenReplicability() {
    List<Ranking.Candidate> candidates =
        List.of(
            new Ranking.Candidate("E", marks("70.00", "20", "30", "20")),
            new Ranking.Candidate("A", marks("90.00", "10", "50", "30")),
            new Ranking.Candidate("D", marks("80.00", "20", "30", "30")),
            new Ranking.Candidate("B", marks("80.00", "25", "30", "25")),
            new Ranking.Candidate("C", marks("80.00", "20", "35", "25")),
            new Ranking.Candidate("F", marks("70.00", "20", "30", "19")));
    assertThat(Ranking.of(candidates, 30))
        .extracting(Ranking.Placed::caseNumber, Ranking.Placed::place, Ranking.Placed::top)
        .containsExactly(
            tuple("A", 1, true), tuple("B", 2, false), tuple("C", 3, false), tuple("D", 4, false), tuple("E", 5, false),
            tuple("F", 6, false));
  }

  @Test
  void aTrueTieSharesThePlaceAndTheTop() {
    Marks same = marks("85.00", "20", "40", "25");
    assertThat(Ranking.of(
            List.of(
                new Ranking.Candidate("B", same),
                new Ranking.Candidate("A", same),
                new Ranking.Candidate("C", marks("84.99", "20", "40", "24.99"))),
            30))
        .extracting(Ranking.Placed::caseNumber, Ranking.Placed::place, Ranking.Placed::top)
        .containsExactly(tuple("A", 1, true), tuple("B", 1, true), tuple("C", 3, false));
  }

  @Test
  void theTopIsThreeInTenAndAtLeastOne() {
    for (int size : List.of(1, 2, 3, 6, 7, 9, 10, 20)) {
      List<Ranking.Candidate> candidates =
          IntStream.range(0, size)
              .mapToObj(i -> new Ranking.Candidate("P" + i, marks(String.valueOf(100 - i), "1", "1", "1")))
              .toList();
      assertThat(Ranking.of(candidates, 30).stream().filter(Ranking.Placed::top)).hasSize(Math.max(1, size * 3 / 10));
    }
    assertThat(Ranking.of(List.of(), 30)).isEmpty();
  }

  @Test
  void theOrderInWhichProjectsComeDoesNotMatter() {
    Random random = new Random(42);
    for (int round = 0; round < 200; round++) {
      List<Ranking.Candidate> candidates = new ArrayList<>();
      for (int i = 0; i < 1 + random.nextInt(12); i++) {
        // few different values, so that ties are common
        candidates.add(new Ranking.Candidate(
            "P" + i,
            marks("" + (60 + random.nextInt(3)), "" + random.nextInt(2), "" + random.nextInt(2), "" + random.nextInt(2))));
      }
      List<Ranking.Placed> places = Ranking.of(candidates, 30);
      Collections.shuffle(candidates, random);
      assertThat(Ranking.of(candidates, 30)).isEqualTo(places);
      assertThat(places.get(0).place()).isEqualTo(1);
      for (int i = 1; i < places.size(); i++) {
        Ranking.Placed before = places.get(i - 1);
        Ranking.Placed here = places.get(i);
        assertThat(here.place()).isEqualTo(here.marks().equals(before.marks()) ? before.place() : i + 1);
      }
    }
  }
}
