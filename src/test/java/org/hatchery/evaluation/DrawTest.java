package org.hatchery.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The draw: repeatable, fair, and balanced by load. */
class DrawTest {

  @Test
  void theSameSeedAndPoolGiveTheSameOrderInWhateverOrderThePoolComes() {
    Random random = new Random(11);
    for (int run = 0; run < 300; run++) {
      List<Draw.Candidate> pool =
          new ArrayList<>(
              IntStream.range(0, 3 + random.nextInt(20))
                  .mapToObj(i -> new Draw.Candidate("expert" + i, random.nextInt(4), false))
                  .toList());
      String seed = Long.toHexString(random.nextLong());
      List<String> order = Draw.repeat(seed, pool);
      Map<String, Integer> load = new HashMap<>();
      pool.forEach(candidate -> load.put(candidate.person(), candidate.openReviews()));
      Collections.shuffle(pool, random);
      assertThat(Draw.repeat(seed, pool)).isEqualTo(order);
      assertThat(order).containsExactlyInAnyOrderElementsOf(load.keySet());
      assertThat(order.stream().map(load::get).toList()).as("fewest open reviews first").isSorted();
    }
  }

  @Test
  void whoIsDrawnAmongEquallyLoadedDependsOnTheSeedAlone() {
    List<Draw.Candidate> pool = IntStream.range(0, 5).mapToObj(i -> new Draw.Candidate("expert" + i, 1, false)).toList();
    Map<String, Integer> first = new HashMap<>();
    for (int seed = 0; seed < 5000; seed++) {
      first.merge(Draw.repeat("seed" + seed, pool).get(0), 1, Integer::sum);
    }
    assertThat(first).hasSize(5);
    assertThat(first.values()).allSatisfy(times -> assertThat(times).isBetween(850, 1150));
  }

  @Test
  void whoHasASoftConflictComesAfterAllWhoHaveNone() {
    Random random = new Random(5);
    for (int run = 0; run < 300; run++) {
      List<Draw.Candidate> pool =
          IntStream.range(0, 3 + random.nextInt(20))
              .mapToObj(i -> new Draw.Candidate("expert" + i, random.nextInt(4), random.nextBoolean()))
              .toList();
      Map<String, Draw.Candidate> byPerson = new HashMap<>();
      pool.forEach(candidate -> byPerson.put(candidate.person(), candidate));
      List<Draw.Candidate> order = Draw.repeat(Integer.toString(run), pool).stream().map(byPerson::get).toList();
      assertThat(order.stream().map(Draw.Candidate::soft).toList()).isSorted();
      for (boolean soft : new boolean[] {false, true}) {
        assertThat(order.stream().filter(c -> c.soft() == soft).map(Draw.Candidate::openReviews).toList()).isSorted();
      }
    }
  }

  @Test
  void manyDrawsOneAfterAnotherKeepTheLoadBalancedWithinOne() {
    Random random = new Random(3);
    for (int run = 0; run < 50; run++) {
      int experts = 3 + random.nextInt(12);
      Map<String, Integer> load = new HashMap<>();
      IntStream.range(0, experts).forEach(i -> load.put("expert" + i, 0));
      for (int project = 0; project < 60; project++) {
        List<Draw.Candidate> pool =
            load.entrySet().stream().map(e -> new Draw.Candidate(e.getKey(), e.getValue(), false)).toList();
        Draw.repeat(run + ":" + project, pool).subList(0, 3).forEach(person -> load.merge(person, 1, Integer::sum));
        assertThat(Collections.max(load.values()) - Collections.min(load.values())).isLessThanOrEqualTo(1);
      }
    }
  }

  /** Worked by hand with {@code printf %s s:a | sha256sum}, so that a change of the rule is seen. */
  @Test
  void theRuleIsTheOneThatIsPublished() {
    assertThat(
            Draw.repeat(
                "s", List.of(new Draw.Candidate("a", 0, false), new Draw.Candidate("b", 0, false), new Draw.Candidate("c", 0, false), new Draw.Candidate("d", 1, false))))
        .containsExactly(ORDER);
  }

  private static final String[] ORDER = {"c", "b", "a", "d"};
}
