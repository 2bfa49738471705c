package org.hatchery.engine;

import java.util.Set;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.delegate.VariableScope;
import org.camunda.bpm.engine.form.StartFormData;
import org.camunda.bpm.engine.impl.bpmn.parser.BpmnParse;
import org.camunda.bpm.engine.impl.form.handler.StartFormHandler;
import org.camunda.bpm.engine.impl.persistence.entity.DeploymentEntity;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionEntity;
import org.camunda.bpm.engine.impl.util.xml.Element;
import org.camunda.bpm.engine.variable.VariableMap;

/** A start by hand: only through its form, with a case number that we give, whatever business key was typed. */
class StartContract implements StartFormHandler, ExecutionListener {

  private final StartFormHandler original;
  private final Contract contract;
  private static final ThreadLocal<Boolean> BY_PROGRAM = new ThreadLocal<>();

  private final ThreadLocal<String> started = new ThreadLocal<>();

  StartContract(StartFormHandler original, Contract contract) {
    this.original = original;
    this.contract = contract;
  }

  @Override
  public void parseConfiguration(
      Element element, DeploymentEntity deployment, ProcessDefinitionEntity process, BpmnParse parse) {
    original.parseConfiguration(element, deployment, process, parse);
  }

  @Override
  public StartFormData createStartFormData(ProcessDefinitionEntity process) {
    return original.createStartFormData(process);
  }

  @Override
  public void submitFormVariables(VariableMap properties, VariableScope scope) {
    ExecutionEntity execution = (ExecutionEntity) scope;
    String startId = execution.getProcessDefinition().getInitial().getId();
    String userId = Contract.signedIn();
    if (userId == null) {
      throw new Refusal("请先登录，再发起。");
    }
    StartForm<Record> start = contract.start(startId);
    Record form = contract.reader().read(startId, contract.formOf(start, StartForm.class), properties);
    contract.reader().check(startId, form, false);
    String caseNumber = Contract.trusted(() -> start.start(userId, form));
    execution.setProcessBusinessKey(caseNumber);
    started.set(execution.getId());
    Work work = new Work(caseNumber, startId, null, execution.getId(), userId, java.util.Map.of());
    String name = (String) execution.getProcessDefinition().getInitial().getProperty("name");
    contract.publish(new WorkDone(work, name, Outcome.of("started", "发起"), Set.of()));
  }

  /** What the program starts itself, by message, needs no form. */
  static void byProgram(Runnable start) {
    BY_PROGRAM.set(true);
    try {
      start.run();
    } finally {
      BY_PROGRAM.remove();
    }
  }

  /** Refuses a start with variables, in the middle, or by another way past the form. */
  @Override
  public void notify(DelegateExecution execution) {
    String through = started.get();
    started.remove();
    if (!execution.getId().equals(through) && BY_PROGRAM.get() == null) {
      throw new Refusal("请从工作台的“发起流程”里填写表单发起。");
    }
  }
}
