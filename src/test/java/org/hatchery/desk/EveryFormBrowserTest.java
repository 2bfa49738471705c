package org.hatchery.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.camunda.bpm.model.bpmn.instance.StartEvent;
import org.hatchery.HatcheryTest;
import org.hatchery.engine.Rules;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** Runs near the end of the suite: every form was opened in Tasklist and rendered without an error in the console. */
@HatcheryTest
@Order(Integer.MAX_VALUE - 2)
class EveryFormBrowserTest {

  /** Somebody of each role that starting.dmn names. */
  private static final Map<String, String> STARTERS =
      Map.of("clerk", "gangshan.clerk", "leader", "yijian.leader", "signer", "gangshan.signer", "expert", "gangshan.expert1");

  @Autowired FormsInBrowser forms;
  @Autowired RepositoryService repository;
  @Autowired Rules rules;

  @AfterEach
  void close() {
    forms.close();
  }

  @Test
  void everyFormRenders() throws IOException {
    forms.skipWithoutBrowser();
    startForms();
    assertThat(forms.faults()).isEmpty();
    Set<String> all =
        Arrays.stream(new PathMatchingResourcePatternResolver().getResources("classpath*:forms/*/*.form"))
            .map(file -> file.getFilename().replace(".form", ""))
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(forms.seen()).as("forms that were opened").containsAll(all);
  }

  /** Start forms are opened in the dialog for starting a process, and left; one signing in for each starter. */
  private void startForms() {
    Map<String, List<ProcessDefinition>> byStarter =
        repository.createProcessDefinitionQuery().latestVersion().startableInTasklist().list().stream()
            .filter(process -> !process.getKey().startsWith("test"))
            .collect(Collectors.groupingBy(process -> starter(process.getKey())));
    byStarter.forEach(
        (starter, processes) -> {
          try (Tasklist desk = new Tasklist(forms.port(), starter)) {
            processes.forEach(process -> startForm(desk, process));
          }
        });
  }

  private void startForm(Tasklist desk, ProcessDefinition process) {
    repository.getBpmnModelInstance(process.getId()).getModelElementsByType(StartEvent.class).stream()
        .filter(start -> start.getCamundaFormRef() != null)
        .forEach(start -> {
          desk.openStart(process.getName());
          forms.check(start.getId(), desk.page());
          forms.seen().add(start.getId());
          desk.leaveStart();
        });
  }

  private String starter(String process) {
    return STARTERS.entrySet().stream()
        .filter(
            role ->
                rules.decide("starting", Map.of("role", role.getKey())).rows().stream()
                    .anyMatch(row -> process.equals(row.get("process"))))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElseThrow(() -> new AssertionError("starting.dmn lets nobody start " + process));
  }
}
