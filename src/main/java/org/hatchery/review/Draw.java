package org.hatchery.review;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;

/** Draws observers so that anyone can repeat it: same seed and same pools, same observers (DOMAIN.md, 4, visits). */
final class Draw {

  private Draw() {}

  /**
   * Project by project in the order of case numbers; whoever has the fewest visits so far comes first, chance decides
   * between equals.
   *
   * @param eligible who may observe, without those in conflict, by case number; order does not matter
   * @param each observers for each project
   * @return observers by case number; empty for a project with too few who may observe
   */
  static Map<String, List<String>> of(long seed, Map<String, ? extends Collection<String>> eligible, int each) {
    Random random = new Random(seed);
    Map<String, Integer> load = new HashMap<>();
    Map<String, List<String>> drawn = new LinkedHashMap<>();
    new TreeMap<>(eligible).forEach((project, pool) -> {
      List<String> shuffled = new ArrayList<>(new TreeSet<>(pool));
      Collections.shuffle(shuffled, random);
      shuffled.sort(Comparator.comparing(observer -> load.getOrDefault(observer, 0)));
      List<String> chosen = shuffled.size() < each ? List.of() : List.copyOf(shuffled.subList(0, each));
      chosen.forEach(observer -> load.merge(observer, 1, Integer::sum));
      drawn.put(project, chosen);
    });
    return drawn;
  }
}
