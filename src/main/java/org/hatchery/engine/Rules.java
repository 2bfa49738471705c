package org.hatchery.engine;

import java.util.List;
import java.util.Map;
import org.camunda.bpm.dmn.engine.DmnDecisionResult;
import org.camunda.bpm.engine.DecisionService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.repository.DecisionDefinition;
import org.springframework.stereotype.Component;

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
    DecisionDefinition latest =
        repository.createDecisionDefinitionQuery().decisionDefinitionKey(table).latestVersion().singleResult();
    if (latest == null) {
      throw new IllegalStateException("No decision table " + table + " is deployed");
    }
    DmnDecisionResult result = decisions.evaluateDecisionById(latest.getId()).variables(inputs).evaluate();
    return new Decision(List.copyOf(result.getResultList()), table, latest.getVersion());
  }
}
