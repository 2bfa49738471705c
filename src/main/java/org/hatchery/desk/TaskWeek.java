package org.hatchery.desk;

import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.Date;
import org.springframework.stereotype.Component;

/** Where the week and the month of people end and begin, whatever zone the machine has. Public for the lists of Tasklist. */
@Component("taskWeek")
public class TaskWeek {

  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

  private final Clock clock;

  TaskWeek(Clock clock) {
    this.clock = clock;
  }

  /** @return the midnight after Sunday */
  public Date end() {
    return Date.from(today().with(TemporalAdjusters.next(DayOfWeek.MONDAY)).atStartOfDay(ZONE).toInstant());
  }

  Instant monthBegan() {
    return today().withDayOfMonth(1).atStartOfDay(ZONE).toInstant();
  }

  private LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), ZONE);
  }
}
