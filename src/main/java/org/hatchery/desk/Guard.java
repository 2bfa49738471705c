package org.hatchery.desk;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.IdentityLinkType;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.webapp.impl.security.auth.Authentication;
import org.camunda.bpm.webapp.impl.security.auth.Authentications;
import org.camunda.bpm.webapp.impl.security.auth.UserAuthentication;
import org.camunda.bpm.webapp.impl.security.filter.util.CsrfConstants;
import org.hatchery.engine.Refusal;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Stands before the engine's interface (DESIGN.md, People and rights). Everybody who has signed in reaches all of it, so
 * plain users get only what Tasklist and their own profile call; the rest needs the right to Cockpit or Admin.
 */
class Guard extends OncePerRequestFilter {

  private static final int LONGEST_BODY = 5_000_000;
  private static final String API = "/camunda/api/";
  private static final Pattern ENGINE = Pattern.compile("/camunda/api/engine/engine/([^/]+)/(.+)");
  private static final Pattern PROFILE = Pattern.compile("/camunda/api/[a-z]+/auth/user/[^/]+");
  private static final Pattern LEAVE = Pattern.compile("/camunda/api/[a-z]+/auth/user/[^/]+/logout");
  private static final Pattern SIGN_IN = Pattern.compile("/camunda/api/[a-z]+/auth/user/[^/]+/login/.*");
  private static final Pattern OF_PLUGINS = Pattern.compile("/camunda/api/[a-z]+/plugin/[^/]+/static/.*");
  private static final Pattern OF_TASK = Pattern.compile("task/([^/]+)/([^/]+)");
  private static final Pattern OF_USER = Pattern.compile("user/([^/]+)/(?:profile|credentials)");

  private static final Set<String> READS = Set.of("GET", "HEAD", "OPTIONS");

  /** What Tasklist and Welcome read. */
  private static final Pattern READ =
      Pattern.compile(
          String.join(
              "|",
              "filter(/count)?",
              "filter/[^/]+(/(list|count|singleResult))?",
              "task(/count)?",
              "task/[^/]+",
              "task/[^/]+/(form|form-variables|rendered-form|deployed-form|identity-links)",
              "task/[^/]+/(variables|localVariables)(/[^/]+(/data)?)?",
              "process-definition(/count)?",
              "process-definition/(key/)?[^/]+",
              "process-definition/(key/)?[^/]+/(startForm|deployed-start-form|form-variables|rendered-form|xml|diagram)",
              "process-instance/[^/]+",
              "history/(task|user-operation)(/count)?",
              "user/[^/]+/profile",
              "group(/count)?",
              "identity/(groups|password-policy)",
              "authorization/check",
              "variable-instance(/count)?",
              "version"));

  /** What Tasklist asks by POST, and the few things it does. */
  private static final Pattern POST =
      Pattern.compile(
          String.join(
              "|",
              "filter/[^/]+/(list|count|singleResult)",
              "task(/count)?",
              "task/[^/]+/(submit-form|claim|unclaim|assignee)",
              "process-definition/(key/)?[^/]+/submit-form",
              "history/task(/count)?",
              "variable-instance(/count)?",
              "group(/count)?",
              "identity/password-policy"));

  /**
   * What changes a running case past its tasks: pages of ours do the same with a reason that the case keeps
   * (docs/adr/0009-corrections-by-hand.md).
   */
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

  private static final Pattern FORM = Pattern.compile("(task|process-definition)/.+/submit-form");

  private final TaskService tasks;
  private final NewPassword passwords;
  private final ObjectMapper json;

  Guard(TaskService tasks, NewPassword passwords, ObjectMapper json) {
    this.tasks = tasks;
    this.passwords = passwords;
    this.json = json;
  }

  /** Who has signed in to the webapps in this session; null: nobody, or only to our own pages so far. */
  static Authentication signedIn(HttpServletRequest request) {
    HttpSession session = request.getSession(false);
    Object known = session == null ? null : session.getAttribute("authenticatedUser");
    List<UserAuthentication> all =
        known instanceof Authentications authentications ? authentications.getAuthentications() : List.of();
    // what an earlier user of this browser left behind does not count
    return all.stream().filter(user -> user.getIdentityId().equals(request.getRemoteUser())).findFirst().orElse(null);
  }

  /** As the engine's interface will read it: a letter may be written as a number of its code. */
  static String path(HttpServletRequest request) {
    return request.getServletPath() + Objects.requireNonNullElse(request.getPathInfo(), "");
  }

  static boolean runsTheEngine(Authentication user) {
    return user instanceof UserAuthentication known
        && (known.isAuthorizedForApp("cockpit") || known.isAuthorizedForApp("admin"));
  }

