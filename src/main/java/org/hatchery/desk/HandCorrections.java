package org.hatchery.desk;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.authorization.Groups;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.IdentityLink;
import org.camunda.bpm.engine.task.IdentityLinkType;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.model.bpmn.instance.Process;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.hatchery.audit.Audit;
import org.hatchery.audit.AuditEvent;
import org.hatchery.audit.AuditKind;
import org.hatchery.engine.HandOver;
import org.hatchery.engine.Outcome;
import org.hatchery.engine.Refusal;
import org.hatchery.engine.StepNames;
import org.hatchery.organisation.People;
import org.hatchery.organisation.Person;
import org.hatchery.project.Timeline;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * What an administrator corrects by hand, each with a reason that stands in the case's timeline, in the same transaction
 * (docs/adr/0009-corrections-by-hand.md).
 */
@Component
class HandCorrections {

  static final String OPEN = "correction";

  /** Of steps that are no one's business before the result is told: who does them is none either. */
  static final String DISCREET = "discreetCorrection";

  private final TaskService tasks;
  private final RuntimeService runtime;
  private final ManagementService management;
  private final RepositoryService repository;
  private final HandOver handOver;
  private final People people;
  private final Timeline timeline;
  private final StepNames names;
  private final Audit audit;

  HandCorrections(
      TaskService tasks,
      RuntimeService runtime,
      ManagementService management,
      RepositoryService repository,
      HandOver handOver,
      People people,
      Timeline timeline,
      StepNames names,
      Audit audit) {
    this.tasks = tasks;
    this.runtime = runtime;
    this.management = management;
    this.repository = repository;
    this.handOver = handOver;
    this.people = people;
    this.timeline = timeline;
    this.names = names;
    this.audit = audit;
  }

  /** @param candidates who may do it, name by id; empty where it is given by name and only its own stage replaces him */
  record OpenTask(String id, String name, String assignee, Map<String, String> candidates) {}

  record Failed(String job, String step, String why) {}

  record Step(String id, String name) {}

  ProcessInstance instance(String id) {
    ProcessInstance instance = runtime.createProcessInstanceQuery().processInstanceId(id).singleResult();
    if (instance == null || instance.getBusinessKey() == null) {
      throw new Refusal("这个办件已经办结，或没有编号，不能纠正。");
    }
    return instance;
  }

  List<OpenTask> tasks(ProcessInstance instance) {
    return tasks.createTaskQuery().processInstanceId(instance.getId()).orderByTaskCreateTime().asc().list().stream()
        .map(task -> new OpenTask(task.getId(), task.getName(), name(task.getAssignee()), candidates(task)))
        .toList();
  }

  private Task task(String instanceId, String taskId) {
    Task task = tasks.createTaskQuery().taskId(taskId).processInstanceId(instanceId).singleResult();
    if (task == null) {
      throw new Refusal("这项任务已经办结或取消。");
    }
    return task;
  }

  private Map<String, String> candidates(Task task) {
    Map<String, String> candidates = new LinkedHashMap<>();
    tasks.getIdentityLinksForTask(task.getId()).stream()
        .filter(link -> IdentityLinkType.CANDIDATE.equals(link.getType()))
        .map(IdentityLink::getGroupId)
        .filter(Objects::nonNull)
        .flatMap(group -> people.inGroup(group).stream())
        .sorted(Comparator.comparing(Person::id))
        .forEach(person -> candidates.put(person.id(), person.name()));
    return candidates;
  }

  private String name(String userId) {
    return userId == null ? "" : people.name(userId);
  }

  List<Failed> failed(ProcessInstance instance) {
    return management.createJobQuery().processInstanceId(instance.getId()).noRetriesLeft().list().stream()
        .map(job -> new Failed(job.getId(), step(job), job.getExceptionMessage()))
        .toList();
  }

  private String step(Job job) {
    String activity =
        job.getJobDefinitionId() == null
            ? null
            : management.createJobDefinitionQuery().jobDefinitionId(job.getJobDefinitionId()).singleResult().getActivityId();
    return names.of(job.getProcessDefinitionId(), activity);
  }

