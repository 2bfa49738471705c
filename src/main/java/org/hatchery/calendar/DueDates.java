package org.hatchery.calendar;

import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import org.hatchery.engine.TaskOpened;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Gives each new task its due date and, as follow-up date, the moment to remind of it. */
@Component
class DueDates {

  private final Deadlines deadlines;
  private final Clock clock;

  DueDates(Deadlines deadlines, Clock clock) {
    this.deadlines = deadlines;
    this.clock = clock;
  }

  @EventListener
  @Order(10)
  void on(TaskOpened event) {
    String step = event.work().activityId();
    Instant due = event.due() != null ? event.due() : deadlines.due(step, clock.instant());
    event.task().setDueDate(Date.from(due));
    event.task().setFollowUpDate(Date.from(deadlines.remindAt(step, due)));
  }
}
