package org.hatchery.desk;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.authorization.Groups;
import org.camunda.bpm.engine.migration.MigratingActivityInstanceValidationReport;
import org.camunda.bpm.engine.migration.MigratingProcessInstanceValidationException;
import org.camunda.bpm.engine.migration.MigratingProcessInstanceValidationReport;
import org.camunda.bpm.engine.migration.MigratingTransitionInstanceValidationReport;
import org.camunda.bpm.engine.migration.MigrationInstructionValidationReport;
import org.camunda.bpm.engine.migration.MigrationPlan;
import org.camunda.bpm.engine.migration.MigrationPlanValidationException;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.camunda.bpm.engine.runtime.ActivityInstance;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.runtime.TransitionInstance;
import org.hatchery.audit.Audit;
import org.hatchery.audit.AuditEvent;
import org.hatchery.audit.AuditKind;
import org.hatchery.engine.Outcome;
import org.hatchery.engine.Refusal;
import org.hatchery.engine.StepNames;
import org.hatchery.project.Timeline;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Moves running instances to another version of their diagram. The dry run does the same and takes it back, instance by
 * instance: what it says is what will happen, as long as nobody works on in between.
 */
@Component
class Migrations {

  /** In one go; the rest by going again. */
  static final int MOST = 200;

  private final RuntimeService runtime;
  private final RepositoryService repository;
  private final StepNames names;
  private final Timeline timeline;
  private final TransactionTemplate transaction;
  private final Audit audit;

  Migrations(
      RuntimeService runtime,
      RepositoryService repository,
      StepNames names,
      Timeline timeline,
      TransactionTemplate transaction,
      Audit audit) {
    this.runtime = runtime;
    this.repository = repository;
    this.names = names;
    this.timeline = timeline;
    this.transaction = transaction;
    this.audit = audit;
  }

  /** A version of a diagram that is not the latest and has running instances. */
  record Old(String key, String name, int version, int latest, long running) {}

  /** @param where names of the steps where it stands; @param problems why it cannot be moved; empty: it can, or it was */
  record Instance(String id, String number, List<String> where, List<String> problems) {}

  /** What the instances at one step come to. */
  record AtStep(String step, long instances, long stay, List<String> problems) {}

  /** @param more whether further instances wait for the next go */
  record Run(List<Instance> instances, boolean more) {

    /** Public for the page. */
    public long moves() {
      return instances.stream().filter(instance -> instance.problems().isEmpty()).count();
    }

    public List<AtStep> steps() {
      Map<String, List<Instance>> at = new LinkedHashMap<>();
      instances.forEach(i -> i.where().forEach(step -> at.computeIfAbsent(step, s -> new ArrayList<>()).add(i)));
      return at.entrySet().stream()
          .map(
              e ->
                  new AtStep(
                      e.getKey(),
                      e.getValue().size(),
                      e.getValue().stream().filter(i -> !i.problems().isEmpty()).count(),
                      e.getValue().stream().flatMap(i -> i.problems().stream()).distinct().toList()))
          .toList();
    }
  }

  List<Old> old() {
    List<Old> old = new ArrayList<>();
    for (ProcessDefinition latest : repository.createProcessDefinitionQuery().latestVersion().orderByProcessDefinitionName().asc().list()) {
      if (latest.getVersion() == 1) {
        continue;
      }
      for (ProcessDefinition earlier :
          repository.createProcessDefinitionQuery().processDefinitionKey(latest.getKey()).orderByProcessDefinitionVersion().asc().list()) {
        long running = runtime.createProcessInstanceQuery().processDefinitionId(earlier.getId()).count();
        if (earlier.getVersion() != latest.getVersion() && running > 0) {
          old.add(new Old(earlier.getKey(), earlier.getName(), earlier.getVersion(), latest.getVersion(), running));
        }
      }
    }
    return old;
  }

  /** @throws Refusal where there is no such version */
  ProcessDefinition version(String key, int version, String field) {
    ProcessDefinition found =
        repository.createProcessDefinitionQuery().processDefinitionKey(key).processDefinitionVersion(version).singleResult();
    if (found == null) {
      throw new Refusal("“" + field + "”不存在：这个流程没有第 " + version + " 版。");
    }
    return found;
  }

  /** Says what would happen, and leaves everything as it is. */
  Run tryOut(ProcessDefinition from, ProcessDefinition to) {
    MigrationPlan plan = plan(from, to);
    return run(
        from,
        instance ->
            transaction.executeWithoutResult(
                status -> {
                  status.setRollbackOnly();
                  runtime.newMigration(plan).processInstanceIds(instance.getId()).execute();
                }));
  }

