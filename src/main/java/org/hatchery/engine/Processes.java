package org.hatchery.engine;

import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.runtime.Execution;
import org.camunda.bpm.engine.runtime.MessageCorrelationResult;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.springframework.stereotype.Component;

/** How one process speaks to another: by message and case number, exactly one receiver. */
@Component
public class Processes {

  private final RuntimeService runtime;
  private final ManagementService management;

  Processes(RuntimeService runtime, ManagementService management) {
    this.runtime = runtime;
    this.management = management;
  }

  /** Moves the timer of an event that waits in the case; where none waits, nothing happens. */
  public void moveTimer(String caseNumber, String event, Instant due) {
    for (ProcessInstance instance : runtime.createProcessInstanceQuery().processInstanceBusinessKey(caseNumber).list()) {
      management.createJobQuery().processInstanceId(instance.getId()).activityId(event).timers().list()
          .forEach(timer -> management.setJobDuedate(timer.getId(), Date.from(due)));
    }
  }

  /** Starts the process whose message start event has this message, for the case. */
  public void start(String message, String caseNumber) {
    StartContract.byProgram(
        () -> runtime.createMessageCorrelation(message).processInstanceBusinessKey(caseNumber).correlateStartMessage());
  }

  /**
   * Tells the instance of the case that waits for this message.
   *
   * @return false where none waits for it: the caller decides what that means and must not ignore it
   */
  public boolean tell(String message, String caseNumber) {
    List<MessageCorrelationResult> told =
        runtime
            .createMessageCorrelation(message)
            .processInstanceBusinessKey(caseNumber)
            .correlateAllWithResult();
    if (told.size() > 1) {
      throw new IllegalStateException("Message " + message + " reached " + told.size() + " receivers of " + caseNumber);
    }
    return !told.isEmpty();
  }

  /**
   * Tells one of several instances of a multi-instance part of the case.
   *
   * @param element name of the element variable
   * @param value of the instance that is meant
   * @return false where it does not wait for the message
   */
  public boolean tellOne(String message, String caseNumber, String element, String value) {
    List<Execution> waiting =
        runtime
            .createExecutionQuery()
            .processInstanceBusinessKey(caseNumber)
            .messageEventSubscriptionName(message)
            .list()
            .stream()
            .filter(execution -> value.equals(runtime.getVariable(execution.getId(), element)))
            .toList();
    if (waiting.size() > 1) {
      throw new IllegalStateException("Message " + message + " reached " + waiting.size() + " receivers of " + caseNumber);
    }
    waiting.forEach(execution -> runtime.messageEventReceived(message, execution.getId()));
    return !waiting.isEmpty();
  }
}
