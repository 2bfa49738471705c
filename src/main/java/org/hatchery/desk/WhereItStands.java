package org.hatchery.desk;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.history.HistoricActivityInstance;
import org.camunda.bpm.engine.history.HistoricProcessInstance;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.CallActivity;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.hatchery.project.Projects;
import org.hatchery.project.Stage;
import org.hatchery.project.Timeline;
import org.springframework.stereotype.Component;

/**
 * Where a case stands on its diagrams, as far as the reader may know it: the spine of a project first, then every process of
 * the case. From the engine's history; where that is gone or never was, from the record.
 */
@Component
class WhereItStands {

  static final String SPINE = "project";

  /** Not a place where anything stands: what stands within it is. */
  private static final Set<String> AROUND = Set.of("subProcess", "multiInstanceBody", "transaction", "eventSubProcess");

  private static final Map<Stage, String> ON_SPINE =
      Map.of(
          Stage.EVALUATION, "evaluationStage", Stage.INCUBATION, "incubationStage", Stage.REVIEW, "reviewStage",
          Stage.RECTIFICATION, "rectificationStage", Stage.OPERATION, "operationStage");

  private final HistoryService history;
  private final RepositoryService repository;
  private final TaskService tasks;
  private final Projects projects;

  WhereItStands(HistoryService history, RepositoryService repository, TaskService tasks, Projects projects) {
    this.history = history;
    this.repository = repository;
    this.tasks = tasks;
    this.projects = projects;
  }

  record Node(String id, String name) {}

  /**
   * A diagram with what is marked on it.
   *
   * @param definition of the engine, in the version the case runs on
   * @param instance of the engine; null where only the record knows
   * @param running whether the process runs
   * @param silent judging goes on, of which the reader is told nothing: what is marked ends before it
   * @param flows ids of sequence flows that were surely taken
   * @param now where it stands; empty where it is over or silent
   */
  record Diagram(
      String key, String name, String definition, String instance, boolean running, boolean silent, List<Node> passed,
      List<String> flows, List<Node> now) {}

  /** @param entries the whole timeline of the case @param discreet the reader is told nothing of judging that goes on */
  List<Diagram> of(String caseNumber, List<Timeline.Entry> entries, String userId, boolean discreet) {
    List<HistoricProcessInstance> all = instances(caseNumber);
    Collection<HistoricProcessInstance> latest = latest(all);
    Map<String, List<HistoricActivityInstance>> steps = new HashMap<>();
    // when judging began may lie in an earlier instance
    (discreet ? all : latest).forEach(instance -> steps.put(instance.getId(), steps(instance.getId())));
    Optional<Instant> silence = discreet ? silence(entries, steps.values()) : Optional.empty();
    List<Diagram> diagrams = new ArrayList<>();
    for (HistoricProcessInstance instance : latest) {
      boolean silent = silence.isPresent() && judges(instance.getProcessDefinitionId());
      diagrams.add(
          silent
              ? silent(instance, steps.get(instance.getId()), silence.get(), caseNumber, userId)
              : open(instance, steps.get(instance.getId())));
    }
    projects.find(caseNumber).ifPresent(project -> addFromRecord(diagrams, project.stage(), entries, discreet));
    return diagrams;
  }

