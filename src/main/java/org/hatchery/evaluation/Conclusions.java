package org.hatchery.evaluation;

import java.util.Map;

/** Words for conclusions. */
final class Conclusions {

  private static final Map<String, String> WORDS = Map.of("admit", "入库", "revise", "修改完善", "reject", "不予入库");

  private Conclusions() {}

  static boolean known(String code) {
    return WORDS.containsKey(code);
  }

  static String word(String code) {
    return WORDS.get(code);
  }
}
