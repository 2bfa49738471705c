package org.hatchery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.AuthorizationException;
import org.camunda.bpm.engine.FormService;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.history.HistoricProcessInstance;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.IdentityLink;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.engine.variable.VariableMap;
import org.hatchery.engine.MovableClock;
import org.hatchery.engine.Refusal;
import org.springframework.stereotype.Component;

/** Tells a story as its people live it: signs in, claims, fills in the form, submits; moves the clock; looks. */
@Component
public class Story {

  private final IdentityService identity;
  private final TaskService tasks;
  private final FormService forms;
  private final RuntimeService runtime;
  private final RepositoryService repository;
  private final HistoryService history;
  private final MovableClock clock;
  private final List<FormProbe> probes;

  Story(
      IdentityService identity, TaskService tasks, FormService forms, RuntimeService runtime,
      RepositoryService repository, HistoryService history, MovableClock clock, List<FormProbe> probes) {
    this.identity = identity;
    this.tasks = tasks;
    this.forms = forms;
    this.runtime = runtime;
    this.repository = repository;
    this.history = history;
    this.clock = clock;
    this.probes = probes;
  }

  /** Does something signed in as a user, with the groups the engine knows. */
  public <T> T as(String user, Callable<T> what) {
    List<String> groups =
        identity.createGroupQuery().groupMember(user).list().stream().map(Group::getId).toList();
    try {
      identity.setAuthentication(user, groups);
      return what.call();
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    } finally {
      identity.clearAuthentication();
    }
  }

  /** Starts a process by hand as Tasklist does. @return the case number */
  public String start(String user, String process, Map<String, Object> fields) {
    ProcessInstance instance =
        as(user, () -> {
          String definition =
              repository.createProcessDefinitionQuery().processDefinitionKey(process).latestVersion().singleResult().getId();
          return forms.submitStartForm(definition, fields);
        });
    HistoricProcessInstance started =
        history.createHistoricProcessInstanceQuery().processInstanceId(instance.getId()).singleResult();
    return started.getBusinessKey();
  }

  /** The one open task of this id in the case; fails where there is none or several. */
  public Task task(String caseNumber, String taskId) {
    List<Task> open = tasks(caseNumber, taskId);
    assertThat(open).as("open tasks %s of %s; open are %s", taskId, caseNumber, open(caseNumber)).hasSize(1);
    return open.get(0);
  }

  public List<Task> tasks(String caseNumber, String taskId) {
    return tasks.createTaskQuery().processInstanceBusinessKey(caseNumber).taskDefinitionKey(taskId).list();
  }

  /** The open task of this id that is assigned to the user (parallel reviewers). */
  public Task taskOf(String user, String caseNumber, String taskId) {
    return tasks(caseNumber, taskId).stream()
        .filter(task -> user.equals(task.getAssignee()))
        .findFirst()
        .orElseGet(() -> fail("%s has no task %s of %s", user, taskId, caseNumber));
  }

  /** Ids of all open tasks of the case, sorted. */
  public List<String> open(String caseNumber) {
    return tasks.createTaskQuery().processInstanceBusinessKey(caseNumber).list().stream()
        .map(Task::getTaskDefinitionKey)
        .sorted()
        .toList();
  }

  /** Who has the task: the assignee, or the candidate groups and users. */
  public Set<String> whoHas(Task task) {
    if (task.getAssignee() != null) {
      return Set.of(task.getAssignee());
    }
    return tasks.getIdentityLinksForTask(task.getId()).stream()
        .filter(link -> "candidate".equals(link.getType()))
        .map(link -> link.getGroupId() != null ? link.getGroupId() : link.getUserId())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Claims where nobody has it yet and submits the form, as Tasklist does. */
  public void submit(String user, String caseNumber, String taskId, Map<String, Object> fields) {
    submit(user, choose(user, caseNumber, taskId), fields);
  }

  public void submit(String user, Task task, Map<String, Object> fields) {
    if (task.getAssignee() == null) {
      as(user, () -> {
        tasks.claim(task.getId(), user);
        return null;
      });
    }
    probes.forEach(probe -> probe.before(user, task));
    as(user, () -> {
      forms.submitTaskForm(task.getId(), fields);
      return null;
    });
    probes.forEach(probe -> probe.after(user, task));
  }

  /**
   * Submits and is refused: the task stays open.
   *
   * @return what the user reads
   */
  public String refused(String user, String caseNumber, String taskId, Map<String, Object> fields) {
    Task task = choose(user, caseNumber, taskId);
    String text = refusal(() -> submit(user, task, fields));
    assertThat(tasks.createTaskQuery().taskId(task.getId()).count()).as("the task stays open").isEqualTo(1);
    return text;
  }

  /** @return the text of the Refusal that this ends in; fails where it does not */
  public String refusal(Runnable what) {
    try {
      what.run();
    } catch (RuntimeException e) {
      String text = textOf(e);
      assertThat(text).as("a refusal in the user's words, not: %s", e).isNotNull();
      return text;
    }
    return fail("nothing was refused");
  }

  private static String textOf(Throwable e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof AuthorizationException) {
        return "您没有办理这项任务的权限。"; // at the desk the same in its own words
      }
      String text = Refusal.textIn(cause.getMessage());
      if (text != null) {
        return text;
      }
    }
    return null;
  }

  private Task choose(String user, String caseNumber, String taskId) {
    List<Task> open = tasks(caseNumber, taskId);
    return open.stream()
        .filter(task -> user.equals(task.getAssignee()))
        .findFirst()
        .orElseGet(() -> task(caseNumber, taskId));
  }

  /** What the form shows the user, as Tasklist asks for it. */
  public VariableMap shown(String user, String caseNumber, String taskId) {
    Task task = choose(user, caseNumber, taskId);
    return as(user, () -> forms.getTaskFormVariables(task.getId(), null, false));
  }

  public Instant now() {
    return clock.now();
  }

  /** Runs what is due now: async steps, timers that have run out. @return ids of the activities that ran */
  public List<String> runJobs() {
    return new ArrayList<>(clock.runDueJobs());
  }

  /** Moves the clock, running each job when it falls due on the way. */
  public List<String> moveTo(Instant moment) {
    return clock.travelTo(moment, () -> {});
  }

  public List<String> pass(Duration time) {
    return moveTo(clock.now().plus(time));
  }

  /** Whether an instance of the process runs for the case. */
  public boolean runs(String caseNumber, String process) {
    return runtime
            .createProcessInstanceQuery()
            .processInstanceBusinessKey(caseNumber)
            .processDefinitionKey(process)
            .count()
        > 0;
  }

  public List<IdentityLink> links(Task task) {
    return tasks.getIdentityLinksForTask(task.getId());
  }
}
