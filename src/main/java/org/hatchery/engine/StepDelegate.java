package org.hatchery.engine;

import java.util.Set;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.springframework.stereotype.Component;

/** Runs the step of the diagram that has the same id; {@code ${step}} in every automatic task. */
@Component("step")
class StepDelegate implements JavaDelegate {

  private final Contract contract;

  StepDelegate(Contract contract) {
    this.contract = contract;
  }

  @Override
  public void execute(DelegateExecution execution) {
    Work work = contract.work(execution);
    Outcome outcome = contract.step(work.activityId()).run(work);
    TaskContract.put((ExecutionEntity) execution.getProcessInstance(), outcome);
    contract.publish(new WorkDone(work, execution.getCurrentActivityName(), outcome, Set.of()));
  }
}
