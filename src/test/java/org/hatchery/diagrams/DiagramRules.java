package org.hatchery.diagrams;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.impl.BpmnModelConstants;
import org.camunda.bpm.model.bpmn.instance.Activity;
import org.camunda.bpm.model.bpmn.instance.Artifact;
import org.camunda.bpm.model.bpmn.instance.Association;
import org.camunda.bpm.model.bpmn.instance.BoundaryEvent;
import org.camunda.bpm.model.bpmn.instance.BusinessRuleTask;
import org.camunda.bpm.model.bpmn.instance.CallActivity;
import org.camunda.bpm.model.bpmn.instance.CatchEvent;
import org.camunda.bpm.model.bpmn.instance.ConditionExpression;
import org.camunda.bpm.model.bpmn.instance.EventBasedGateway;
import org.camunda.bpm.model.bpmn.instance.EventDefinition;
import org.camunda.bpm.model.bpmn.instance.ExclusiveGateway;
import org.camunda.bpm.model.bpmn.instance.FlowElement;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.Gateway;
import org.camunda.bpm.model.bpmn.instance.IntermediateCatchEvent;
import org.camunda.bpm.model.bpmn.instance.LinkEventDefinition;
import org.camunda.bpm.model.bpmn.instance.MessageEventDefinition;
import org.camunda.bpm.model.bpmn.instance.ParallelGateway;
import org.camunda.bpm.model.bpmn.instance.Process;
import org.camunda.bpm.model.bpmn.instance.ReceiveTask;
import org.camunda.bpm.model.bpmn.instance.ScriptTask;
import org.camunda.bpm.model.bpmn.instance.SendTask;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.camunda.bpm.model.bpmn.instance.ServiceTask;
import org.camunda.bpm.model.bpmn.instance.StartEvent;
import org.camunda.bpm.model.bpmn.instance.TextAnnotation;
import org.camunda.bpm.model.bpmn.instance.ThrowEvent;
import org.camunda.bpm.model.bpmn.instance.TimerEventDefinition;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.camunda.bpm.model.bpmn.instance.bpmndi.BpmnEdge;
import org.camunda.bpm.model.bpmn.instance.di.Waypoint;
import org.camunda.bpm.model.xml.instance.DomElement;
import org.camunda.bpm.model.xml.instance.ModelElementInstance;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * The rules of a diagram that bpmnlint does not know: "Rules of the diagrams" of the design, and
 * what the contract asks.
 */
final class DiagramRules {

  private static final String CAMUNDA = BpmnModelConstants.CAMUNDA_NS;
  private static final Pattern CHINESE = Pattern.compile("\\p{IsHan}");
  private static final Pattern ENGLISH = Pattern.compile("[a-z][A-Za-z0-9_]*");
  private static final Pattern EXPRESSION = Pattern.compile("[$#]\\{([^}]*)}");
  private static final Pattern TEXTS = Pattern.compile("'[^']*'|\"[^\"]*\"");
  private static final Pattern NAMES =
      Pattern.compile("(?<![A-Za-z0-9_.])([A-Za-z_][A-Za-z0-9_]*)");
  private static final Set<String> WORDS =
      Set.of(
          "outcome",
          "execution",
          "task",
          "and",
          "or",
          "not",
          "empty",
          "eq",
          "ne",
          "lt",
          "gt",
          "le",
          "ge",
          "true",
          "false",
          "null",
          "div",
          "mod");

  private final Path file;
  private final BpmnModelInstance model;
  private final Predicate<String> bean;
  private final Predicate<Path> exists;
  private final List<String> problems = new ArrayList<>();

  private DiagramRules(
      Path file, BpmnModelInstance model, Predicate<String> bean, Predicate<Path> exists) {
    this.file = file;
    this.model = model;
    this.bean = bean;
    this.exists = exists;
  }

  /**
   * @param bean whether a name is that of a bean of the program
   * @param exists whether a file of the source tree is there
   * @return what is wrong, in the order of the rules; empty if nothing
   */
  static List<String> problems(
      Path file, BpmnModelInstance model, Predicate<String> bean, Predicate<Path> exists) {
    return new DiagramRules(file, model, bean, exists).check();
  }

  static List<String> problems(Path file, BpmnModelInstance model, Predicate<String> bean) {
    return problems(file, model, bean, Files::isRegularFile);
  }

