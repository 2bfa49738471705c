package org.hatchery.engine;

/**
 * An automatic step of a diagram (service task, business rule task or send task with delegate expression
 * {@code ${step}}). The bean's name is the id of the step. Java computes; what rules decide is asked of {@link Rules}.
 */
public interface Step {

  /** @return the outcome for the gateway behind the step and for the timeline; {@link Outcome#silent()} for no entry */
  Outcome run(Work work);
}
