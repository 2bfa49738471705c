package org.hatchery.organisation;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import org.springframework.stereotype.Component;

/** The day of the people here; roles and deputies begin and end by days, not by instants. */
@Component
class Today {

  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

  private final Clock clock;

  Today(Clock clock) {
    this.clock = clock;
  }

  LocalDate get() {
    return LocalDate.ofInstant(clock.instant(), ZONE);
  }
}
