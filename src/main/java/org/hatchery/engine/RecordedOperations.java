package org.hatchery.engine;

import java.util.List;
import java.util.Set;
import org.camunda.bpm.engine.EntityTypes;
import org.camunda.bpm.engine.history.UserOperationLogEntry;
import org.camunda.bpm.engine.impl.history.event.HistoryEvent;
import org.camunda.bpm.engine.impl.history.event.UserOperationLogEntryEventEntity;
import org.camunda.bpm.engine.impl.history.handler.HistoryEventHandler;
import org.hatchery.audit.Audit;
import org.hatchery.audit.AuditEvent;
import org.hatchery.audit.AuditKind;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * What the engine notes of the operations of a signed-in administrator (authorizations, suspensions, deployments …) goes into the
 * audit too, in the same transaction. Work on tasks stands in the timeline, accounts are recorded by {@link Accounts}. The starter hands
 * a bean of this kind to the engine.
 */
@Component
class RecordedOperations implements HistoryEventHandler {

  private static final Set<String> ELSEWHERE = Set.of(EntityTypes.USER, EntityTypes.GROUP, EntityTypes.GROUP_MEMBERSHIP);

  /** Comes with every task and every start: the record keeps which table said what, the timeline who began what. */
  private static final Set<String> PART_OF_WORK =
      Set.of(
          EntityTypes.DECISION_DEFINITION + UserOperationLogEntry.OPERATION_TYPE_EVALUATE,
          EntityTypes.PROCESS_INSTANCE + UserOperationLogEntry.OPERATION_TYPE_CREATE);

  /** Names of things; everything else could be a person's, or be what somebody typed. */
  private static final Set<String> TOLD =
      Set.of(
          "permissions", "resource", "resourceId", "userId", "groupId", "type", "suspensionState", "suspended",
          "processDefinitionKey", "historyTimeToLive", "nrOfInstances", "deploymentId", "deploymentName", "async", "retries");

  /** Found when first needed: the engine is built before the tables of ours are there. */
  private final ObjectProvider<Audit> audit;

  RecordedOperations(ObjectProvider<Audit> audit) {
    this.audit = audit;
  }

  /** Of one operation there comes an event for each property. */
  @Override
  public void handleEvent(HistoryEvent event) {
    if (event instanceof UserOperationLogEntryEventEntity entry && byAnAdministrator(entry)) {
      record(entry);
    }
  }

  @Override
  public void handleEvents(List<HistoryEvent> events) {
    events.forEach(this::handleEvent);
  }

  private static boolean byAnAdministrator(UserOperationLogEntryEventEntity entry) {
    return entry.getUserId() != null
        && !UserOperationLogEntry.CATEGORY_TASK_WORKER.equals(entry.getCategory())
        && !ELSEWHERE.contains(entry.getEntityType())
        && !PART_OF_WORK.contains(entry.getEntityType() + entry.getOperationType());
  }

  private void record(UserOperationLogEntryEventEntity entry) {
    boolean rights = EntityTypes.AUTHORIZATION.equals(entry.getEntityType());
    boolean told = entry.getProperty() != null && TOLD.contains(entry.getProperty());
    String instance = entry.getProcessInstanceId() == null ? "" : " 办件 " + entry.getProcessInstanceId();
    audit.getObject().join(
        AuditEvent.of(
                rights ? AuditKind.RIGHTS : AuditKind.OPERATION,
                entry.getEntityType() + "：" + entry.getOperationType() + instance)
            .by(entry.getUserId())
            .saying(told ? entry.getProperty() + "=" + entry.getNewValue() : null));
  }
}
