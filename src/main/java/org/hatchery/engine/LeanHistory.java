package org.hatchery.engine;

import java.util.Set;
import org.camunda.bpm.engine.impl.history.HistoryLevelFull;
import org.camunda.bpm.engine.impl.history.event.HistoricVariableUpdateEventEntity;
import org.camunda.bpm.engine.impl.history.event.HistoryEventType;
import org.camunda.bpm.engine.impl.history.event.HistoryEventTypes;
import org.camunda.bpm.engine.repository.DecisionDefinition;

/**
 * The engine's full history without two things that every completion would write and nobody reads: each asking of the tables
 * that say who acts and by when (the task keeps both), and each writing of a variable that stands on a task's card (its
 * last value is kept all the same). See docs/performance.md.
 */
class LeanHistory extends HistoryLevelFull {

  private static final Set<String> ASKED_AT_EACH_TASK = Set.of("acting", "deadlines", "starting");

  @Override
  public boolean isHistoryEventProduced(HistoryEventType type, Object entity) {
    if (type == HistoryEventTypes.DMN_DECISION_EVALUATE && entity instanceof DecisionDefinition table) {
      return !ASKED_AT_EACH_TASK.contains(table.getKey());
    }
    if (type == HistoryEventTypes.VARIABLE_INSTANCE_UPDATE_DETAIL
        && entity instanceof HistoricVariableUpdateEventEntity update) {
      return !TaskContract.CARD.contains(update.getVariableName());
    }
    return true;
  }
}
