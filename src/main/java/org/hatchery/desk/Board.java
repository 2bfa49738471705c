package org.hatchery.desk;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** One of the lists on the overview of tasks 任务总览. */
enum Board {
  MINE("我的任务", "您名下没有待办的任务。"),
  OPEN("待认领", "没有等您的组织认领的任务。"),
  WEEK("本周到期", "您的和您可以认领的任务中，没有本周内到期的。已经过了期限的在“已逾期”里。"),
  LATE("已逾期", "您的和您可以认领的任务中，没有逾期的。"),
  WAITING("等待他人", "您经手的事情里，没有正在等别人办理的。评审、评分和结论在公示或告知之前不在这里显示。"),
  DONE("本月已办", "您本月还没有办结过任务。");

  private final String label;
  private final String nothing;

  Board(String label, String nothing) {
    this.label = label;
    this.nothing = nothing;
  }

  static Optional<Board> of(String key) {
    return Arrays.stream(values()).filter(board -> board.key().equals(key)).findFirst();
  }

  String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  String label() {
    return label;
  }

  /** Why it is empty. */
  String nothing() {
    return nothing;
  }

  /** Whether its tasks can be claimed or put back here. */
  boolean chooses() {
    return this != WAITING && this != DONE;
  }
}
