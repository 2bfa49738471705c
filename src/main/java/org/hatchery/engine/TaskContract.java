package org.hatchery.engine;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.camunda.bpm.engine.task.IdentityLink;
import org.camunda.bpm.engine.task.IdentityLinkType;
import org.camunda.bpm.engine.variable.VariableMap;
import org.camunda.bpm.engine.variable.Variables;
import org.camunda.bpm.engine.variable.value.TypedValue;
import org.hatchery.audit.Audit;
import org.hatchery.audit.AuditEvent;
import org.hatchery.audit.AuditKind;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** What holds for every human task: who has it, when it is due, that it is completed only by him and only through its form. */
@Component
class TaskContract {

  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("yyyy年M月d日").withZone(ZoneId.of("Asia/Shanghai"));

  private static final String CARD_NUMBER = "caseNumber";
  private static final String CARD_TITLE = "caseTitle";
  private static final String CARD_GROUP = "caseGroup";
  private static final String CARD_COMMUNITY = "caseCommunity";

  /** Names of the variables that stand on a task's card. */
  static final Set<String> CARD = Set.of(CARD_NUMBER, CARD_TITLE, CARD_GROUP, CARD_COMMUNITY);

  private final Contract contract;
  private final Clock clock;
  private final ObjectProvider<ActingFor> actingFor;
  private final ObjectProvider<Audit> audit;
  private final ThreadLocal<String> assigning = new ThreadLocal<>();
  private final ThreadLocal<String> throughForm = new ThreadLocal<>();
  private final ThreadLocal<String> handedOver = new ThreadLocal<>();

  TaskContract(Contract contract, Clock clock, ObjectProvider<ActingFor> actingFor, ObjectProvider<Audit> audit) {
    this.contract = contract;
    this.clock = clock;
    this.actingFor = actingFor;
    this.audit = audit;
  }

  void opened(DelegateTask delegate) {
    TaskEntity task = (TaskEntity) delegate;
    Work work = contract.work(task, null);
    HumanTask<Record> human = contract.task(task.getTaskDefinitionKey());
    String title = putCard(task, work.caseNumber());
    human.assignee(work).ifPresent(person -> assign(task, person));
    Optional<Instant> kept = KeptDraft.due(task, task.getTaskDefinitionKey());
    Instant due = human.due(work).or(() -> kept).orElse(null);
    contract.publish(new TaskOpened(task, contract.work(task, Contract.signedIn()), title, due, kept.isPresent()));
  }

  private void assign(TaskEntity task, String person) {
    task.setAssignee(person);
    assigning.set(task.getId());
  }

  /** Inside, the task may be given to somebody else; whoever must not do it is refused all the same. */
  void handingOver(String taskId, Runnable assignment) {
    handedOver.set(taskId);
    try {
      assignment.run();
    } finally {
      handedOver.remove();
    }
  }

  /** A person may take a task for himself only; who must not do it is told when he takes it, not after his work. */
  void assigned(DelegateTask task) {
    boolean byItsCreation = task.getId().equals(assigning.get());
    assigning.remove();
    if (task.getId().equals(handedOver.get()) && task.getAssignee() != null) {
      contract.publish(new TaskTaken(contract.work((TaskEntity) task, task.getAssignee()), candidateGroups(task), null));
      return;
    }
    String userId = Contract.signedIn();
    if (byItsCreation || task.getAssignee() == null || userId == null) {
      return;
    }
    if (!userId.equals(task.getAssignee())) {
      throw new Refusal("只能为自己认领任务；要请别人办理，请放回任务，由对方自己认领。");
    }
    if (!offered(task, userId)) {
      // who runs the engine has the right to every task, but no part in the case
      throw new Refusal("这项任务交给了别的岗位，您不能认领。要换人办理，请打开“流程管理”，按编号找到办件，从“纠正”里改。");
    }
    contract.publish(new TaskTaken(contract.work((TaskEntity) task, userId), candidateGroups(task), Contract.groups()));
  }

  Map<String, Object> shown(TaskEntity task) {
    String userId = Contract.signedIn();
    Work work = contract.work(task, userId);
    // who runs the engine reaches every task, but what its form shows is for those who have it to do
    Map<String, Object> shown = isFor(task, userId) ? content(task, work) : new HashMap<>();
    shown.put("caseNumber", work.caseNumber());
    shown.put("caseTitle", contract.caseFiles().ofInstance(work.caseNumber()).map(f -> f.card(work.caseNumber()).title()).orElse(""));
    shown.put("dueText", task.getDueDate() == null ? "未设期限" : dueText(task.getDueDate().toInstant()));
    ActingFor deputies = actingFor.getIfAvailable();
    shown.put("actingFor", deputies == null || userId == null ? "" : deputies.actingFor(userId, candidateGroups(task)));
    return shown;
  }

