package org.hatchery.desk;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Date;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.history.HistoricTaskInstance;
import org.camunda.bpm.engine.history.UserOperationLogEntry;
import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.engine.identity.User;
import org.camunda.bpm.engine.task.IdentityLinkType;
import org.camunda.bpm.engine.task.Task;
import org.springframework.stereotype.Component;

/** Tells who was too late with a task who has it or did it, and when; nobody but those who could have done it. */
@Component
class WhoWasFirst {

  private static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("M月d日 HH:mm").withZone(ZoneId.of("Asia/Shanghai"));

  private final TaskService tasks;
  private final HistoryService history;
  private final IdentityService identity;

  WhoWasFirst(TaskService tasks, HistoryService history, IdentityService identity) {
    this.tasks = tasks;
    this.history = history;
    this.identity = identity;
  }

  /** @return e.g. 由卢美玲于 11月27日 12:01 认领; empty where nobody has it or it is not for the user to know */
  Optional<String> took(String taskId, String userId) {
    Task task = tasks.createTaskQuery().taskId(taskId).singleResult();
    if (task == null || task.getAssignee() == null || !couldDo(taskId, userId)) {
      return Optional.empty();
    }
    String when =
        history
            .createUserOperationLogQuery()
            .taskId(taskId)
            .operationType(UserOperationLogEntry.OPERATION_TYPE_CLAIM)
            .orderByTimestamp()
            .desc()
            .list()
            .stream()
            .findFirst()
            .map(entry -> "于 " + moment(entry.getTimestamp()) + " ")
            .orElse("");
    return Optional.of("由" + name(task.getAssignee()) + when + "认领");
  }

  /** @return e.g. 由卢美玲于 11月27日 12:01 办结; empty where nobody did it or it is not for the user to know */
  Optional<String> did(String taskId, String userId) {
    HistoricTaskInstance task = history.createHistoricTaskInstanceQuery().taskId(taskId).singleResult();
    boolean done = task != null && task.getAssignee() != null && "completed".equals(task.getDeleteReason());
    return done && !task.getAssignee().equals(userId) && couldDo(taskId, userId)
        ? Optional.of("由" + name(task.getAssignee()) + "于 " + moment(task.getEndTime()) + " 办结")
        : Optional.empty();
  }

  /** Whether the user had the task or could have taken it; to anybody else it must look the same open and done. */
  boolean concerns(String taskId, String userId) {
    HistoricTaskInstance task = history.createHistoricTaskInstanceQuery().taskId(taskId).singleResult();
    return task != null && userId != null && (userId.equals(task.getAssignee()) || couldDo(taskId, userId));
  }

  private boolean couldDo(String taskId, String userId) {
    if (userId == null) {
      return false;
    }
    Set<String> groups =
        identity.createGroupQuery().groupMember(userId).list().stream().map(Group::getId).collect(Collectors.toSet());
    return history
        .createHistoricIdentityLinkLogQuery()
        .taskId(taskId)
        .type(IdentityLinkType.CANDIDATE)
        .operationType("add")
        .list()
        .stream()
        .anyMatch(link -> groups.contains(link.getGroupId()) || userId.equals(link.getUserId()));
  }

  private String name(String userId) {
    User user = identity.createUserQuery().userId(userId).singleResult();
    return user == null || user.getFirstName() == null ? userId : user.getFirstName();
  }

  private static String moment(Date at) {
    return MOMENT.format(at.toInstant());
  }
}
