package org.hatchery;

import org.camunda.bpm.engine.task.Task;

/** Looks at a form whenever a story comes to it: the task is open and the user has it. */
public interface FormProbe {

  /** Changes nothing: the story goes on with the task as it was. */
  void before(String user, Task task);

  /** The task has just been completed. */
  default void after(String user, Task task) {}
}