  private Map<String, Object> content(TaskEntity task, Work work) {
    HumanTask<Record> human = contract.task(task.getTaskDefinitionKey());
    String inFull = human.showsInFull();
    if (!inFull.isEmpty() && work.userId() != null) {
      audit.getObject().add(
          AuditEvent.of(AuditKind.READ, "任务“" + task.getName() + "”").by(work.userId()).inCase(work.caseNumber())
              .saying(inFull + "，完整显示"));
    }
    return new HashMap<>(human.show(work));
  }

  private static boolean isFor(TaskEntity task, String userId) {
    return userId == null || userId.equals(task.getAssignee()) || offered(task, userId);
  }

  /** Whether the user is one of those who may take the task. */
  private static boolean offered(DelegateTask task, String userId) {
    List<String> groups = Objects.requireNonNullElse(Contract.groups(), List.of());
    return task.getCandidates().stream()
        .anyMatch(link -> groups.contains(link.getGroupId()) || userId.equals(link.getUserId()));
  }

  private String dueText(Instant due) {
    return DAY.format(due) + (due.isBefore(clock.instant()) ? "（已逾期）" : "");
  }

  Outcome submitted(TaskEntity task, VariableMap properties) {
    String userId = Contract.signedIn();
    if (userId == null || !userId.equals(task.getAssignee())) {
      throw new Refusal(
          task.getAssignee() == null ? "请先点“认领”，再办理这项任务。" : "这项任务已由别人认领，您不能办理；需要时请对方先放回。");
    }
    String id = task.getTaskDefinitionKey();
    HumanTask<Record> human = contract.task(id);
    Work work = contract.work(task, userId);
    Set<String> groups = candidateGroups(task);
    contract.publish(new TaskTaken(work, groups, Contract.groups()));
    Record form = contract.reader().read(id, contract.formOf(human, HumanTask.class), properties);
    contract.reader().check(id, form, human.keepsDraft(form));
    Outcome outcome = human.act(work, form);
    put(task.getProcessInstance(), outcome);
    if (human.keepsDraft(form)) {
      KeptDraft.put(task.getProcessInstance(), id, task.getDueDate());
    }
    throughForm.set(task.getId());
    contract.publish(new WorkDone(work, task.getName(), outcome, groups));
    return outcome;
  }

  /** Refuses a completion past the form. */
  void completing(DelegateTask task) {
    String through = throughForm.get();
    throughForm.remove();
    if (!task.getId().equals(through)) {
      throw new Refusal("这项任务只能填写表单后提交办结。");
    }
  }

  static void put(ExecutionEntity instance, Outcome outcome) {
    TypedValue before = instance.getVariableLocalTyped("outcome", false);
    if (before != null && !before.isTransient()) {
      // written by somebody from outside: it must not stand in the way of what was decided
      instance.removeVariableLocal("outcome");
    }
    instance.setVariableLocal("outcome", Variables.stringValue(outcome.code(), true));
  }

  /**
   * Number, title, group and community exist as variables for Tasklist's cards and search alone; nothing decides by them. They
   * are the task's own: whoever may do a task sees them on its card, but not the variables of the whole instance.
   *
   * @return the title; empty where nobody keeps the record of the case
   */
  private String putCard(TaskEntity task, String caseNumber) {
    Optional<CaseFile.Card> known = contract.caseFiles().ofInstance(caseNumber).map(file -> file.card(caseNumber));
    known.ifPresent(card -> {
      task.setVariableLocal(CARD_NUMBER, caseNumber);
      task.setVariableLocal(CARD_TITLE, card.title());
      task.setVariableLocal(CARD_GROUP, card.group());
      task.setVariableLocal(CARD_COMMUNITY, card.community());
    });
    return known.map(CaseFile.Card::title).orElse("");
  }

  private static Set<String> candidateGroups(DelegateTask task) {
    return task.getCandidates().stream()
        .filter(link -> IdentityLinkType.CANDIDATE.equals(link.getType()))
        .map(IdentityLink::getGroupId)
        .filter(Objects::nonNull)
        .collect(Collectors.toSet());
  }
}
