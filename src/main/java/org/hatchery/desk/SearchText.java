package org.hatchery.desk;

import java.text.Normalizer;
import java.util.Locale;

/**
 * What somebody looks for by number, title, group or community: found anywhere in them, large and small letters and full and half
 * width alike; no character has a special meaning.
 *
 * @param typed as it stands in the box again
 * @param needle to be found in {@link #plain}; empty where nothing is looked for
 * @param problem what is wrong with it, in the user's words; null where nothing is
 */
record SearchText(String typed, String needle, String problem) {

  static final int LONGEST = 100;

  /** The same for a text in SQL as {@link #plain}. */
  static String plainSql(String text) {
    return "lower(normalize(" + text + ", NFKC))";
  }

  static SearchText of(String typed) {
    // the database takes no zero character, and no name has a control character
    String text = typed == null ? "" : typed.replaceAll("\\p{Cntrl}", " ").strip();
    int length = text.codePointCount(0, text.length());
    if (length > LONGEST) {
      return new SearchText(
          text.substring(0, text.offsetByCodePoints(0, LONGEST)),
          "",
          "“查找”最多 " + LONGEST + " 个字，您输入了 " + length + " 个。已截去多出的部分，请改短后再查。");
    }
    return new SearchText(text, plain(text), null);
  }

  static String plain(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
  }

  boolean asked() {
    return !needle.isEmpty();
  }

  boolean foundIn(String text) {
    return plain(text).contains(needle);
  }
}
