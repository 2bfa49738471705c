package org.hatchery.publicity;

import java.util.Date;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.stereotype.Component;

/** What the diagram of a correction asks of the record. */
@Component("correctionRecord")
public class CorrectionRecord {

  private final Corrections corrections;
  private final Notices notices;

  CorrectionRecord(Corrections corrections, Notices notices) {
    this.corrections = corrections;
    this.notices = notices;
  }

  /** After the end of the notice there is nothing left to correct. */
  public Date noticeEnds(DelegateExecution execution) {
    return Date.from(notices.get(corrections.get(execution.getProcessBusinessKey()).notice()).endsAt());
  }
}
