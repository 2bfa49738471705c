package org.hatchery.publicity;

import java.util.Date;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.hatchery.calendar.Deadlines;
import org.springframework.stereotype.Component;

/** What the diagram of an objection asks of the record. */
@Component("objectionRecord")
public class ObjectionRecord {

  private final Objections objections;
  private final Deadlines deadlines;

  ObjectionRecord(Objections objections, Deadlines deadlines) {
    this.objections = objections;
    this.deadlines = deadlines;
  }

  /** The term of the decision runs from the day the objection came in, the group's statement included. */
  public Date decisionEnds(DelegateExecution execution) {
    return Date.from(
        deadlines.due("decideObjection", objections.get(execution.getProcessBusinessKey()).registeredAt()));
  }
}