  @Override
  protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    String path = path(request);
    if (LEAVE.matcher(path).matches() && request.getMethod().equals("POST")) {
      leave(request, response);
      return;
    }
    Authentication user = signedIn(request);
    boolean runsTheEngine = user != null && runsTheEngine(user);
    try {
      forEverybody(path);
      HttpServletRequest readable = readable(request, path, runsTheEngine);
      if (runsTheEngine) {
        notByHand(readable, path, user);
      } else if (forPlainUsers(readable, path, user)) {
        response.setStatus(HttpServletResponse.SC_NO_CONTENT);
        return;
      }
      confirmPassword(readable, path, user);
      chain.doFilter(readable, response);
    } catch (Refusal refusal) {
      response.setStatus(HttpServletResponse.SC_FORBIDDEN);
      response.setContentType("application/json;charset=UTF-8");
      response
          .getOutputStream()
          .write(json.writeValueAsBytes(Collections.singletonMap("message", refusal.getMessage())));
    }
  }

  /** Whoever sets a password names the one he signed in with: the engine lets him guess at it as often as he likes. */
  private void confirmPassword(HttpServletRequest request, String path, Authentication user) throws IOException {
    Matcher engine = ENGINE.matcher(path);
    if (user == null || !engine.matches() || !request.getMethod().equals("PUT")
        || !engine.group(2).matches("user/[^/]+/credentials/?")) {
      return;
    }
    String typed = text(request, "authenticatedUserPassword");
    if (typed == null || !withToken(request)) {
      // the engine or the webapps refuse
      return;
    }
    passwords.confirm(user.getIdentityId(), typed, request.getRemoteAddr(), "您自己的密码");
  }

  /** The webapps' own sign-out would leave the session of our pages, and a reload would sign in again. */
  private static void leave(HttpServletRequest request, HttpServletResponse response) {
    HttpSession session = request.getSession(false);
    if (session != null) {
      session.invalidate();
    }
    response.setStatus(HttpServletResponse.SC_NO_CONTENT);
  }

  private static void forEverybody(String path) {
    // the first creates an administrator without a sign-in while there is none; the second passes our sign-in by
    if (path.startsWith(API + "admin/setup/") || SIGN_IN.matcher(path).matches()) {
      throw new Refusal("请从系统的登录页登录。");
    }
  }

  /** Cockpit's own screens ask for no reason. */
  private void notByHand(HttpServletRequest request, String path, Authentication user) throws IOException {
    Matcher engine = ENGINE.matcher(path);
    String method = request.getMethod();
    if (!engine.matches() || READS.contains(method)) {
      return;
    }
    String asked = engine.group(2).replaceAll("/+$", "");
    boolean ends = method.equals("DELETE") && asked.matches("process-instance/[^/]+");
    if (ends || asked.matches("process-instance/delete(-historic-query-based)?")) {
      throw new Refusal("办件不能在这里取消：请签批人发起“终止项目”，或由队伍“撤回项目”，理由和公示由流程来办。");
    }
    Matcher ofTask = OF_TASK.matcher(asked);
    boolean gives = ofTask.matches() && Set.of("assignee", "unclaim").contains(ofTask.group(2)) && !his(ofTask.group(1), user);
    if (gives || BY_HAND.matcher(asked).matches()) {
      throw new Refusal("在这里改动办件不会留下理由。请打开“流程管理”，按编号找到办件，从“纠正”或“更换流程图”里改。");
    }
  }

  private boolean his(String taskId, Authentication user) {
    Task task = tasks.createTaskQuery().taskId(taskId).singleResult();
    return task == null || user != null && user.getIdentityId().equals(task.getAssignee());
  }

  /** @return true where what was asked is done already */
  private boolean forPlainUsers(HttpServletRequest request, String path, Authentication user) throws IOException {
    String method = request.getMethod();
    boolean reads = READS.contains(method);
    if (reads && (PROFILE.matcher(path).matches() || OF_PLUGINS.matcher(path).matches())) {
      return false;
    }
    if (reads && path.equals("/camunda/api/engine/engine/")) {
      return false;
    }
    Matcher engine = ENGINE.matcher(path);
    String asked = engine.matches() ? engine.group(2) : "";
    boolean allowed =
        reads && READ.matcher(asked).matches()
            || method.equals("POST") && POST.matcher(asked).matches()
            || method.equals("PUT") && user != null && ownProfile(asked, user.getIdentityId());
    if (!allowed) {
      throw new Refusal(why(method, asked));
    }
    Matcher ofTask = OF_TASK.matcher(asked);
    return method.equals("POST")
        && ofTask.matches()
        && onlyOneself(request, ofTask.group(1), ofTask.group(2), user);
  }

  private static boolean ownProfile(String asked, String user) {
    Matcher of = OF_USER.matcher(asked);
    return of.matches() && of.group(1).equals(user);
  }

  /**
   * Nobody takes a task for somebody else, or out of the hands of somebody else.
   *
   * @return true where the user has put his task back
   */
  private boolean onlyOneself(HttpServletRequest request, String taskId, String does, Authentication user)
      throws IOException {
    String me = user == null ? null : user.getIdentityId();
    boolean gives = does.equals("claim") || does.equals("assignee");
    String whom = gives ? text(request, "userId") : null;
    if (gives && whom != null && !whom.equals(me)) {
      throw new Refusal("只能为自己认领任务；要请别人办理，请放回任务，由对方自己认领。");
    }
    if (!does.equals("unclaim") && !does.equals("assignee")) {
      return false;
    }
    Task task = tasks.createTaskQuery().taskId(taskId).singleResult();
    if (task == null || task.getAssignee() == null) {
      return false;
    }
    if (!Objects.equals(task.getAssignee(), me)) {
      throw new Refusal("这项任务由别人认领，只有本人能放回。");
    }
    return whom == null && withToken(request) && putBack(taskId);
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
  private static boolean withToken(HttpServletRequest request) {
    Object token = request.getSession().getAttribute(CsrfConstants.CSRF_TOKEN_SESSION_ATTR_NAME);
    return token != null && token.equals(request.getHeader(CsrfConstants.CSRF_TOKEN_HEADER_NAME));
  }

  private String text(HttpServletRequest request, String field) throws IOException {
    try {
      JsonNode value = json.readTree(request.getInputStream().readAllBytes());
      JsonNode text = value == null ? null : value.get(field);
      return text == null || text.isNull() ? null : text.asText();
    } catch (JsonProcessingException e) {
      throw new Refusal("提交的内容读不出来，请刷新页面后重试。");
    }
  }

  private static String why(String method, String asked) {
    if (asked.matches("(task|process-instance|execution|case-execution)/[^/]+/(variables|localVariables).*")) {
      return "流程里的数据不能直接修改，请填写任务表单后提交。";
    }
    if (asked.matches("task/[^/]+/(complete|resolve|bpmnError|bpmnEscalation|delegate)")) {
      return "这项任务只能填写表单后提交办结。";
    }
    if (asked.matches("process-definition/.+/start") || asked.equals("message") || asked.equals("signal")) {
      return "请从工作台的“发起流程”里填写表单发起。";
    }
    if (asked.matches("task/[^/]+/comment/create")) {
      return "请把意见写在任务表单里：这里的备注不会进入项目记录。";
    }
    if (method.equals("PUT") && asked.matches("task/[^/]+")) {
      return "期限和说明由系统按规则设定，不能修改。";
    }
    return PlainErrors.FORBIDDEN;
  }

  /** Reads the body once, looks for what must not be asked, and lets it be read again. */
  private HttpServletRequest readable(HttpServletRequest request, String path, boolean runsTheEngine)
      throws IOException {
    String type = request.getContentType() == null ? "" : request.getContentType().toLowerCase(Locale.ROOT);
    if (READS.contains(request.getMethod()) || type.startsWith("multipart/")) {
      return request;
    }
    byte[] body = request.getInputStream().readNBytes(LONGEST_BODY + 1);
    if (body.length > LONGEST_BODY) {
      throw new Refusal("提交的内容太多，最多 5 MB。");
    }
    Matcher engine = ENGINE.matcher(path);
    boolean form = engine.matches() && FORM.matcher(engine.group(2)).matches();
    if (!form && body.length > 0 && !type.startsWith("application/x-www-form-urlencoded")) {
      withoutExpressions(body, runsTheEngine);
    }
    return new ReadAgain(request, body);
  }

  /**
   * Expressions in alternatives of a query are run by the engine whatever its settings say (CVE-2026-109432). Reads token by
   * token: a tree would keep only the last of two fields of one name.
   */
  private void withoutExpressions(byte[] body, boolean onlyInAlternatives) throws IOException {
    int alternatives = 0;
    try (JsonParser parser = json.getFactory().createParser(body)) {
      int depth = 0;
      JsonToken token;
      String field = null;
      while ((token = parser.nextToken()) != null) {
        switch (token) {
          case FIELD_NAME -> {
            field = parser.currentName();
            if (field.endsWith("Expression") && (alternatives > 0 || !onlyInAlternatives)) {
              throw new Refusal("查询条件里不能使用表达式。");
            }
          }
          case START_OBJECT, START_ARRAY -> {
            depth++;
            if (alternatives == 0 && "orQueries".equals(field)) {
              alternatives = depth;
            }
            field = null;
          }
          case END_OBJECT, END_ARRAY -> {
            if (depth == alternatives) {
              alternatives = 0;
            }
            depth--;
            field = null;
          }
          default -> field = token.isScalarValue() ? null : field;
        }
      }
    } catch (JsonProcessingException e) {
      throw new Refusal("提交的内容读不出来，请刷新页面后重试。");
    }
  }

  private static final class ReadAgain extends HttpServletRequestWrapper {

    private final byte[] body;

    ReadAgain(HttpServletRequest request, byte[] body) {
      super(request);
      this.body = body;
    }

    @Override
    public ServletInputStream getInputStream() {
      ByteArrayInputStream bytes = new ByteArrayInputStream(body);
      return new ServletInputStream() {
        @Override
        public int read() {
          return bytes.read();
        }

        @Override
        public int read(byte[] into, int from, int length) {
          return bytes.read(into, from, length);
        }

        @Override
        public boolean isFinished() {
          return bytes.available() == 0;
        }

        @Override
        public boolean isReady() {
          return true;
        }

        @Override
        public void setReadListener(ReadListener listener) {
          throw new IllegalStateException("The body is read already");
        }
      };
    }

    @Override
    public BufferedReader getReader() {
      return new BufferedReader(new InputStreamReader(getInputStream(), StandardCharsets.UTF_8));
    }
  }
}
