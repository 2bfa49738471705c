package org.hatchery.solicitation;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.hatchery.calendar.Deadlines;
import org.hatchery.calendar.WorkCalendar;
import org.springframework.stereotype.Component;

/** How long a call must and may stay open; the lengths are rows of deadlines.dmn. */
@Component
class CallTimes {

  private final Deadlines deadlines;
  private final WorkCalendar calendar;
  private final Clock clock;

  CallTimes(Deadlines deadlines, WorkCalendar calendar, Clock clock) {
    this.deadlines = deadlines;
    this.calendar = calendar;
    this.clock = clock;
  }

  /**
   * Whether groups have time enough to apply, counted from the opening or from now, whichever is later.
   *
   * @param minimum callMinimum or callExtension: step in deadlines.dmn
   * @return what is wrong with the closing; empty where nothing is
   */
  Optional<String> wrong(Instant opens, Instant closes, String minimum) {
    Instant now = clock.instant();
    Instant from = opens.isBefore(now) ? now : opens;
    if (!closes.isAfter(from)) {
      return Optional.of("“截止”应晚于" + (from.equals(now) ? "现在" : "“开始日期”"));
    }
    int days = deadlines.days(minimum);
    if (calendar.workingDaysBetween(from, closes) < days) {
      return Optional.of("“截止”太早，从" + (from.equals(now) ? "今天" : "开始日期") + "算起至少要征集 " + days + " 个工作日");
    }
    if (closes.isAfter(deadlines.due("callMaximum", from))) {
      return Optional.of("“截止”太晚，征集最长 " + deadlines.days("callMaximum") + " 天，请核对年份");
    }
    return Optional.empty();
  }
}
