package org.hatchery.operation;

import java.time.Instant;
import java.time.LocalDate;

/**
 * One quarter of operation and its report.
 *
 * @param seq 1 or more, over all years
 * @param year of operation, 1 or more
 * @param endsOn last day of a quarter of the calendar
 * @param activities null where nothing was written yet; so hours, served, summary
 * @param filedBy id of who filed it; null while open or overdue
 * @param overdue it was not filed in time
 * @param rectified this overdue report brought about a rectification
 */
record Quarter(
    String caseNumber, int seq, int year, LocalDate startsOn, LocalDate endsOn, Instant dueAt, Integer activities,
    Integer hours, Integer served, String summary, boolean endWish, String filedBy, boolean overdue,
    boolean rectified) {

  private static final String[] NAMES = {"一", "二", "三", "四"};

  /** For example 2026年第四季度. */
  String name() {
    return endsOn.getYear() + "年第" + NAMES[(endsOn.getMonthValue() - 1) / 3] + "季度";
  }

  String state() {
    return filedBy != null ? "已提交" : overdue ? "逾期未交" : "未到期或填写中";
  }

  /** Last day of the quarter of the calendar. */
  static LocalDate lastDayOfQuarter(LocalDate day) {
    return day.withDayOfMonth(1).withMonth((day.getMonthValue() - 1) / 3 * 3 + 3).plusMonths(1).minusDays(1);
  }
}