  private List<String> check() {
    process();
    all(FlowNode.class).forEach(this::node);
    all(ExclusiveGateway.class).forEach(this::exclusive);
    all(UserTask.class).forEach(this::userTask);
    all(StartEvent.class).forEach(this::start);
    Stream.of(ServiceTask.class, BusinessRuleTask.class, SendTask.class)
        .flatMap(type -> all(type).stream())
        .forEach(this::step);
    all(ThrowEvent.class).forEach(this::throwing);
    all(ScriptTask.class)
        .forEach(
            task -> say(task, "a script decides in the diagram; write a step or a decision table"));
    all(CallActivity.class).forEach(this::call);
    all(Activity.class).forEach(this::variables);
    all(IntermediateCatchEvent.class).forEach(this::wait);
    all(ReceiveTask.class).forEach(this::wait);
    all(MessageEventDefinition.class).forEach(this::message);
    all(TimerEventDefinition.class).forEach(this::timer);
    expressions();
    all(ConditionExpression.class).forEach(this::condition);
    drawing();
    return problems;
  }

  private <T extends ModelElementInstance> Collection<T> all(Class<T> type) {
    return model.getModelElementsByType(type);
  }

  private void say(ModelElementInstance element, String problem) {
    String id = element.getAttributeValue("id");
    String name = element.getAttributeValue("name");
    problems.add(
        element.getElementType().getTypeName()
            + " "
            + id
            + (name == null ? "" : " " + name)
            + ": "
            + problem);
  }

  private static String camunda(ModelElementInstance element, String attribute) {
    return element.getAttributeValueNs(CAMUNDA, attribute);
  }

  private static boolean hasText(String text) {
    return text != null && !text.isBlank();
  }

  private static boolean chinese(String text) {
    return text != null && CHINESE.matcher(text).find();
  }

  private boolean form(String id) {
    return exists.test(Path.of("forms", Diagrams.stage(file), id + ".form"));
  }

  private void process() {
    Collection<Process> processes = all(Process.class);
    if (processes.size() != 1) {
      problems.add("one process a file, found " + processes.size());
    }
    for (Process process : processes) {
      if (!process.getId().equals(Diagrams.name(file))) {
        say(process, "its file is " + process.getId() + ".bpmn, not " + file.getFileName());
      }
      if (!chinese(process.getName())) {
        say(process, "no Chinese name");
      }
      if (!process.isExecutable()) {
        say(process, "isExecutable=\"true\" is missing");
      }
      if (!"P1825D".equals(camunda(process, "historyTimeToLive"))) {
        say(process, "camunda:historyTimeToLive=\"P1825D\" is missing");
      }
      if (!hasText(camunda(process, "versionTag"))) {
        say(process, "camunda:versionTag is missing");
      }
      boolean byHand =
          process.getChildElementsByType(StartEvent.class).stream()
              .anyMatch(start -> camunda(start, "formRef") != null);
      if (byHand == "false".equals(camunda(process, "isStartableInTasklist"))) {
        say(
            process,
            byHand
                ? "has a start form, but camunda:isStartableInTasklist=\"false\""
                : "is not started by hand: camunda:isStartableInTasklist=\"false\" is missing");
      }
    }
  }

  private void node(FlowNode node) {
    if (!ENGLISH.matcher(node.getId()).matches()) {
      say(node, "the id is no English name");
    }
    boolean joins = node instanceof Gateway && node.getOutgoing().size() <= 1;
    if (!chinese(node.getName())
        && !(joins && !hasText(node.getName()))
        && !(node instanceof ParallelGateway)) {
      say(node, "no Chinese name");
    }
  }

  private void exclusive(ExclusiveGateway gateway) {
    Collection<SequenceFlow> out = gateway.getOutgoing();
    if (out.size() < 2) {
      if (out.stream().anyMatch(flow -> flow.getConditionExpression() != null)) {
        say(gateway, "the only way out has a condition");
      }
      return;
    }
    SequenceFlow other = gateway.getDefault();
    for (SequenceFlow flow : out) {
      if (!chinese(flow.getName())) {
        say(flow, "leaves the gateway " + gateway.getName() + " without a Chinese name");
      }
      if (flow == other || other != null && flow.getId().equals(other.getId())) {
        if (flow.getConditionExpression() != null) {
          say(flow, "is the default and has a condition");
        }
      } else if (flow.getConditionExpression() == null) {
        say(flow, "has no condition and is not the default");
      }
    }
  }

