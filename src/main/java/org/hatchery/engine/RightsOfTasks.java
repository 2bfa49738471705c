package org.hatchery.engine;

import org.camunda.bpm.engine.authorization.Resource;
import org.camunda.bpm.engine.impl.cfg.auth.DefaultAuthorizationProvider;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.db.entitymanager.DbEntityManager;
import org.camunda.bpm.engine.impl.persistence.entity.AuthorizationEntity;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;

/**
 * As the engine does it, but for a task that is only now being made nobody can have a right yet that stands in the database: only
 * what this transaction itself has given is looked at.
 */
class RightsOfTasks extends DefaultAuthorizationProvider {

  private static final int NOT_YET_WRITTEN = 0;

  @Override
  protected AuthorizationEntity getGrantAuthorization(String taskId, String userId, String groupId, Resource resource) {
    if (!onlyNowMade(taskId)) {
      return super.getGrantAuthorization(taskId, userId, groupId, resource);
    }
    return entities().getCachedEntitiesByType(AuthorizationEntity.class).stream()
        .filter(right -> taskId.equals(right.getResourceId()) && right.getResourceType() == resource.resourceType())
        .filter(right -> groupId == null ? userId.equals(right.getUserId()) : groupId.equals(right.getGroupId()))
        .findFirst()
        .orElse(null);
  }

  /** Whether the task is made in this command, and the database has nothing of it. */
  static boolean onlyNowMade(String taskId) {
    TaskEntity task = entities().getCachedEntity(TaskEntity.class, taskId);
    return task != null && task.getRevision() == NOT_YET_WRITTEN;
  }

  private static DbEntityManager entities() {
    return Context.getCommandContext().getDbEntityManager();
  }
}
