package org.hatchery.engine;

import java.util.Optional;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.model.bpmn.instance.FlowElement;
import org.camunda.bpm.model.xml.instance.ModelElementInstance;
import org.springframework.stereotype.Component;

/** Names of the nodes of diagrams, as people read them there. */
@Component
public class StepNames {

  private final RepositoryService repository;

  StepNames(RepositoryService repository) {
    this.repository = repository;
  }

  /**
   * @param processDefinitionId null for work of the engine itself
   * @param activityId id of a node in that diagram; may carry the suffix of a multi-instance body; null where there is none
   * @return empty where there is no such node, or it has no name
   */
  public Optional<String> find(String processDefinitionId, String activityId) {
    if (processDefinitionId == null || activityId == null) {
      return Optional.empty();
    }
    ModelElementInstance node =
        repository
            .getBpmnModelInstance(processDefinitionId)
            .getModelElementById(activityId.replace("#multiInstanceBody", ""));
    return Optional.ofNullable(node instanceof FlowElement element ? element.getName() : null)
        .filter(name -> !name.isBlank())
        .map(name -> name.replaceAll("\\s+", " "));
  }

  /** @return the name, else the id; empty where there is no activity at all */
  public String of(String processDefinitionId, String activityId) {
    return find(processDefinitionId, activityId)
        .orElse(processDefinitionId == null || activityId == null ? "" : activityId);
  }
}
