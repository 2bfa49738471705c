package org.hatchery.desk;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.model.bpmn.instance.CallActivity;
import org.camunda.bpm.model.bpmn.instance.Documentation;
import org.camunda.bpm.model.bpmn.instance.EndEvent;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.IntermediateCatchEvent;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.camunda.bpm.model.bpmn.instance.StartEvent;
import org.camunda.bpm.model.bpmn.instance.SubProcess;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.springframework.stereotype.Component;

/** What the diagram says of a step and of the steps behind it, in the words that stand in the diagram. */
@Component
class WhatComesNext {

  private static final int MOST = 8;

  private final RepositoryService repository;

  WhatComesNext(RepositoryService repository) {
    this.repository = repository;
  }

  /** @param on the words on the way there, e.g. a gateway's answer; may be empty */
  record Way(String on, String name) {}

  /** What is to be done there; empty where the diagram says nothing. */
  String about(String definition, String node) {
    return node(definition, node)
        .map(FlowNode::getDocumentations)
        .stream()
        .flatMap(Collection::stream)
        .map(Documentation::getTextContent)
        .findFirst()
        .orElse("");
  }

  /** Where it can go from there, past what the program does by itself. */
  List<Way> after(String definition, String node) {
    Set<Way> ways = new LinkedHashSet<>();
    node(definition, node).ifPresent(from -> collect(from, ways));
    return ways.stream().limit(MOST).toList();
  }

  /** Whether another process does the work there, which says more of it. */
  boolean calls(String definition, String node) {
    return node(definition, node).filter(CallActivity.class::isInstance).isPresent();
  }

  private record Walk(FlowNode at, String on) {}

  private void collect(FlowNode from, Set<Way> ways) {
    Set<String> seen = new HashSet<>();
    Deque<Walk> open = new ArrayDeque<>(steps(from, ""));
    while (!open.isEmpty()) {
      Walk walk = open.poll();
      if (!seen.add(walk.at().getId())) {
        continue;
      }
      if (waits(walk.at())) {
        // saving leads back to the same step, which is no news
        if (!walk.at().getId().equals(from.getId())) {
          ways.add(new Way(walk.on().equals(walk.at().getName()) ? "" : walk.on(), walk.at().getName()));
        }
      } else if (walk.at() instanceof SubProcess part) {
        part.getChildElementsByType(StartEvent.class).forEach(start -> open.add(new Walk(start, walk.on())));
      } else if (!walk.at().getId().equals(from.getId())) {
        open.addAll(steps(walk.at(), walk.on()));
      }
    }
  }

  /** The flows out of a node; at the end of a part, out of the part. */
  private static List<Walk> steps(FlowNode node, String on) {
    List<Walk> steps = new ArrayList<>();
    for (SequenceFlow flow : node.getOutgoing()) {
      String said = flow.getName() == null || flow.getName().isBlank() ? on : flow.getName();
      steps.add(new Walk(flow.getTarget(), said));
    }
    if (node.getOutgoing().isEmpty() && node.getParentElement() instanceof SubProcess part) {
      steps.addAll(steps(part, on));
    }
    return steps;
  }

  private static boolean waits(FlowNode node) {
    boolean last = node instanceof EndEvent && !(node.getParentElement() instanceof SubProcess);
    return node instanceof UserTask
        || node instanceof CallActivity
        || node instanceof IntermediateCatchEvent
        || last;
  }

  private Optional<FlowNode> node(String definition, String id) {
    return Optional.ofNullable(repository.getBpmnModelInstance(definition).<FlowNode>getModelElementById(id));
  }
}
