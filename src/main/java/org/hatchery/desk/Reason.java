package org.hatchery.desk;

import org.hatchery.engine.Refusal;

/** Why an administrator corrects by hand; kept in the case's timeline. */
final class Reason {

  static final int LONGEST = 1000;

  private Reason() {}

  /** @throws Refusal where it is missing, too long, or not text */
  static String of(String written) {
    String reason = written == null ? "" : written.strip();
    if (reason.isEmpty()) {
      throw new Refusal("请填写“理由”：它会写进案卷的经过。");
    }
    int length = reason.codePointCount(0, reason.length());
    if (length > LONGEST) {
      throw new Refusal("“理由”太长：最多 " + LONGEST + " 个字，现有 " + length + " 个。");
    }
    if (reason.codePoints().anyMatch(c -> Character.isISOControl(c) && c != '\n' && c != '\r' && c != '\t')) {
      throw new Refusal("“理由”里有不能保存的字符，请重新输入。");
    }
    return reason;
  }
}
