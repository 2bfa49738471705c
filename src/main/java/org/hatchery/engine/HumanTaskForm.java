package org.hatchery.engine;

import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.delegate.VariableScope;
import org.camunda.bpm.engine.form.FormField;
import org.camunda.bpm.engine.form.TaskFormData;
import org.camunda.bpm.engine.impl.bpmn.parser.BpmnParse;
import org.camunda.bpm.engine.impl.form.FormFieldImpl;
import org.camunda.bpm.engine.impl.form.handler.TaskFormHandler;
import org.camunda.bpm.engine.impl.form.type.StringFormType;
import org.camunda.bpm.engine.impl.persistence.entity.DeploymentEntity;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.camunda.bpm.engine.impl.util.xml.Element;
import org.camunda.bpm.engine.variable.VariableMap;

/** Serves the form's data live at each opening and takes what was submitted before any variable is written. */
class HumanTaskForm implements TaskFormHandler {

  private final TaskFormHandler original;
  private final Contract contract;
  private final TaskContract tasks;

  HumanTaskForm(TaskFormHandler original, Contract contract, TaskContract tasks) {
    this.original = original;
    this.contract = contract;
    this.tasks = tasks;
  }

  @Override
  public void parseConfiguration(
      Element element, DeploymentEntity deployment, ProcessDefinitionEntity process, BpmnParse parse) {
    original.parseConfiguration(element, deployment, process, parse);
  }

  @Override
  public TaskFormData createTaskForm(TaskEntity task) {
    TaskFormData data = original.createTaskForm(task);
    List<FormField> fields = data.getFormFields();
    for (Map.Entry<String, Object> shown : Contract.trusted(() -> tasks.shown(task)).entrySet()) {
      FormFieldImpl field = new FormFieldImpl();
      field.setId(shown.getKey());
      field.setType(new StringFormType());
      field.setValue(contract.reader().typed(shown.getValue()));
      fields.add(field);
    }
    return data;
  }

  @Override
  public void submitFormVariables(VariableMap properties, VariableScope scope) {
    Contract.trusted(() -> tasks.submitted((TaskEntity) scope, properties));
  }
}
