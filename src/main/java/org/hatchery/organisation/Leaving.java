package org.hatchery.organisation;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.AuthorizationService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.IdentityLink;
import org.camunda.bpm.engine.task.IdentityLinkType;
import org.camunda.bpm.engine.task.Task;
import org.hatchery.engine.Refusal;
import org.hatchery.engine.TaskTaken;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Whoever leaves a role has its tasks no longer: what was in his hands goes back to those who hold it. */
@Component
class Leaving {

  private final TaskService tasks;
  private final RuntimeService runtime;
  private final AuthorizationService authorizations;
  private final JdbcClient jdbc;
  private final ApplicationEventPublisher events;

  Leaving(
      TaskService tasks,
      RuntimeService runtime,
      AuthorizationService authorizations,
      JdbcClient jdbc,
      ApplicationEventPublisher events) {
    this.tasks = tasks;
    this.runtime = runtime;
    this.events = events;
    this.authorizations = authorizations;
    this.jdbc = jdbc;
  }

  /** @param group that he belongs to no longer */
  void left(String userId, String group) {
    tasks.createTaskQuery().taskAssignee(userId).taskCandidateGroup(group).includeAssignedTasks().list().stream()
        .filter(task -> !holdsOne(userId, groups(task)))
        .forEach(task -> giveBack(task, userId));
    // the engine leaves to each who once had a task the right to it
    for (Authorization right : authorizations.createAuthorizationQuery().userIdIn(userId).resourceType(Resources.TASK).list()) {
      if (tasks.createTaskQuery().taskId(right.getResourceId()).taskAssignee(userId).count() == 0) {
        authorizations.deleteAuthorization(right.getId());
      }
    }
  }

  private void giveBack(Task task, String userId) {
    tasks.setAssignee(task.getId(), null);
    ProcessInstance instance = runtime.createProcessInstanceQuery().processInstanceId(task.getProcessInstanceId()).singleResult();
    events.publishEvent(
        new TaskGivenBack(instance.getBusinessKey(), task.getTaskDefinitionKey(), task.getName(), userId));
  }

  /** Asked at the claim and again at the end: a role may have ended in between. */
  @EventListener
  void check(TaskTaken taken) {
    boolean belongs =
        taken.groups() == null
            ? holdsOne(taken.work().userId(), taken.candidateGroups())
            : taken.groups().stream().anyMatch(taken.candidateGroups()::contains);
    if (!taken.candidateGroups().isEmpty() && !belongs) {
      throw new Refusal("您现在不担任办理这项任务的岗位，不能办理。如有疑问，请联系本组织的管理员。");
    }
  }

  private Set<String> groups(Task task) {
    List<IdentityLink> links = tasks.getIdentityLinksForTask(task.getId());
    return links.stream()
        .filter(link -> IdentityLinkType.CANDIDATE.equals(link.getType()) && link.getGroupId() != null)
        .map(IdentityLink::getGroupId)
        .collect(Collectors.toSet());
  }

  private boolean holdsOne(String userId, Collection<String> groups) {
    return !groups.isEmpty()
        && jdbc.sql("select exists (select 1 from public.act_id_membership where user_id_ = :user and group_id_ in (:groups))")
            .param("user", userId)
            .param("groups", groups)
            .query(Boolean.class)
            .single();
  }
}
