package org.hatchery.desk;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.hatchery.engine.Refusal;

/**
 * What changes a running case past its tasks, for those who run the engine: Cockpit's own screens ask for no reason, pages of ours
 * do the same with a reason that the case keeps (docs/adr/0009-corrections-by-hand.md).
 */
class NotByHand {

  private static final Pattern OF_TASK = Pattern.compile("task/([^/]+)/([^/]+)");

  private static final Pattern BY_HAND =
      Pattern.compile(
          String.join(
              "|",
              "process-instance/[^/]+/modification(-async)?",
              "modification/execute(-?[Aa]sync)?",
              "process-definition/[^/]+/restart(-async)?",
              "migration/execute(-?[Aa]sync)?",
              "(job|job-definition|external-task)/([^/]+/)?retries(-async)?",
              "job/[^/]+/(execute|duedate(/recalculate)?)",
              "process-instance/(job-retries|delete|variables-async|message-async)(-historic-query-based)?",
              "process-instance/job-retries-historic-query-based",
              "(process-instance|execution|task)/[^/]+/(variables|localVariables)(/.*)?",
              "execution/[^/]+/(signal|messageSubscriptions/[^/]+/trigger|create-incident)",
              "message|signal|condition",
              "task/[^/]+/(delegate|resolve|complete|bpmnError|bpmnEscalation|identity-links(/delete)?)"));

  private final TaskService tasks;

  NotByHand(TaskService tasks) {
    this.tasks = tasks;
  }

  void check(EngineCall call) {
    if (call.asked().isEmpty() || call.reads()) {
      return;
    }
    String asked = call.asked().replaceAll("/+$", "");
    boolean ends = call.method().equals("DELETE") && asked.matches("process-instance/[^/]+");
    if (ends || asked.matches("process-instance/delete(-historic-query-based)?")) {
      throw new Refusal("办件不能在这里取消：请签批人发起“终止项目”，或由队伍“撤回项目”，理由和公示由流程来办。");
    }
    Matcher ofTask = OF_TASK.matcher(asked);
    boolean gives =
        ofTask.matches() && Set.of("assignee", "unclaim").contains(ofTask.group(2)) && !his(ofTask.group(1), call.user());
    if (gives || BY_HAND.matcher(asked).matches()) {
      throw new Refusal("在这里改动办件不会留下理由。请打开“流程管理”，按编号找到办件，从“纠正”或“更换流程图”里改。");
    }
  }

  private boolean his(String taskId, String user) {
    Task task = tasks.createTaskQuery().taskId(taskId).singleResult();
    return task == null || user != null && user.equals(task.getAssignee());
  }
}
