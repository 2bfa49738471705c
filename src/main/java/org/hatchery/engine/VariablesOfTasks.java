package org.hatchery.engine;

import java.util.List;
import org.camunda.bpm.engine.impl.interceptor.Session;
import org.camunda.bpm.engine.impl.interceptor.SessionFactory;
import org.camunda.bpm.engine.impl.persistence.entity.VariableInstanceEntity;
import org.camunda.bpm.engine.impl.persistence.entity.VariableInstanceManager;

/** Asks the database for the variables of a task unless the task is only now being made, and can have none there. */
class VariablesOfTasks implements SessionFactory {

  @Override
  public Class<?> getSessionType() {
    return VariableInstanceManager.class;
  }

  @Override
  public Session openSession() {
    return new VariableInstanceManager() {
      @Override
      public List<VariableInstanceEntity> findVariableInstancesByTaskId(String taskId) {
        return RightsOfTasks.onlyNowMade(taskId) ? List.of() : super.findVariableInstancesByTaskId(taskId);
      }
    };
  }
}
