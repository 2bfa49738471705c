package org.hatchery.project;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.stereotype.Component;

/** What the spine's gateways ask of the record. */
@Component("spine")
public class Spine {

  private final Projects projects;

  Spine(Projects projects) {
    this.projects = projects;
  }

  /** @return what the stage that just ended came to, never null there */
  public String result(DelegateExecution execution) {
    String result = projects.get(execution.getProcessBusinessKey()).result();
    if (result == null) {
      throw new IllegalStateException("The stage of " + execution.getProcessBusinessKey() + " ended without a result");
    }
    return result;
  }

  /** A stage begins. */
  public void enter(DelegateExecution execution, String stage) {
    projects.enter(execution.getProcessBusinessKey(), Stage.valueOf(stage));
  }

  /** @return {@code seedling} or {@code mature} */
  public String lane(DelegateExecution execution) {
    return projects.get(execution.getProcessBusinessKey()).lane().code();
  }
}
