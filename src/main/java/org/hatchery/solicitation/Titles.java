package org.hatchery.solicitation;

import java.text.Normalizer;
import java.util.Locale;

/** Which titles are the same (DOMAIN.md, take the lead); which are nearly so says nearTitle.dmn. */
final class Titles {

  private Titles() {}

  /** Two titles with the same key are the same title: spaces, punctuation, width and case of letters do not count. */
  static String key(String title) {
    return Normalizer.normalize(title, Normalizer.Form.NFKC)
        .toLowerCase(Locale.ROOT)
        .replaceAll("[\\s\\p{P}\\p{Z}]+", "");
  }
}
