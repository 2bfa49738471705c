package org.hatchery.desk;

import java.util.LinkedHashMap;
import java.util.Map;

/** What the engine reports of a move that cannot be, in the words of who reads it here; begins behind the name of a step. */
final class MigrationWords {

  private static final Map<String, String> WORDS = new LinkedHashMap<>();

  static {
    WORDS.put("There is no migration instruction for this instance's activity", "在新版里没有对应的步骤");
    WORDS.put("There is no migration instruction", "在新版里没有对应的步骤");
    WORDS.put("Transition instance is assigned to a sequence flow that cannot be matched", "所在的连线在新版里没有对应的连线");
    WORDS.put("The type of the source activity is not supported", "是不能移动的一类步骤");
    WORDS.put("Activities have incompatible types", "在新版里变成了另一类步骤");
    WORDS.put("Source activity", "在现在这一版里不存在");
    WORDS.put("Target activity", "在新版里不存在");
    WORDS.put("The source activity's event scope", "的边界事件在新版里放到了别处");
    WORDS.put("The closest mapped ancestor", "在新版里放到了别的分段里");
    WORDS.put("Cannot remove the inner activity of a multi-instance body", "在新版里不再是多人办理");
    WORDS.put("Target scope", "在新版里多了一层分段，放不进去");
    WORDS.put("The target activity must have", "的子步骤在新版里不完整");
    WORDS.put("is not supported", "是不能移动的一类步骤");
  }

  private MigrationWords() {}

  static String of(String reported) {
    return WORDS.entrySet().stream()
        .filter(word -> reported.contains(word.getKey()))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse("不能移动（引擎的原话：" + reported + "）");
  }
}
