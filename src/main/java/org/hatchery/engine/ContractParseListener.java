package org.hatchery.engine;

import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.camunda.bpm.engine.impl.bpmn.behavior.UserTaskActivityBehavior;
import org.camunda.bpm.engine.impl.bpmn.parser.AbstractBpmnParseListener;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionEntity;
import org.camunda.bpm.engine.impl.pvm.process.ActivityImpl;
import org.camunda.bpm.engine.impl.pvm.process.ScopeImpl;
import org.camunda.bpm.engine.impl.task.TaskDefinition;
import org.camunda.bpm.engine.impl.util.xml.Element;
import org.springframework.stereotype.Component;

/** Puts the contract on every user task and on every start by hand. */
@Component
class ContractParseListener extends AbstractBpmnParseListener {

  private final Contract contract;
  private final TaskContract tasks;

  ContractParseListener(Contract contract, TaskContract tasks) {
    this.contract = contract;
    this.tasks = tasks;
  }

  @Override
  public void parseUserTask(Element element, ScopeImpl scope, ActivityImpl activity) {
    TaskDefinition definition = ((UserTaskActivityBehavior) activity.getActivityBehavior()).getTaskDefinition();
    definition.setTaskFormHandler(new HumanTaskForm(definition.getTaskFormHandler(), contract, tasks));
    definition.addBuiltInTaskListener(TaskListener.EVENTNAME_CREATE, trusted(tasks::opened));
    definition.addBuiltInTaskListener(TaskListener.EVENTNAME_ASSIGNMENT, trusted(tasks::assigned));
    definition.addBuiltInTaskListener(TaskListener.EVENTNAME_COMPLETE, tasks::completing);
  }

  private static TaskListener trusted(TaskListener listener) {
    return task ->
        Contract.trusted(
            () -> {
              listener.notify(task);
              return null;
            });
  }

  @Override
  public void parseProcess(Element element, ProcessDefinitionEntity process) {
    if (process.getStartFormDefinition() == null || process.getStartFormDefinition().getCamundaFormDefinitionKey() == null) {
      return;
    }
    StartContract start = new StartContract(process.getStartFormHandler(), contract);
    process.setStartFormHandler(start);
    process.addBuiltInListener(ExecutionListener.EVENTNAME_START, start);
  }
}
