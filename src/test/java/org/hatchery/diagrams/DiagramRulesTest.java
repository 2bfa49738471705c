package org.hatchery.diagrams;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.CallActivity;
import org.camunda.bpm.model.bpmn.instance.FlowElement;
import org.camunda.bpm.model.bpmn.instance.Message;
import org.camunda.bpm.model.bpmn.instance.Process;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.context.annotation.ClassPathBeanDefinitionScanner;

/** Each diagram keeps the rules of the house, and all together fit. */
class DiagramRulesTest {

  /**
   * Crossings that no arrangement avoids. The spine: 评比合格 and 未获认定 go round to one more cycle, 摘牌
   * and the others go to leaving, and both pairs start at the same two gateways on the one main
   * line.
   */
  private static final Map<String, Integer> CROSSINGS = Map.of("project", 1);

  private static final Set<String> BEANS = beans();

  @TestFactory
  Stream<DynamicTest> eachDiagramKeepsTheRules() {
    return Diagrams.each(
        Diagrams.bpmn(), file -> DiagramRules.problems(file, read(file), BEANS::contains));
  }

  @TestFactory
  Stream<DynamicTest> linesDoNotCross() {
    return Diagrams.each(
        Diagrams.bpmn(),
        file -> {
          List<String> crossings = DiagramRules.crossings(read(file));
          return crossings.size() <= CROSSINGS.getOrDefault(Diagrams.name(file), 0)
              ? List.of()
              : crossings;
        });
  }

  @Test
  void noIdStandsInTwoDiagrams() {
    Map<String, Set<String>> where = new TreeMap<>();
    for (Path file : Diagrams.bpmn()) {
      BpmnModelInstance model = read(file);
      model
          .getModelElementsByType(FlowElement.class)
          .forEach(
              element ->
                  where
                      .computeIfAbsent(element.getId(), id -> new TreeSet<>())
                      .add(file.toString()));
      model
          .getModelElementsByType(Process.class)
          .forEach(
              process ->
                  where
                      .computeIfAbsent(process.getId(), id -> new TreeSet<>())
                      .add(file + " (process)"));
    }
    where.values().removeIf(files -> files.size() == 1);

    assertThat(where).as("ids used twice: the journal of paths and the beans go by id").isEmpty();
  }

  @Test
  void eachCallFindsItsProcess() {
    Set<String> processes =
        Diagrams.bpmn().stream().map(Diagrams::name).collect(Collectors.toSet());
    List<String> lost = new ArrayList<>();
    for (Path file : Diagrams.bpmn()) {
      read(file).getModelElementsByType(CallActivity.class).stream()
          .filter(call -> !processes.contains(call.getCalledElement()))
          .forEach(
              call -> lost.add(file + ": " + call.getId() + " calls " + call.getCalledElement()));
    }

    assertThat(lost).as("calls of processes that have no diagram").isEmpty();
  }

  @Test
  void eachMessageIsSentBySomebody() throws IOException {
    String java;
    try (Stream<Path> sources = Files.walk(Path.of("src/main/java"))) {
      java =
          sources
              .filter(file -> file.toString().endsWith(".java"))
              .map(Diagrams::text)
              .collect(Collectors.joining("\n"));
    }
    Map<String, String> unsent = new TreeMap<>();
    for (Path file : Diagrams.bpmn()) {
      read(file).getModelElementsByType(Message.class).stream()
          .filter(message -> !java.contains("\"" + message.getName() + "\""))
          .forEach(message -> unsent.put(message.getName(), file.toString()));
    }

    assertThat(unsent).as("messages that a diagram waits for and no class names").isEmpty();
  }

  @Test
  void eachFormBelongsToADiagramOfItsStage() throws IOException {
    Map<String, String> asked = new HashMap<>();
    for (Path file : Diagrams.bpmn()) {
      BpmnModelInstance model = read(file);
      Set<String> ids = new HashSet<>();
      model.getModelElementsByType(UserTask.class).forEach(task -> ids.add(task.getId()));
      model
          .getModelElementsByType(org.camunda.bpm.model.bpmn.instance.StartEvent.class)
          .forEach(start -> ids.add(start.getId()));
      ids.forEach(
          id -> asked.put("forms/" + Diagrams.stage(file) + "/" + id + ".form", file.toString()));
    }
    List<String> orphans = List.of();
    Path forms = Path.of("forms");
    if (Files.isDirectory(forms)) {
      try (Stream<Path> files = Files.walk(forms)) {
        orphans =
            files
                .map(file -> file.toString().replace('\\', '/'))
                .filter(file -> file.endsWith(".form") && !asked.containsKey(file))
                .sorted()
                .toList();
      }
    }

    assertThat(orphans).as("forms that no task and no start of their stage uses").isEmpty();
  }

