package org.hatchery.publicity;

import java.util.Date;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.stereotype.Component;

/** What the diagram of the notice asks of the record. */
@Component("noticePeriod")
public class NoticePeriod {

  private final Notices notices;
  private final Objections objections;

  NoticePeriod(Notices notices, Objections objections) {
    this.notices = notices;
    this.objections = objections;
  }

  /** Last moment of the notice, as announced. */
  public Date end(DelegateExecution execution) {
    return Date.from(notices.get(execution.getProcessBusinessKey()).endsAt());
  }

  public boolean hasOpenObjections(DelegateExecution execution) {
    return objections.anyOpen(execution.getProcessBusinessKey());
  }
}