  private void userTask(UserTask task) {
    if (!task.getId().equals(camunda(task, "formRef"))) {
      say(task, "camunda:formRef=\"" + task.getId() + "\" is missing");
    }
    if (!"deployment".equals(camunda(task, "formRefBinding"))) {
      say(task, "camunda:formRefBinding=\"deployment\" is missing");
    }
    if (!form(task.getId())) {
      say(task, "no form forms/" + Diagrams.stage(file) + "/" + task.getId() + ".form");
    }
    String groups = camunda(task, "candidateGroups");
    if (groups != null && !groups.equals("${acting.groups(execution)}")) {
      say(task, "camunda:candidateGroups is ${acting.groups(execution)} or absent, not " + groups);
    }
    for (String said :
        List.of(
            "assignee",
            "candidateUsers",
            "dueDate",
            "followUpDate",
            "formKey",
            "formRefVersion",
            "priority")) {
      if (camunda(task, said) != null) {
        say(task, "camunda:" + said + " does not belong here: the class of the task says it");
      }
    }
    if (task.getDocumentations().stream().noneMatch(text -> chinese(text.getTextContent()))) {
      say(task, "no documentation that tells the user what to do");
    }
    if (!bean.test(task.getId())) {
      say(task, "no class @Component(\"" + task.getId() + "\")");
    }
  }

  private void start(StartEvent start) {
    String form = camunda(start, "formRef");
    if (form == null) {
      return;
    }
    if (!form.equals(start.getId()) || !"deployment".equals(camunda(start, "formRefBinding"))) {
      say(
          start,
          "camunda:formRef=\""
              + start.getId()
              + "\" camunda:formRefBinding=\"deployment\" expected");
    }
    if (!form(start.getId())) {
      say(start, "no form forms/" + Diagrams.stage(file) + "/" + start.getId() + ".form");
    }
    if (!bean.test(start.getId())) {
      say(start, "no class @Component(\"" + start.getId() + "\")");
    }
  }

  private void step(ModelElementInstance task) {
    if (!"${step}".equals(camunda(task, "delegateExpression"))) {
      say(task, "camunda:delegateExpression=\"${step}\" is missing");
    }
    for (String other : List.of("class", "expression", "type", "decisionRef", "resultVariable")) {
      if (camunda(task, other) != null) {
        say(task, "camunda:" + other + " does not belong here");
      }
    }
    if (!bean.test(task.getAttributeValue("id"))) {
      say(task, "no class @Component(\"" + task.getAttributeValue("id") + "\")");
    }
  }

  private void throwing(ThrowEvent event) {
    for (EventDefinition definition : event.getEventDefinitions()) {
      if (definition instanceof MessageEventDefinition) {
        if (!"${step}".equals(camunda(definition, "delegateExpression"))) {
          say(event, "its messageEventDefinition lacks camunda:delegateExpression=\"${step}\"");
        }
        if (!bean.test(event.getId())) {
          say(event, "no class @Component(\"" + event.getId() + "\")");
        }
      }
    }
  }

  private void call(CallActivity call) {
    List<DomElement> passed =
        call.getExtensionElements() == null
            ? List.of()
            : call.getExtensionElements().getDomElement().getChildElements().stream()
                .filter(
                    child ->
                        CAMUNDA.equals(child.getNamespaceURI())
                            && Set.of("in", "out").contains(child.getLocalName()))
                .toList();
    boolean keyOnly =
        passed.size() == 1
            && passed.get(0).getLocalName().equals("in")
            && "#{execution.processBusinessKey}".equals(passed.get(0).getAttribute("businessKey"))
            && Stream.of("source", "sourceExpression", "variables", "target")
                .noneMatch(a -> passed.get(0).getAttribute(a) != null);
    if (!keyOnly) {
      say(
          call,
          "passes <camunda:in businessKey=\"#{execution.processBusinessKey}\" /> and nothing else");
    }
    for (String other :
        List.of("variableMappingClass", "variableMappingDelegateExpression", "caseRef")) {
      if (camunda(call, other) != null) {
        say(call, "camunda:" + other + " does not belong here");
      }
    }
  }

  private void variables(Activity activity) {
    if (activity.getExtensionElements() != null
        && activity.getExtensionElements().getDomElement().getChildElements().stream()
            .anyMatch(child -> child.getLocalName().equals("inputOutput"))) {
      say(activity, "camunda:inputOutput writes variables; text and facts belong in the record");
    }
  }

