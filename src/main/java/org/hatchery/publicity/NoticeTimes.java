package org.hatchery.publicity;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import org.hatchery.calendar.WorkCalendar;

/** Times of notices as people read them, Asia/Shanghai. */
final class NoticeTimes {

  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyy年M月d日").withZone(WorkCalendar.ZONE);
  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("yyyy年M月d日 HH:mm").withZone(WorkCalendar.ZONE);

  private NoticeTimes() {}

  static String day(Instant at) {
    return DAY.format(at);
  }

  static String minute(Instant at) {
    return MINUTE.format(at);
  }
}
