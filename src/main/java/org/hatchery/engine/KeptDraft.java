package org.hatchery.engine;

import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import org.camunda.bpm.engine.delegate.VariableScope;
import org.camunda.bpm.engine.variable.Variables;
import org.camunda.bpm.engine.variable.value.TypedValue;

/**
 * "Save and go on later" ends a task and opens it anew. Its term does not begin anew: what was saved keeps its due date. Known
 * only inside the transaction that saves, as a transient variable of the instance; one written from outside does not count.
 */
public final class KeptDraft {

  private static final String NAME = "keptDraftOf_";

  private KeptDraft() {}

  static void put(VariableScope instance, String taskId, Date due) {
    if (due != null) {
      instance.removeVariableLocal(NAME + taskId);
      instance.setVariableLocal(NAME + taskId, Variables.dateValue(due, true));
    }
  }

  /**
   * @param taskId id of the task in the diagram
   * @return when the task is due that was saved in this transaction and now comes again; empty where none was
   */
  public static Optional<Instant> due(VariableScope scope, String taskId) {
    TypedValue kept = scope.getVariableTyped(NAME + taskId);
    return kept != null && kept.isTransient() ? Optional.of(((Date) kept.getValue()).toInstant()) : Optional.empty();
  }
}
