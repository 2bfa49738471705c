package org.hatchery.demo;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.model.bpmn.instance.FlowElement;
import org.camunda.bpm.model.xml.instance.ModelElementInstance;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;

/** Chinese names of the nodes of diagrams. */
@Component
@ConditionalOnProperty(name = "hatchery.demo", havingValue = "true")
class StepNames {

  private final RepositoryService repository;
  private final Map<String, String> names = new ConcurrentHashMap<>();

  StepNames(RepositoryService repository) {
    this.repository = repository;
  }

  /**
   * @param processDefinitionId null for work of the engine itself
   * @param activityId id of a node in that diagram; may carry the suffix of a multi-instance body
   */
  String of(String processDefinitionId, String activityId) {
    if (processDefinitionId == null || activityId == null) {
      return "系统内部整理";
    }
    return names.computeIfAbsent(
        processDefinitionId + "#" + activityId, key -> name(processDefinitionId, activityId));
  }

  private String name(String processDefinitionId, String activityId) {
    ModelElementInstance node =
        repository
            .getBpmnModelInstance(processDefinitionId)
            .getModelElementById(activityId.replace("#multiInstanceBody", ""));
    String name = node instanceof FlowElement element ? element.getName() : null;
    return name == null || name.isBlank() ? "自动步骤" : name.replaceAll("\\s+", " ");
  }
}
