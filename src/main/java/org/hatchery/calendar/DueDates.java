package org.hatchery.calendar;

import java.util.Date;
import org.hatchery.engine.TaskOpened;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Gives each new task its due date and, as follow-up date, the moment to remind of it. */
@Component
class DueDates {

  private final Deadlines deadlines;

  DueDates(Deadlines deadlines) {
    this.deadlines = deadlines;
  }

  @EventListener
  @Order(10)
  void on(TaskOpened event) {
    Deadlines.Dates dates = deadlines.datesOf(event.work().activityId(), event.due());
    event.task().setDueDate(Date.from(dates.due()));
    event.task().setFollowUpDate(Date.from(dates.remindAt()));
  }
}