  /** Moves what can be moved, each instance in a transaction of its own with the reason in its case's timeline. */
  Run move(ProcessDefinition from, ProcessDefinition to, String reason, String userId) {
    MigrationPlan plan = plan(from, to);
    String said = "“" + to.getName() + "”的流程图从第 " + from.getVersion() + " 版换到第 " + to.getVersion() + " 版";
    return run(
        from,
        instance ->
            transaction.executeWithoutResult(
                status -> {
                  runtime.newMigration(plan).processInstanceIds(instance.getId()).execute();
                  audit.add(
                      AuditEvent.of(AuditKind.CORRECTION, "更换流程图").by(userId).inCase(instance.getBusinessKey())
                          .saying(said + "；理由在案卷的经过里"));
                  timeline.add(
                      instance.getBusinessKey(),
                      "migration",
                      "更换流程图",
                      userId,
                      Set.of(Groups.CAMUNDA_ADMIN),
                      Outcome.of("migrated", said).because(reason));
                }));
  }

  private MigrationPlan plan(ProcessDefinition from, ProcessDefinition to) {
    if (from.getId().equals(to.getId())) {
      throw new Refusal("“换到”的版本就是现在的版本，请另选一版。");
    }
    try {
      return runtime.createMigrationPlan(from.getId(), to.getId()).mapEqualActivities().build();
    } catch (MigrationPlanValidationException e) {
      List<String> problems = new ArrayList<>();
      for (MigrationInstructionValidationReport report : e.getValidationReport().getInstructionReports()) {
        String step = names.of(from.getId(), report.getMigrationInstruction().getSourceActivityId());
        report.getFailures().forEach(failure -> problems.add("“" + step + "”" + MigrationWords.of(failure)));
      }
      throw new Refusal("两版流程图对不上，不能更换：" + String.join("；", problems) + "。");
    }
  }

  private Run run(ProcessDefinition from, Consumer<ProcessInstance> attempt) {
    List<ProcessInstance> all =
        runtime.createProcessInstanceQuery().processDefinitionId(from.getId()).orderByBusinessKey().asc().listPage(0, MOST + 1);
    List<Instance> tried = new ArrayList<>();
    for (ProcessInstance instance : all.subList(0, Math.min(MOST, all.size()))) {
      List<String> where = standing(runtime.getActivityInstance(instance.getId()), from.getId());
      tried.add(new Instance(instance.getId(), instance.getBusinessKey(), where, problems(instance, from, attempt)));
    }
    return new Run(tried, all.size() > MOST);
  }

  private List<String> problems(ProcessInstance instance, ProcessDefinition from, Consumer<ProcessInstance> attempt) {
    if (instance.getBusinessKey() == null) {
      return List.of("没有办件编号，理由无处可记");
    }
    try {
      attempt.accept(instance);
      return List.of();
    } catch (MigratingProcessInstanceValidationException e) {
      return reported(e.getValidationReport(), from.getId());
    } catch (OptimisticLockingException e) {
      return List.of("正好有人在办理，请再试一次");
    } catch (ProcessEngineException e) {
      return List.of("刚刚已办结或已换版，或系统不能移动它");
    }
  }

  private List<String> reported(MigratingProcessInstanceValidationReport report, String definition) {
    List<String> problems = new ArrayList<>();
    report.getFailures().forEach(failure -> problems.add(MigrationWords.of(failure)));
    for (MigratingActivityInstanceValidationReport at : report.getActivityInstanceReports()) {
      at.getFailures().forEach(f -> problems.add("“" + names.of(definition, at.getSourceScopeId()) + "”" + MigrationWords.of(f)));
    }
    for (MigratingTransitionInstanceValidationReport at : report.getTransitionInstanceReports()) {
      at.getFailures().forEach(f -> problems.add("“" + names.of(definition, at.getSourceScopeId()) + "”" + MigrationWords.of(f)));
    }
    return problems.stream().distinct().toList();
  }

  /** Names of the innermost steps where an instance stands. */
  List<String> standing(ActivityInstance at, String definition) {
    List<String> steps = new ArrayList<>();
    collect(at, definition, steps);
    return steps.stream().distinct().toList();
  }

  private void collect(ActivityInstance at, String definition, List<String> steps) {
    if (at == null) {
      return;
    }
    for (TransitionInstance waiting : at.getChildTransitionInstances()) {
      steps.add(names.of(definition, waiting.getActivityId()));
    }
    for (ActivityInstance child : at.getChildActivityInstances()) {
      if (child.getChildActivityInstances().length + child.getChildTransitionInstances().length > 0) {
        collect(child, definition, steps);
      } else {
        steps.add(names.of(definition, child.getActivityId()));
      }
    }
  }
}
