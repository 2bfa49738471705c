package org.hatchery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.history.HistoricActivityInstance;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.EventBasedGateway;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Runs after all other tests of the suite: every node and every flow of every diagram was walked by one of them. */
@HatcheryTest
@Order(Integer.MAX_VALUE)
class PathCoverageTest {

  @Autowired RepositoryService repository;
  @Autowired HistoryService history;

  @Test
  void everyPathIsWalked() {
    Set<String> visited =
        history.createHistoricActivityInstanceQuery().list().stream()
            .map(HistoricActivityInstance::getActivityId)
            .collect(Collectors.toSet());
    Set<String> never = new TreeSet<>();
    repository.createProcessDefinitionQuery().latestVersion().list().stream()
        // small processes that a test deploys for itself
        .filter(process -> !process.getKey().startsWith("test"))
        .forEach(process -> {
      BpmnModelInstance model = repository.getBpmnModelInstance(process.getId());
      model.getModelElementsByType(FlowNode.class).stream()
          .filter(node -> !visited.contains(node.getId()))
          .forEach(node -> never.add(process.getKey() + ": node " + node.getId() + " " + node.getName()));
      model.getModelElementsByType(SequenceFlow.class).stream()
          // the engine takes no flow out of an event-based gateway: the event behind it tells
          .filter(flow -> !(flow.getSource() instanceof EventBasedGateway))
          .filter(flow -> !FlowRecorder.TAKEN.contains(flow.getId()))
          .forEach(flow -> never.add(process.getKey() + ": flow " + flow.getId()));
    });
    assertThat(never).as("paths that no test of the suite takes").isEmpty();
  }
}
