package org.hatchery.review;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** DOMAIN.md, 4, visits: at least three observers, none in conflict, anyone can repeat the draw. */
class DrawTest {

  private static List<String> people(int count) {
    return IntStream.rangeClosed(1, count).mapToObj(i -> "expert" + i).toList();
  }

  @Test
  void sameSeedSamePoolsSameObservers() {
    Map<String, List<String>> pools = new HashMap<>();
    for (int i = 0; i < 20; i++) {
      pools.put("SB-" + i, people(9));
    }
    Map<String, List<String>> drawn = Draw.of(7, pools, 3);
    Map<String, List<String>> shuffled = new HashMap<>();
    pools.forEach((project, pool) -> {
      List<String> other = new ArrayList<>(pool);
      Collections.shuffle(other, new Random(1));
      shuffled.put(project, other);
    });
    assertThat(Draw.of(7, shuffled, 3)).isEqualTo(drawn);
    assertThat(Draw.of(8, pools, 3)).isNotEqualTo(drawn);
  }

  @Test
  void loadIsBalancedAndNobodyComesTwice() {
    Map<String, List<String>> pools = new HashMap<>();
    for (int i = 0; i < 30; i++) {
      pools.put("SB-" + i, people(9));
    }
    for (long seed = 0; seed < 50; seed++) {
      Map<String, Integer> load = new HashMap<>();
      Draw.of(seed, pools, 3).values().forEach(observers -> {
        assertThat(observers).hasSize(3).doesNotHaveDuplicates();
        observers.forEach(observer -> load.merge(observer, 1, Integer::sum));
      });
      assertThat(load.values()).allMatch(visits -> visits == 10);
    }
  }

  @Test
  void onlyWhoMayObserveIsDrawnAndTooFewAreNone() {
    Map<String, List<String>> drawn =
        Draw.of(3, Map.of("SB-1", List.of("a", "b", "c"), "SB-2", List.of("a", "b"), "SB-3", List.of()), 3);
    assertThat(drawn.get("SB-1")).containsExactlyInAnyOrder("a", "b", "c");
    assertThat(drawn.get("SB-2")).isEmpty();
    assertThat(drawn.get("SB-3")).isEmpty();
  }
}