  /** As deployed, with its drawing. */
  String xml(String definition) {
    try (InputStream xml = repository.getProcessModel(definition)) {
      return new String(xml.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<HistoricProcessInstance> instances(String caseNumber) {
    return history
        .createHistoricProcessInstanceQuery()
        .processInstanceBusinessKey(caseNumber)
        .orderByProcessInstanceStartTime()
        .asc()
        .orderByProcessInstanceId()
        .asc()
        .list();
  }

  /** The instance of each process that runs, else the last; the spine first. */
  private static Collection<HistoricProcessInstance> latest(List<HistoricProcessInstance> all) {
    Map<String, HistoricProcessInstance> latest = new LinkedHashMap<>();
    all.stream().filter(one -> one.getProcessDefinitionKey().equals(SPINE)).forEach(one -> latest.put(SPINE, one));
    for (HistoricProcessInstance one : all) {
      HistoricProcessInstance known = latest.get(one.getProcessDefinitionKey());
      if (known == null || known.getEndTime() != null || one.getEndTime() == null) {
        latest.put(one.getProcessDefinitionKey(), one);
      }
    }
    return latest.values();
  }

  private List<HistoricActivityInstance> steps(String instance) {
    return history
        .createHistoricActivityInstanceQuery()
        .processInstanceId(instance)
        .orderByHistoricActivityInstanceStartTime()
        .asc()
        // several steps at the same moment: in the order in which they came
        .orderPartiallyByOccurrence()
        .asc()
        .orderByHistoricActivityInstanceId()
        .asc()
        .list();
  }

  /** Since when judging goes on of which nothing was told yet; empty where none does. */
  private static Optional<Instant> silence(
      List<Timeline.Entry> entries, Collection<List<HistoricActivityInstance>> steps) {
    Instant told = Discretion.told(entries).orElse(Instant.MIN);
    Set<Instant> kept = new HashSet<>();
    entries.stream().filter(e -> Discretion.keeps(e.activity())).forEach(e -> kept.add(e.happenedAt()));
    steps.stream()
        .flatMap(List::stream)
        .filter(step -> Discretion.keeps(plain(step.getActivityId())))
        .forEach(step -> kept.add(step.getStartTime().toInstant()));
    return kept.stream().filter(at -> at.isAfter(told)).min(Instant::compareTo);
  }

  private boolean judges(String definition) {
    return nodes(definition).keySet().stream().anyMatch(Discretion::keeps);
  }

  private Map<String, FlowNode> nodes(String definition) {
    return repository.getBpmnModelInstance(definition).getModelElementsByType(FlowNode.class).stream()
        .collect(Collectors.toMap(FlowNode::getId, node -> node, (a, b) -> a, LinkedHashMap::new));
  }

  private Diagram open(HistoricProcessInstance instance, List<HistoricActivityInstance> steps) {
    List<Node> now =
        distinct(
            steps.stream()
                .filter(step -> step.getEndTime() == null && !AROUND.contains(step.getActivityType()))
                .map(WhereItStands::node)
                .toList());
    return marked(instance, steps.stream().filter(step -> step.getEndTime() != null).toList(), now, false);
  }

  /** What began before the judging, and the reader's own task. */
  private Diagram silent(
      HistoricProcessInstance instance, List<HistoricActivityInstance> steps, Instant since, String caseNumber,
      String userId) {
    List<Node> own =
        tasks.createTaskQuery().processInstanceBusinessKey(caseNumber).taskAssignee(userId).list().stream()
            .filter(task -> task.getProcessInstanceId().equals(instance.getId()))
            .map(task -> new Node(task.getTaskDefinitionKey(), task.getName()))
            .toList();
    List<HistoricActivityInstance> before =
        steps.stream()
            .filter(step -> step.getEndTime() != null && step.getStartTime().toInstant().isBefore(since))
            .filter(step -> !Discretion.keeps(plain(step.getActivityId())))
            .toList();
    return marked(instance, before, distinct(own), true);
  }

  private Diagram marked(
      HistoricProcessInstance instance, List<HistoricActivityInstance> ended, List<Node> now, boolean silent) {
    Map<String, FlowNode> nodes = nodes(instance.getProcessDefinitionId());
    Set<String> passed = ended.stream().map(step -> plain(step.getActivityId())).collect(Collectors.toSet());
    Set<String> left =
        ended.stream().filter(step -> !step.isCanceled()).map(step -> plain(step.getActivityId())).collect(Collectors.toSet());
    Set<String> reached = new HashSet<>(passed);
    now.forEach(node -> reached.add(node.id()));
    return new Diagram(
        instance.getProcessDefinitionKey(),
        instance.getProcessDefinitionName(),
        instance.getProcessDefinitionId(),
        instance.getId(),
        instance.getEndTime() == null,
        silent,
        distinct(
            ended.stream()
                .filter(step -> nodes.containsKey(plain(step.getActivityId())))
                .filter(step -> !AROUND.contains(step.getActivityType()))
                .map(WhereItStands::node)
                .toList()),
        flows(nodes.values(), left, reached, silent),
        now);
  }

  /** The history keeps no flows: only those of which there was no other are marked. */
  private static List<String> flows(Collection<FlowNode> nodes, Set<String> left, Set<String> reached, boolean silent) {
    Set<String> taken = new LinkedHashSet<>();
    for (FlowNode node : nodes) {
      if (reached.contains(node.getId()) && node.getIncoming().size() == 1) {
        taken.add(node.getIncoming().iterator().next().getId());
      }
      for (SequenceFlow flow : node.getOutgoing()) {
        boolean only = left.contains(node.getId()) && node.getOutgoing().size() == 1;
        if (only && (!silent || reached.contains(flow.getTarget().getId()))) {
          taken.add(flow.getId());
        }
      }
    }
    return List.copyOf(taken);
  }

  /** The spine, and stages that are no more in the engine's history, by what the record knows. */
  private void addFromRecord(List<Diagram> diagrams, Stage stage, List<Timeline.Entry> entries, boolean discreet) {
    Set<String> known = diagrams.stream().map(Diagram::key).collect(Collectors.toSet());
    if (known.contains(SPINE)) {
      return;
    }
    List<Timeline.Entry> readable = discreet ? Discretion.readable(entries, "") : entries;
    Set<String> done = readable.stream().map(Timeline.Entry::activity).collect(Collectors.toSet());
    String spine = definition(SPINE);
    BpmnModelInstance model = repository.getBpmnModelInstance(spine);
    String current = ON_SPINE.get(stage);
    List<Node> passed = new ArrayList<>();
    List<Node> now = new ArrayList<>();
    for (FlowNode node : model.getModelElementsByType(FlowNode.class)) {
      boolean stageDone = node instanceof CallActivity call && within(call.getCalledElement(), done);
      if (node.getId().equals(current)) {
        now.add(new Node(node.getId(), node.getName()));
      } else if (node.getId().equals("proposalAccepted") || done.contains(node.getId()) || stageDone) {
        passed.add(new Node(node.getId(), node.getName()));
      }
      if (stageDone && known.add(((CallActivity) node).getCalledElement())) {
        diagrams.add(recorded(((CallActivity) node).getCalledElement(), done));
      }
    }
    diagrams.add(0, new Diagram(SPINE, name(spine), spine, null, stage != Stage.ENDED, false, passed, List.of(), now));
  }

  private boolean within(String process, Set<String> done) {
    return nodes(definition(process)).keySet().stream().anyMatch(done::contains);
  }

  private Diagram recorded(String process, Set<String> done) {
    String definition = definition(process);
    List<Node> passed =
        nodes(definition).values().stream()
            .filter(node -> done.contains(node.getId()))
            .map(node -> new Node(node.getId(), node.getName()))
            .toList();
    return new Diagram(process, name(definition), definition, null, false, false, passed, List.of(), List.of());
  }

  private String name(String definition) {
    return repository.getProcessDefinition(definition).getName();
  }

  private String definition(String key) {
    return repository.createProcessDefinitionQuery().processDefinitionKey(key).latestVersion().singleResult().getId();
  }

  private static Node node(HistoricActivityInstance step) {
    return new Node(plain(step.getActivityId()), step.getActivityName() == null ? "" : step.getActivityName());
  }

  private static String plain(String activityId) {
    return activityId.replace("#multiInstanceBody", "");
  }

  private static List<Node> distinct(List<Node> nodes) {
    return nodes.stream().distinct().toList();
  }
}
