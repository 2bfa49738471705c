package org.hatchery.evaluation;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;

/**
 * The seeded draw (DOMAIN.md section 2, assign reviewers). The rule, which anyone can repeat with a pocket program: who
 * has no conflict at all comes before who has a soft one; then who has fewer open reviews; among those with equally many the order is that of SHA-256 of "seed:person"
 * (UTF-8, written in hexadecimal). The first so many are drawn; whoever is replaced is followed by the next.
 */
final class Draw {

  /** Told to who reads the record of a draw. */
  static final String RULE = "没有任何关系者在同镇街者之前；在办评审少者在前；相同者按 SHA-256(种子:专家账号) 的十六进制值从小到大排序，取前几名，其余依次替补";

  private Draw() {}

  /**
   * @param openReviews how many reviews the expert had open when the draw was held
   * @param soft whether a soft conflict was known
   */
  record Candidate(String person, int openReviews, boolean soft) {}

  /** @return the persons in the order of the draw; the same for the same seed and pool, in whatever order it comes */
  static List<String> repeat(String seed, Collection<Candidate> pool) {
    return pool.stream()
        .sorted(
            Comparator.comparing(Candidate::soft)
                .thenComparingInt(Candidate::openReviews)
                .thenComparing(candidate -> ticket(seed, candidate.person())))
        .map(Candidate::person)
        .toList();
  }

  private static String ticket(String seed, String person) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest((seed + ":" + person).getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