  private void wait(FlowNode node) {
    boolean message =
        node instanceof ReceiveTask
            || node instanceof CatchEvent event
                && event.getEventDefinitions().stream()
                    .noneMatch(
                        d -> d instanceof TimerEventDefinition || d instanceof LinkEventDefinition);
    if (!message) {
      return;
    }
    boolean choice =
        node.getPreviousNodes().list().stream()
            .anyMatch(
                before -> before instanceof EventBasedGateway && before.getOutgoing().size() > 1);
    if (!choice && !guarded(node) && !annotated(node)) {
      say(
          node,
          "waits for ever if the message never comes: add an event-based gateway or a boundary"
              + " event, or say in a text annotation why not");
    }
  }

  /** Whether the node or a sub-process around it has a boundary event. */
  private boolean guarded(ModelElementInstance node) {
    for (ModelElementInstance e = node; e instanceof FlowNode; e = e.getParentElement()) {
      String id = e.getAttributeValue("id");
      if (all(BoundaryEvent.class).stream()
          .anyMatch(
              event -> event.getAttachedTo() != null && id.equals(event.getAttachedTo().getId()))) {
        return true;
      }
    }
    return false;
  }

  private boolean annotated(FlowNode node) {
    return all(Association.class).stream()
        .anyMatch(
            link ->
                link.getSource() != null
                    && link.getTarget() != null
                    && (link.getSource().getId().equals(node.getId())
                            && link.getTarget() instanceof TextAnnotation
                        || link.getTarget().getId().equals(node.getId())
                            && link.getSource() instanceof TextAnnotation));
  }

  private void message(MessageEventDefinition definition) {
    if (definition.getParentElement() instanceof ThrowEvent) {
      return;
    }
    if (definition.getMessage() == null) {
      problems.add(
          "messageEventDefinition "
              + definition.getId()
              + ": messageRef names no message of this file");
    } else if (!hasText(definition.getMessage().getName())
        || !ENGLISH.matcher(definition.getMessage().getName()).matches()) {
      say(definition.getMessage(), "the message's name is no English name");
    }
  }

  private void timer(TimerEventDefinition timer) {
    if (Stream.of(timer.getTimeDate(), timer.getTimeDuration(), timer.getTimeCycle())
        .noneMatch(t -> t != null && hasText(t.getTextContent()))) {
      problems.add(
          "timerEventDefinition "
              + timer.getId()
              + " of "
              + timer.getParentElement().getAttributeValue("id")
              + ": no timeDate, timeDuration or timeCycle");
    }
  }

