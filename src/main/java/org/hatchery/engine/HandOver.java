package org.hatchery.engine;

import org.camunda.bpm.engine.TaskService;
import org.springframework.stereotype.Component;

/** Gives a task to somebody else, or back to all who may take it; for administrators, who must say why. */
@Component
public class HandOver {

  private final TaskContract contract;
  private final TaskService tasks;

  HandOver(TaskContract contract, TaskService tasks) {
    this.contract = contract;
    this.tasks = tasks;
  }

  /**
   * @param person who does it from now on; null: whoever takes it
   * @throws Refusal where the person must not do it
   */
  public void give(String taskId, String person) {
    contract.handingOver(taskId, () -> tasks.setAssignee(taskId, person));
  }
}
