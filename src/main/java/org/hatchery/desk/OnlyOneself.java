package org.hatchery.desk;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.IdentityLinkType;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.webapp.impl.security.filter.util.CsrfConstants;
import org.hatchery.engine.Refusal;

/** Nobody takes a task for somebody else, or out of the hands of somebody else. */
class OnlyOneself {

  private static final Pattern OF_TASK = Pattern.compile("task/([^/]+)/(claim|unclaim|assignee)");

  private final TaskService tasks;
  private final ObjectMapper json;

  OnlyOneself(TaskService tasks, ObjectMapper json) {
    this.tasks = tasks;
    this.json = json;
  }

  /** @return true where the user has put his task back, and nothing is left to do */
  boolean check(EngineCall call, HttpServletRequest request) throws IOException {
    Matcher of = OF_TASK.matcher(call.asked());
    if (!call.method().equals("POST") || !of.matches()) {
      return false;
    }
    boolean gives = Set.of("claim", "assignee").contains(of.group(2));
    String whom = gives && request instanceof KeptBody kept ? kept.text("userId", json) : null;
    if (gives && whom != null && !whom.equals(call.user())) {
      throw new Refusal("只能为自己认领任务；要请别人办理，请放回任务，由对方自己认领。");
    }
    if (of.group(2).equals("claim")) {
      return false;
    }
    Task task = tasks.createTaskQuery().taskId(of.group(1)).singleResult();
    if (task == null || task.getAssignee() == null) {
      return false;
    }
    if (!Objects.equals(task.getAssignee(), call.user())) {
      throw new Refusal("这项任务由别人认领，只有本人能放回。");
    }
    return whom == null && withToken(request) && putBack(task.getId());
  }

  /** For the engine putting back is giving to somebody, a right that who only works on tasks has not. */
  private boolean putBack(String taskId) {
    boolean others =
        tasks.getIdentityLinksForTask(taskId).stream()
            .anyMatch(link -> IdentityLinkType.CANDIDATE.equals(link.getType()));
    if (!others) {
      throw new Refusal("这项任务只交给您本人办理，不能放回。");
    }
    tasks.setAssignee(taskId, null);
    return true;
  }

  /** The webapps' own check of the token comes only after this filter. */
  static boolean withToken(HttpServletRequest request) {
    Object token = request.getSession().getAttribute(CsrfConstants.CSRF_TOKEN_SESSION_ATTR_NAME);
    return token != null && token.equals(request.getHeader(CsrfConstants.CSRF_TOKEN_HEADER_NAME));
  }
}