  @Test
  void theRulesSeeWhatIsWrong() {
    Path file = Path.of("src/test/resources/diagrams/badByRule.bpmn");
    List<String> problems =
        DiagramRules.problems(
            file, read(file), Set.of("acting", "step", "goodStep")::contains, path -> false);

    assertThat(problems)
        .contains(
            "process bad bad: its file is bad.bpmn, not badByRule.bpmn",
            "process bad bad: no Chinese name",
            "process bad bad: camunda:historyTimeToLive=\"P1825D\" is missing",
            "process bad bad: camunda:versionTag is missing",
            "process bad bad: is not started by hand: camunda:isStartableInTasklist=\"false\" is"
                + " missing",
            "startEvent 开始 start: the id is no English name",
            "startEvent 开始 start: no Chinese name",
            "userTask ask 询问: camunda:formRef=\"ask\" is missing",
            "userTask ask 询问: camunda:formRefBinding=\"deployment\" is missing",
            "userTask ask 询问: no form forms/diagrams/ask.form",
            "userTask ask 询问: camunda:candidateGroups is ${acting.groups(execution)} or absent, not"
                + " clerks",
            "userTask ask 询问: camunda:assignee does not belong here: the class of the task says it",
            "userTask ask 询问: no documentation that tells the user what to do",
            "userTask ask 询问: no class @Component(\"ask\")",
            "${boss}: boss is no bean; a variable decides nothing, ask the record by a bean",
            "sequenceFlow unnamed: leaves the gateway 怎么办？ without a Chinese name",
            "sequenceFlow unnamed: has no condition and is not the default",
            "${amount > 3 and outcome == 'amount'}: amount is no bean; a variable decides nothing,"
                + " ask the record by a bean",
            "${execution.getVariable('x')}: reads a variable",
            "serviceTask work 办: camunda:delegateExpression=\"${step}\" is missing",
            "serviceTask work 办: camunda:class does not belong here",
            "serviceTask work 办: camunda:inputOutput writes variables; text and facts belong in the"
                + " record",
            "serviceTask work 办: no class @Component(\"work\")",
            "callActivity call 呼叫: passes <camunda:in"
                + " businessKey=\"#{execution.processBusinessKey}\" /> and nothing else",
            "messageEventDefinition lost: messageRef names no message of this file",
            "timerEventDefinition never of tooLate: no timeDate, timeDuration or timeCycle",
            "sequenceFlow late 迟到: asks for outcome, but may come from tooLate, which sets none;"
                + " ask the record by a bean",
            "sequenceFlow behindMany 很多: asks for outcome after the many instances of many; ask the"
                + " record by a bean",
            "scriptTask script 脚本: a script decides in the diagram; write a step or a decision"
                + " table",
            "sequenceFlow begin: is missing in incoming or outgoing of its ends: run node"
                + " bpmn/layout.mjs "
                + file,
            "userTask ask 询问: is not drawn: run node bpmn/layout.mjs " + file);
    assertThat(problems)
        .anyMatch(problem -> problem.startsWith("intermediateCatchEvent hope 希望: waits for ever"));
    assertThat(problems)
        .noneMatch(
            problem ->
                (problem.contains("annotatedHope") || problem.contains("goodStep"))
                    && !problem.contains("not drawn"));
  }

  @Test
  void crossingLinesAreSeen() {
    BpmnModelInstance model = read(Path.of("src/test/resources/diagrams/badByRule.bpmn"));

    assertThat(DiagramRules.crossings(model)).containsExactly("crossOne and crossTwo");
  }

  private static BpmnModelInstance read(Path file) {
    try (var in = Files.newInputStream(file)) {
      return Bpmn.readModelFromStream(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Set<String> beans() {
    DefaultListableBeanFactory registry = new DefaultListableBeanFactory();
    ClassPathBeanDefinitionScanner scanner = new ClassPathBeanDefinitionScanner(registry);
    scanner.scan("org.hatchery");
    return Set.of(registry.getBeanDefinitionNames());
  }
}
