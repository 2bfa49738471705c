package org.hatchery.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.camunda.bpm.model.bpmn.instance.StartEvent;
import org.hatchery.HatcheryTest;
import org.hatchery.engine.Rules;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Every form that starts a process is opened in Tasklist, as {@link FormsInBrowser} opens those of tasks. */
@HatcheryTest
class StartFormsBrowserTest {

  /** Somebody of each role that starting.dmn names. */
  private static final Map<String, String> STARTERS =
      Map.of("clerk", "gangshan.clerk", "leader", "yijian.leader", "signer", "gangshan.signer", "expert", "gangshan.expert1");

  @Autowired FormsInBrowser forms;
  @Autowired RepositoryService repository;
  @Autowired Rules rules;

  /** In the dialog for starting a process, which is left again; one signing in for each starter. */
  @Test
  void everyStartFormRenders() {
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
    assertThat(FormsInBrowser.FAULTS.sentences()).filteredOn(fault -> fault.startsWith("start")).isEmpty();
  }

  private void startForm(Tasklist desk, ProcessDefinition process) {
    repository.getBpmnModelInstance(process.getId()).getModelElementsByType(StartEvent.class).stream()
        .filter(start -> start.getCamundaFormRef() != null)
        .forEach(start -> {
          desk.openStart(process.getName());
          forms.check(start.getId(), desk.page());
          FormsInBrowser.SEEN.add(start.getId());
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
