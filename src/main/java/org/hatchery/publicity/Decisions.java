package org.hatchery.publicity;

import java.util.Map;

/** Decisions on objections and reviews, in the words people read. */
final class Decisions {

  private static final Map<String, String> WORDS =
      Map.of(
          "dismissed", "异议不成立，公示结果不变",
          "cancelled", "异议成立，取消结果",
          "redecide", "退回签署组织重新作出决定",
          "uncooperative", "队伍不配合核查，取消结果",
          "upheld", "复核维持公示结果",
          "dropped", "已放弃",
          "lapsed", "逾期未提交");

  private Decisions() {}

  static String words(String decision) {
    return WORDS.get(decision);
  }

  /** What becomes of the announced item; null where it stays as announced. */
  static String stateOf(String decision) {
    return switch (decision) {
      case "cancelled", "uncooperative" -> "cancelled";
      case "redecide" -> "redecide";
      default -> null;
    };
  }
}
