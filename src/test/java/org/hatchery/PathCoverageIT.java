package org.hatchery;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.Set;
import java.util.TreeSet;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.EventBasedGateway;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** After all tests of the run: every node and every flow of every diagram was walked by one of them. */
class PathCoverageIT {

  @Test
  void everyPathIsWalked() throws IOException {
    Set<String> visited = FlowRecorder.NODES.names();
    Set<String> taken = FlowRecorder.FLOWS.names();
    Set<String> never = new TreeSet<>();
    for (Resource diagram : new PathMatchingResourcePatternResolver().getResources("classpath*:bpmn/*/*.bpmn")) {
      BpmnModelInstance model = read(diagram);
      model.getModelElementsByType(FlowNode.class).stream()
          .filter(node -> !visited.contains(node.getId()))
          .forEach(node -> never.add(diagram.getFilename() + ": node " + node.getId() + " " + node.getName()));
      model.getModelElementsByType(SequenceFlow.class).stream()
          // the engine takes no flow out of an event-based gateway: the event behind it tells
          .filter(flow -> !(flow.getSource() instanceof EventBasedGateway))
          .filter(flow -> !taken.contains(flow.getId()))
          .forEach(flow -> never.add(diagram.getFilename() + ": flow " + flow.getId()));
    }
    assertThat(never).as("paths that no test of the run takes").isEmpty();
  }

  private static BpmnModelInstance read(Resource diagram) throws IOException {
    try (InputStream file = diagram.getInputStream()) {
      return Bpmn.readModelFromStream(file);
    }
  }
}
