package org.hatchery.desk;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.TaskService;
import org.hatchery.engine.Refusal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Puts what the engine's interface answers on errors into the user's words: our own refusals alone, a sentence for what
 * happens in daily work, and for the rest a number under which the log has the original.
 */
class PlainErrors {

  static final String GONE = "这项任务已经办结，不必再办。请刷新任务列表。";
  static final String FORBIDDEN = "您没有权限做这一步。如确有需要，请联系本组织的管理员。";

  private static final Logger LOG = LoggerFactory.getLogger(PlainErrors.class);
  private static final Pattern TASK = Pattern.compile("task/(?!count$|create$|report/)([^/]+)(/.*)?");
  private static final Answer NOT_SIGNED_IN = new Answer(401, "NotSignedIn", "登录已过期，请重新登录。");

  private final TaskService tasks;
  private final HistoryService history;
  private final WhoWasFirst first;
  private final ObjectMapper json;

  PlainErrors(TaskService tasks, HistoryService history, WhoWasFirst first, ObjectMapper json) {
    this.tasks = tasks;
    this.history = history;
    this.first = first;
    this.json = json;
  }

  /** @param type a word for programs; the text is for people */
  record Answer(int status, String type, String message) {

    void write(HttpServletResponse response, ObjectMapper json) throws IOException {
      byte[] body = json.writeValueAsBytes(json.createObjectNode().put("type", type).put("message", message));
      response.setStatus(status);
      response.setContentType("application/json;charset=UTF-8");
      response.setContentLength(body.length);
      response.getOutputStream().write(body);
    }
  }

  void notSignedIn(HttpServletResponse response) throws IOException {
    write(response, NOT_SIGNED_IN);
  }

  void write(HttpServletResponse response, Answer answer) throws IOException {
    answer.write(response, json);
  }

  /**
   * @param body what the engine's interface answered; may be empty
   * @param reason text given with the status instead of a body; may be null
   */
  Answer answer(HttpServletRequest request, int status, byte[] body, String reason) {
    String original = new String(body, StandardCharsets.UTF_8);
    JsonNode error = tree(original);
    String type = error == null ? "" : error.path("type").asText("");
    String message = error == null ? original : error.path("message").asText("");
    String all = type + " " + message + " " + (reason == null ? "" : reason);
    String refusal = Refusal.textIn(message);
    if (refusal != null) {
      return new Answer(status == 403 ? 403 : 400, "Refusal", refusal);
    }
    if (status == 401) {
      return NOT_SIGNED_IN;
    }
    if (all.contains("CSRFPreventionFilter")) {
      return new Answer(403, "Stale", "页面已过期，请重新登录后再试。");
    }
    Matcher task = TASK.matcher(EngineCall.of(request, null).asked());
    if (task.matches()) {
      Answer answer = ofTask(request, task.group(1), all, status);
      if (answer != null) {
        return answer;
      }
    }
    if (collided(all)) {
      return new Answer(409, "Collision", "刚才另有人同时在办理，您的提交没有保存。请再提交一次。");
    }
    if (status == 403 || type.equals("AuthorizationException")) {
      return new Answer(403, "NoRight", FORBIDDEN);
    }
    if (all.contains("Password does not match policy")) {
      return new Answer(400, "Refusal", "新密码不符合要求：至少 12 个字符，不能含账号、姓名和邮箱，也不能是常见的、容易被猜到的。请另换一个。");
    }
    if (all.contains("authenticated user password")) {
      return new Answer(400, "Refusal", "当前密码不正确，请重新输入。");
    }
    if (all.contains("is suspended")) {
      return new Answer(409, "Suspended", "这件事已暂停办理，恢复之前不能提交。");
    }
    if (all.contains("Unable to resolve expression")) {
      return new Answer(400, "Refusal", "这份任务清单的条件里有系统不执行的写法，请管理员修改清单的条件。");
    }
    if (all.contains("Unable to invoke method") && all.contains("TaskQueryImpl")) {
      return new Answer(400, "Refusal", "这个搜索条件和本清单的条件互相矛盾。请去掉它，或者到别的清单里查找。");
    }
    String id = RequestNumber.of(request);
    LOG.atLevel(status >= 500 ? Level.ERROR : Level.INFO)
        .log("{}: {} {} answered {}: {}", id, request.getMethod(), request.getRequestURI(), status,
            // what is wrong with a request may be told in the words that somebody typed
            status >= 500 ? all.strip() : type);
    return status >= 500
        ? new Answer(500, "Error", "系统没能完成这一步，请稍后再试；如仍不行，请把编号 " + id + " 告诉管理员。")
        : new Answer(status, "Error", "系统没有找到或看不懂所要的内容，请刷新页面后再试；如仍不行，请把编号 " + id + " 告诉管理员。");
  }

  /** What went wrong with one task; null where the task is open and the error is another. */
  private Answer ofTask(HttpServletRequest request, String taskId, String all, int status) {
    var signedIn = Guard.signedIn(request);
    String userId = signedIn == null ? null : signedIn.getName();
    boolean collided = collided(all) && Guard.path(request).endsWith("/claim");
    if (all.contains("already claimed") || collided && first.took(taskId, userId).isPresent()) {
      return new Answer(409, "Taken", "这项任务刚刚已" + first.took(taskId, userId).orElse("由别人认领") + "。请刷新任务列表。");
    }
    // asked without the user's rights: nobody is signed in to the engine before its own filter
    if (tasks.createTaskQuery().taskId(taskId).count() > 0) {
      return status == 404 ? new Answer(403, "NoRight", FORBIDDEN) : null;
    }
    if (history.createHistoricTaskInstanceQuery().taskId(taskId).count() > 0) {
      if (!first.concerns(taskId, userId)) {
        return new Answer(403, "NoRight", FORBIDDEN);
      }
      return new Answer(
          "GET".equals(request.getMethod()) ? 404 : 409,
          "Gone",
          first.did(taskId, userId).map(did -> "这项任务已" + did + "，不必再办。请刷新任务列表。").orElse(GONE));
    }
    return status == 400 || status == 403
        ? null
        : new Answer(404, "Unknown", "没有这项任务。请刷新任务列表。");
  }

  private static boolean collided(String all) {
    return all.contains("OptimisticLocking") || all.contains("by another transaction concurrently");
  }

  private JsonNode tree(String text) {
    try {
      JsonNode tree = json.readTree(text);
      return tree != null && tree.isObject() ? tree : null;
    } catch (JsonProcessingException e) {
      return null;
    }
  }
}
