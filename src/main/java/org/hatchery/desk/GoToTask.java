package org.hatchery.desk;

import jakarta.servlet.http.HttpServletResponse;
import java.security.Principal;
import java.util.Date;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.history.HistoricTaskInstance;
import org.camunda.bpm.engine.identity.User;
import org.camunda.bpm.engine.task.Task;
import org.hatchery.calendar.WorkCalendar;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** The link in mails: to the task in Tasklist, or to what has become of it. */
@Controller
class GoToTask {

  private final TaskService tasks;
  private final HistoryService history;
  private final IdentityService identity;
  private final WhoWasFirst first;
  private final AsUser asUser;

  GoToTask(
      TaskService tasks, HistoryService history, IdentityService identity, WhoWasFirst first, AsUser asUser) {
    this.tasks = tasks;
    this.history = history;
    this.identity = identity;
    this.first = first;
    this.asUser = asUser;
  }

  @GetMapping("/go/task/{id}")
  String go(@PathVariable String id, Principal signedIn, Model model, HttpServletResponse response) {
    Task task = tasks.createTaskQuery().taskId(id).singleResult();
    if (task != null) {
      boolean visible =
          asUser.ask(signedIn.getName(), () -> tasks.createTaskQuery().taskId(id).count() > 0);
      if (visible) {
        return "redirect:" + DeskSecurity.TASKLIST + "#/?task=" + id;
      }
      return notHis(signedIn, model, response);
    }
    HistoricTaskInstance past = history.createHistoricTaskInstanceQuery().taskId(id).singleResult();
    if (past == null) {
      response.setStatus(HttpServletResponse.SC_NOT_FOUND);
      return page(model, "没有这项任务", "链接里的任务不存在。请检查链接是否完整，或到工作台里查找。");
    }
    if (!first.concerns(id, signedIn.getName())) {
      return notHis(signedIn, model, response);
    }
    String about = "“" + past.getName() + "”";
    if ("completed".equals(past.getDeleteReason())) {
      String who = past.getAssignee() == null ? "" : "由 " + name(past.getAssignee()) + " ";
      return page(model, "这项任务已经办结", about + "已" + who + "于 " + moment(past.getEndTime()) + " 办结，不必再办。");
    }
    return page(model, "这项任务已经取消", about + "已于 " + moment(past.getEndTime()) + " 随事情的变化取消，不必再办。");
  }

  private String notHis(Principal signedIn, Model model, HttpServletResponse response) {
    response.setStatus(HttpServletResponse.SC_FORBIDDEN);
    return page(
        model,
        "这项任务不归您办理",
        "您登录的是 " + name(signedIn.getName()) + " 的账号，这项任务交给了别的岗位，或已由别人认领。如果您还有别的账号，请退出后换一个账号登录。");
  }

  private static String page(Model model, String title, String text) {
    model.addAttribute("title", title);
    model.addAttribute("text", text);
    return "desk/note";
  }

  private static String moment(Date at) {
    return WorkCalendar.MOMENT.format(at.toInstant());
  }

  private String name(String userId) {
    User user = identity.createUserQuery().userId(userId).singleResult();
    if (user == null) {
      return userId;
    }
    String name = (user.getFirstName() + " " + (user.getLastName() == null ? "" : user.getLastName())).strip();
    return name.isEmpty() ? userId : name;
  }
}
