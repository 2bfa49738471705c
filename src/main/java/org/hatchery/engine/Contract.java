package org.hatchery.engine;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.NoSuchBeanDefinitionException;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationEvent;
import org.springframework.core.ResolvableType;
import org.springframework.stereotype.Component;

/** Finds the class of a task, start or step by the id it has in the diagram. Beans are looked up late: the engine starts first. */
@Component
class Contract {

  private final ApplicationContext context;

  Contract(ApplicationContext context) {
    this.context = context;
  }

  @SuppressWarnings("unchecked")
  HumanTask<Record> task(String id) {
    return (HumanTask<Record>) bean(id, HumanTask.class);
  }

  @SuppressWarnings("unchecked")
  StartForm<Record> start(String id) {
    return (StartForm<Record>) bean(id, StartForm.class);
  }

  Step step(String id) {
    return (Step) bean(id, Step.class);
  }

  /** The record of the fields of a task or start. */
  @SuppressWarnings("unchecked")
  Class<? extends Record> formOf(Object bean, Class<?> contract) {
    return (Class<? extends Record>)
        ResolvableType.forClass(AopUtils.getTargetClass(bean)).as(contract).getGeneric(0).resolve();
  }

  FormReader reader() {
    return context.getBean(FormReader.class);
  }

  CaseFiles caseFiles() {
    return context.getBean(CaseFiles.class);
  }

  void publish(Object event) {
    if (event instanceof ApplicationEvent applicationEvent) {
      context.publishEvent(applicationEvent);
    } else {
      context.publishEvent(event);
    }
  }

  Work work(TaskEntity task, String userId) {
    ExecutionEntity execution = task.getExecution();
    return new Work(
        execution.getProcessBusinessKey(),
        task.getTaskDefinitionKey(),
        task.getId(),
        task.getProcessInstanceId(),
        userId,
        locals(execution));
  }

  Work work(DelegateExecution execution) {
    return new Work(
        execution.getProcessBusinessKey(),
        execution.getCurrentActivityId(),
        null,
        execution.getProcessInstanceId(),
        signedIn(),
        locals((ExecutionEntity) execution));
  }

  static String signedIn() {
    return Context.getCommandContext().getAuthenticatedUserId();
  }

  /** @return null where nobody has signed in, or with an account alone */
  static List<String> groups() {
    var signedIn = Context.getCommandContext().getAuthentication();
    return signedIn == null ? null : signedIn.getGroupIds();
  }

  /** Rights were checked at the entry; what a task then does itself (ask tables, tell processes) is not the user's right to have. */
  static <T> T trusted(Callable<T> work) {
    try {
      return Context.getCommandContext().runWithoutAuthorization(work);
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Variables of the scopes between the process instance and the task or step: elements of a multi-instance body lie on
   * the inner execution, one above where the task has boundary events, two above inside a sub-process. The innermost wins.
   */
  private static Map<String, Object> locals(ExecutionEntity execution) {
    Map<String, Object> locals = new HashMap<>();
    for (ExecutionEntity at = execution; !at.isProcessInstanceExecution(); at = at.getParent()) {
      at.getVariablesLocal().forEach(locals::putIfAbsent);
    }
    return Map.copyOf(withoutNulls(locals));
  }

  private static Map<String, Object> withoutNulls(Map<String, Object> values) {
    values.values().removeIf(java.util.Objects::isNull);
    return values;
  }

  private Object bean(String id, Class<?> type) {
    try {
      return context.getBean(id, type);
    } catch (NoSuchBeanDefinitionException e) {
      throw new IllegalStateException("No " + type.getSimpleName() + " has the name " + id, e);
    }
  }
}
