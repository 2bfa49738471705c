package org.hatchery.publicity;

import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.stereotype.Component;

/** What the diagram of the notice asks of the record. */
@Component("noticePeriod")
public class NoticePeriod {

  private final Notices notices;
  private final Objections objections;
  private final PageUp pages;
  private final Clock clock;

  NoticePeriod(Notices notices, Objections objections, PageUp pages, Clock clock) {
    this.notices = notices;
    this.objections = objections;
    this.pages = pages;
    this.clock = clock;
  }

  /** Last moment of the notice, as announced. */
  public Date end(DelegateExecution execution) {
    return Date.from(notices.get(execution.getProcessBusinessKey()).endsAt());
  }

  /**
   * Whether its end has been moved meanwhile. After the program was down this may be asked before the next mark of the
   * minute is left: the outage is taken down first.
   */
  public boolean goesOn(DelegateExecution execution) {
    pages.beat(Instant.now());
    return clock.instant().isBefore(notices.lock(execution.getProcessBusinessKey()).endsAt());
  }

  public boolean hasOpenObjections(DelegateExecution execution) {
    return objections.anyOpen(execution.getProcessBusinessKey());
  }
}
