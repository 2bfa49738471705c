package org.hatchery.publicity;

import java.time.Instant;
import org.hatchery.calendar.WorkCalendar;

/** Times of notices as people read them, Asia/Shanghai. */
final class NoticeTimes {

  private NoticeTimes() {}

  static String day(Instant at) {
    return WorkCalendar.DAY.format(at);
  }

  static String minute(Instant at) {
    return WorkCalendar.MOMENT.format(at);
  }
}
