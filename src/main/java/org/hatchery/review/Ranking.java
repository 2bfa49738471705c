package org.hatchery.review;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** Places within one area: by total, then reputation, standing, replicability; a true tie shares the place (DOMAIN.md, 4). */
final class Ranking {

  private static final Comparator<Marks> BETTER =
      Comparator.comparing(Marks::total)
          .thenComparing(Marks::reputation)
          .thenComparing(Marks::standing)
          .thenComparing(Marks::replicability)
          .reversed();

  private Ranking() {}

  record Candidate(String caseNumber, Marks marks) {}

  /**
   * @param place 1 for the best; after a shared place the next ones are left out (1, 1, 3)
   * @param top among the first share of the area, at least one
   */
  record Placed(String caseNumber, Marks marks, int place, boolean top) {}

  /**
   * @param candidates of one area, in any order
   * @param topPercent how many of a hundred are top, rounded down, at least one; who shares the last such place is top too
   * @return best first, those who share a place by case number
   */
  static List<Placed> of(Collection<Candidate> candidates, int topPercent) {
    int quota = Math.max(1, candidates.size() * topPercent / 100);
    return candidates.stream()
        .sorted(Comparator.comparing(Candidate::marks, BETTER).thenComparing(Candidate::caseNumber))
        .map(candidate -> {
          int place = 1 + (int) candidates.stream()
              .filter(other -> BETTER.compare(other.marks(), candidate.marks()) < 0)
              .count();
          return new Placed(candidate.caseNumber(), candidate.marks(), place, place <= quota);
        })
        .toList();
  }
}