  /**
   * Every expression, wherever it stands: it names beans, and {@code outcome} only in a condition.
   */
  private void expressions() {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
      factory.setNamespaceAware(true);
      NodeList elements =
          factory.newDocumentBuilder().parse(file.toFile()).getElementsByTagNameNS("*", "*");
      for (int i = 0; i < elements.getLength(); i++) {
        Element element = (Element) elements.item(i);
        NamedNodeMap attributes = element.getAttributes();
        for (int k = 0; k < attributes.getLength(); k++) {
          expression(attributes.item(k).getNodeValue(), false);
        }
        if (element.getElementsByTagNameNS("*", "*").getLength() == 0) {
          expression(
              element.getTextContent(), element.getLocalName().equals("conditionExpression"));
        }
      }
    } catch (IOException | ParserConfigurationException | SAXException e) {
      throw new IllegalStateException(e);
    }
  }

  private void expression(String text, boolean condition) {
    Matcher found = EXPRESSION.matcher(text);
    while (found.find()) {
      if (found.group(1).matches(".*\\b(execution|task)\\s*\\.\\s*(getV|v)ariable.*")) {
        problems.add(found.group() + ": reads a variable");
      }
      Matcher names = NAMES.matcher(TEXTS.matcher(found.group(1)).replaceAll("0"));
      while (names.find()) {
        String name = names.group(1);
        if (name.equals("outcome") && !condition) {
          problems.add(found.group() + ": outcome is for conditions only");
        } else if (!WORDS.contains(name) && !bean.test(name)) {
          problems.add(
              found.group()
                  + ": "
                  + name
                  + " is no bean; a variable decides nothing, ask the record by a bean");
        }
      }
    }
  }

  /** {@code outcome} is what the task or step just before has set in the same transaction. */
  private void condition(ConditionExpression condition) {
    if (!TEXTS
        .matcher(condition.getTextContent())
        .replaceAll("")
        .matches("(?s).*\\boutcome\\b.*")) {
      return;
    }
    SequenceFlow flow = (SequenceFlow) condition.getParentElement();
    Set<String> seen = new HashSet<>();
    sources(flow.getSource(), seen)
        .forEach(
            source -> {
              boolean sets =
                  source instanceof UserTask
                      || source instanceof ServiceTask
                      || source instanceof BusinessRuleTask
                      || source instanceof SendTask;
              if (!sets) {
                say(
                    flow,
                    "asks for outcome, but may come from "
                        + source.getId()
                        + ", which sets none; ask the record by a bean");
              } else if (((Activity) source).getLoopCharacteristics() != null) {
                say(
                    flow,
                    "asks for outcome after the many instances of "
                        + source.getId()
                        + "; ask the record by a bean");
              } else if (source.isCamundaAsyncAfter()) {
                say(
                    flow,
                    "asks for outcome after "
                        + source.getId()
                        + ", which has asyncAfter: it is gone by then");
              }
            });
  }

  /** What comes before, through gateways; says so where one of these waits. */
  private Set<FlowNode> sources(FlowNode node, Set<String> seen) {
    Set<FlowNode> sources = new HashSet<>();
    if (!(node instanceof Gateway)) {
      sources.add(node);
    } else if (seen.add(node.getId())) {
      if (node.isCamundaAsyncBefore() || node.isCamundaAsyncAfter()) {
        say(node, "is asynchronous, so an outcome before it is gone behind it");
      }
      node.getPreviousNodes().list().forEach(before -> sources.addAll(sources(before, seen)));
    }
    return sources;
  }

  private void drawing() {
    for (FlowElement element : all(FlowElement.class)) {
      boolean drawn =
          element instanceof FlowNode node
              ? node.getDiagramElement() != null
              : !(element instanceof SequenceFlow flow) || flow.getDiagramElement() != null;
      if (!drawn) {
        say(element, "is not drawn: run node bpmn/layout.mjs " + file);
      }
    }
    for (Artifact artifact : all(Artifact.class)) {
      if (artifact.getDiagramElement() == null) {
        say(artifact, "is not drawn: run node bpmn/layout.mjs " + file);
      }
    }
    for (SequenceFlow flow : all(SequenceFlow.class)) {
      if (!flow.getSource().getOutgoing().contains(flow)
          || !flow.getTarget().getIncoming().contains(flow)) {
        say(
            flow,
            "is missing in incoming or outgoing of its ends: run node bpmn/layout.mjs " + file);
      }
    }
  }

  /**
   * Pairs of flows whose lines cross. Lines that meet at one target, or are one line at first
   * because they leave the same gateway, do not count.
   */
  static List<String> crossings(BpmnModelInstance model) {
    List<SequenceFlow> flows = List.copyOf(model.getModelElementsByType(SequenceFlow.class));
    List<String> crossings = new ArrayList<>();
    for (int i = 0; i < flows.size(); i++) {
      for (int j = i + 1; j < flows.size(); j++) {
        SequenceFlow a = flows.get(i);
        SequenceFlow b = flows.get(j);
        boolean together = a.getTarget().getId().equals(b.getTarget().getId());
        if (!together
            && cross(
                a.getDiagramElement(),
                b.getDiagramElement(),
                a.getSource().getId().equals(b.getSource().getId()))) {
          crossings.add(a.getId() + " and " + b.getId());
        }
      }
    }
    return crossings;
  }

  private static boolean cross(BpmnEdge one, BpmnEdge other, boolean sameSource) {
    if (one == null || other == null) {
      return false;
    }
    List<Waypoint> a = List.copyOf(one.getWaypoints());
    List<Waypoint> b = List.copyOf(other.getWaypoints());
    for (int i = 1; i < a.size(); i++) {
      for (int j = 1; j < b.size(); j++) {
        if (cross(a.get(i - 1), a.get(i), b.get(j - 1), b.get(j)) && !sameSource) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean cross(Waypoint a, Waypoint b, Waypoint c, Waypoint d) {
    return overlap(a.getX(), b.getX(), c.getX(), d.getX())
        && overlap(a.getY(), b.getY(), c.getY(), d.getY());
  }

  private static boolean overlap(double a, double b, double c, double d) {
    return Math.max(Math.min(a, b), Math.min(c, d)) <= Math.min(Math.max(a, b), Math.max(c, d));
  }
}
