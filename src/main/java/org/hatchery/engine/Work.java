package org.hatchery.engine;

import java.util.Map;
import java.util.Optional;

/**
 * What a task or step works on.
 *
 * @param caseNumber business key: number of the case
 * @param activityId id of the task, step or start event in the diagram
 * @param taskId id of the open task; null for a step
 * @param processInstanceId the running instance
 * @param userId who acts; null where the engine acts by itself or the form is only prepared for a task
 * @param locals variables of the scopes inside the process instance only (the element of a multi-instance body, its
 *     loopCounter)
 */
public record Work(
    String caseNumber,
    String activityId,
    String taskId,
    String processInstanceId,
    String userId,
    Map<String, Object> locals) {

  public Optional<String> local(String name) {
    return Optional.ofNullable(locals.get(name)).map(String::valueOf);
  }
}
