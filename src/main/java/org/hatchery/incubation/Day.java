package org.hatchery.incubation;

import java.time.Instant;
import java.time.LocalDate;
import org.hatchery.calendar.WorkCalendar;

/** Days as people read them, in Shanghai. */
final class Day {

  private Day() {}

  /** e.g. {@code 2026年3月5日}; empty for null */
  static String text(LocalDate day) {
    return day == null ? "" : "%d年%d月%d日".formatted(day.getYear(), day.getMonthValue(), day.getDayOfMonth());
  }

  /** The day people see on the wall at that moment; empty for null. */
  static String text(Instant at) {
    return at == null ? "" : text(at.atZone(WorkCalendar.ZONE).toLocalDate());
  }
}
