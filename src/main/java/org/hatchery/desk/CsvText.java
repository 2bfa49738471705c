package org.hatchery.desk;

import java.nio.charset.Charset;
import java.util.List;
import java.util.regex.Pattern;

/** A table of comma-separated values, of which a spreadsheet computes nothing when it opens it. */
final class CsvText {

  private static final String BEGINS_FORMULA = "=+-@\t\r＝＋－＠";
  private static final String SEPARATES = ",;\t\r\n";

  /** What may begin so and is none. */
  private static final Pattern NUMBER = Pattern.compile("[+-]?[0-9][0-9.]*%?(?=[\",;\\t\\r\\n]|$)|-(?=[\",;\\t\\r\\n]|$)");

  private CsvText() {}

  static Taken taken(byte[] content) {
    Charset charset = FileKind.charset(content).orElseThrow();
    String text = new String(content, charset);
    String safe = neutralised(text);
    int cells = safe.length() - text.length();
    return cells == 0
        ? new Taken(FileKind.TEXT, content, List.of())
        : new Taken(
            FileKind.TEXT, safe.getBytes(charset),
            List.of("有 " + cells + " 个单元格以 =、+、-、@ 等开头，前面加了单引号，免得打开时当公式计算"));
  }

  /** Puts an apostrophe before each cell that would be computed; everything else stays as it is. */
  static String neutralised(String text) {
    StringBuilder safe = new StringBuilder(text.length());
    boolean quoted = false;
    boolean first = true;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (first && (c == '"' && !quoted || c == '\uFEFF')) {
        quoted = c == '"';
        safe.append(c);
        continue;
      }
      if (first && computes(text, i, quoted)) {
        safe.append('\'');
      }
      quoted = c == '"' ? !quoted : quoted;
      safe.append(c);
      first = !quoted && SEPARATES.indexOf(c) >= 0;
    }
    return safe.toString();
  }

  private static boolean computes(String text, int at, boolean quoted) {
    char c = text.charAt(at);
    if (BEGINS_FORMULA.indexOf(c) < 0 || !quoted && SEPARATES.indexOf(c) >= 0) {
      return false;
    }
    return !NUMBER.matcher(text).region(at, text.length()).lookingAt();
  }
}
