package org.hatchery.engine;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.camunda.bpm.dmn.engine.DmnDecisionResult;
import org.camunda.bpm.engine.DecisionService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.repository.DecisionDefinition;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Asks decision tables; the version that answered comes with the answer, to be kept in the record. */
@Component
public class Rules {

  private final DecisionService decisions;
  private final RepositoryService repository;

  Rules(DecisionService decisions, RepositoryService repository) {
    this.decisions = decisions;
    this.repository = repository;
  }

  /**
   * @param table id of the decision
   * @param inputs facts by name as the table's input expressions use them; each must be present, null allowed
   */
  public Decision decide(String table, Map<String, Object> inputs) {
    DecisionDefinition latest = latest().get(table);
    if (latest == null) {
      throw new IllegalStateException("No decision table " + table + " is deployed");
    }
    DmnDecisionResult result = decisions.evaluateDecisionById(latest.getId()).variables(inputs).evaluate();
    return new Decision(List.copyOf(result.getResultList()), table, latest.getVersion());
  }

  /** By key. Asked for once in a transaction, so all that it decides is decided by the tables of one moment. */
  @SuppressWarnings("unchecked")
  private Map<String, DecisionDefinition> latest() {
    Object known = TransactionSynchronizationManager.getResource(this);
    if (known != null) {
      return (Map<String, DecisionDefinition>) known;
    }
    Map<String, DecisionDefinition> latest =
        repository.createDecisionDefinitionQuery().latestVersion().list().stream()
            .collect(Collectors.toMap(DecisionDefinition::getKey, table -> table));
    if (TransactionSynchronizationManager.isSynchronizationActive()) {
      TransactionSynchronizationManager.bindResource(this, latest);
      TransactionSynchronizationManager.registerSynchronization(
          new TransactionSynchronization() {
            @Override
            public void afterCompletion(int status) {
              TransactionSynchronizationManager.unbindResourceIfPossible(Rules.this);
            }
          });
    }
    return latest;
  }
}
