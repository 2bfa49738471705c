package org.hatchery.solicitation;

import java.text.Normalizer;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** Which titles are the same, and which are nearly so (DOMAIN.md, take the lead). */
final class Titles {

  private static final double NEAR = 0.6;

  private Titles() {}

  /** Two titles with the same key are the same title: spaces, punctuation, width and case of letters do not count. */
  static String key(String title) {
    return Normalizer.normalize(title, Normalizer.Form.NFKC)
        .toLowerCase(Locale.ROOT)
        .replaceAll("[\\s\\p{P}\\p{Z}]+", "");
  }

  /** Whether the titles share most of their pairs of neighbouring characters (Dice's coefficient). */
  static boolean near(String one, String other) {
    Set<String> first = pairs(key(one));
    Set<String> second = pairs(key(other));
    Set<String> shared = new HashSet<>(first);
    shared.retainAll(second);
    return !shared.isEmpty() && 2.0 * shared.size() / (first.size() + second.size()) >= NEAR;
  }

  private static Set<String> pairs(String text) {
    int[] characters = text.codePoints().toArray();
    Set<String> pairs = new HashSet<>();
    for (int i = 0; i + 1 < characters.length; i++) {
      pairs.add(new String(characters, i, 2));
    }
    return pairs;
  }
}