  /** The tasks of the diagram: to where it can be moved. Steps inside a part of their own begin with that part. */
  List<Step> targets(ProcessInstance instance) {
    return repository.getBpmnModelInstance(instance.getProcessDefinitionId()).getModelElementsByType(UserTask.class).stream()
        .filter(task -> task.getParentElement() instanceof Process && task.getLoopCharacteristics() == null)
        .map(task -> new Step(task.getId(), task.getName()))
        .toList();
  }

  /** Lets the job executor try once more what it has given up. */
  @Transactional
  void retry(String instanceId, String jobId, String reason, String userId) {
    ProcessInstance instance = instance(instanceId);
    Job job = management.createJobQuery().jobId(jobId).processInstanceId(instanceId).noRetriesLeft().singleResult();
    if (job == null) {
      throw new Refusal("这一步已不再卡住：可能刚有人重试过。");
    }
    String step = step(job);
    management.setJobRetries(jobId, 1);
    keep(instance, "重试“" + step + "”", "由管理员重试卡住的步骤“" + step + "”", reason, userId, null);
  }

  /** @param person who does it from now on; empty: back to all who may */
  @Transactional
  void giveTo(String instanceId, String taskId, String person, String reason, String userId) {
    ProcessInstance instance = instance(instanceId);
    Task task = task(instanceId, taskId);
    Map<String, String> candidates = candidates(task);
    boolean back = person.isEmpty();
    if (back ? task.getAssignee() == null : !candidates.containsKey(person)) {
      throw new Refusal(back ? "这项任务本来就待认领。" : "“改由谁办”只能选能办这项任务的人。");
    }
    if (person.equals(task.getAssignee())) {
      throw new Refusal("这项任务已经由" + candidates.get(person) + "办理。");
    }
    if (back && candidates.isEmpty()) {
      throw new Refusal("这项任务只交给一个人办，没有别人能认领。");
    }
    handOver.give(taskId, back ? null : person);
    String said = back ? "放回待认领" : "改由 " + candidates.get(person) + " 办理";
    keep(instance, "换人办理“" + task.getName() + "”", "“" + task.getName() + "”由管理员" + said, reason, userId, task.getTaskDefinitionKey());
  }

  /** Breaks off a task and begins another one of the same diagram in its place. */
  @Transactional
  void move(String instanceId, String taskId, String to, String reason, String userId) {
    ProcessInstance instance = instance(instanceId);
    Task task = task(instanceId, taskId);
    Step target =
        targets(instance).stream()
            .filter(step -> step.id().equals(to) && !to.equals(task.getTaskDefinitionKey()))
            .findFirst()
            .orElseThrow(() -> new Refusal("“移到”只能选同一流程图里的另一项任务。"));
    if (targets(instance).stream().noneMatch(step -> step.id().equals(task.getTaskDefinitionKey()))) {
      throw new Refusal("“" + task.getName() + "”是分段里或多人同时办的任务，不能单独移走。");
    }
    runtime
        .createProcessInstanceModification(instanceId)
        .cancelAllForActivity(task.getTaskDefinitionKey())
        .startBeforeActivity(target.id())
        .execute();
    String said = "由管理员从“" + task.getName() + "”移到“" + target.name() + "”";
    String discreet = Discretion.keeps(to) ? to : task.getTaskDefinitionKey();
    keep(instance, "移动办件", said, reason, userId, discreet);
  }

  private void keep(
      ProcessInstance instance, String name, String said, String reason, String userId, String step) {
    audit.add(
        AuditEvent.of(AuditKind.CORRECTION, name).by(userId).inCase(instance.getBusinessKey()).saying(said + "；理由在案卷的经过里"));
    timeline.add(
        instance.getBusinessKey(), activity(step), name, userId, Set.of(Groups.CAMUNDA_ADMIN), Outcome.of("corrected", said).because(reason));
  }

  /** Under which step an entry about this one is kept: who must not know of the step is not told by it. @param step may be null */
  static String activity(String step) {
    return step != null && Discretion.keeps(step) ? DISCREET : OPEN;
  }

  /** What the engine says where somebody was faster, or where it cannot be done. */
  static Refusal refusal(ProcessEngineException e) {
    String ours = Refusal.textIn(e.getMessage());
    if (ours != null) {
      return new Refusal(ours);
    }
    return new Refusal(
        e instanceof OptimisticLockingException ? "正好有人在办理这个办件，什么也没有改。请刷新后重试。" : "系统不能这样改，什么也没有改变。请刷新后看办件现在停在哪里。");
  }
}
