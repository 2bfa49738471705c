package org.hatchery.desk;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.camunda.bpm.engine.AuthorizationException;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.history.HistoricTaskInstance;
import org.camunda.bpm.engine.task.IdentityLinkType;
import org.camunda.bpm.engine.task.Task;
import org.hatchery.engine.Refusal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Claims or puts back one task for a user as Tasklist would, and says in his words why it cannot. */
@Component
class OneTask {

  private static final Logger LOG = LoggerFactory.getLogger(OneTask.class);
  private static final String NOT_HIS = "没有这项任务，或者它不归您办理。";

  private final TaskService tasks;
  private final HistoryService history;
  private final WhoWasFirst first;
  private final AsUser asUser;
  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;

  OneTask(
      TaskService tasks,
      HistoryService history,
      WhoWasFirst first,
      AsUser asUser,
      JdbcClient jdbc,
      TransactionTemplate transaction) {
    this.tasks = tasks;
    this.history = history;
    this.first = first;
    this.asUser = asUser;
    this.jdbc = jdbc;
    this.transaction = transaction;
  }

  enum Action {
    CLAIM("认领"),
    RELEASE("放回");

    private final String label;

    Action(String label) {
      this.label = label;
    }

    static Optional<Action> of(String key) {
      return Arrays.stream(values()).filter(action -> action.key().equals(key)).findFirst();
    }

    String key() {
      return name().toLowerCase(Locale.ROOT);
    }

    String label() {
      return label;
    }
  }

  /** What the user may know of a task; empty texts where it is none of his business. */
  record Known(String name, String number, String title) {}

  private static final Known NOTHING = new Known("", "", "");

  /** @param reason why not; empty where it went */
  record Answer(boolean done, String reason, Known known) {}

  /** Tries and takes it back. */
  Answer attempt(Action action, String task, String user) {
    try {
      transaction.executeWithoutResult(
          status -> {
            status.setRollbackOnly();
            act(action, task, user);
          });
      return new Answer(true, "", card(task));
    } catch (RuntimeException e) {
      boolean his = first.concerns(task, user) || visible(task, user);
      return new Answer(false, reason(e, task, user), his ? card(task) : NOTHING);
    }
  }

  /** In the caller's transaction, which an exception rolls back. */
  void act(Action action, String task, String user) {
    jdbc.sql("set local lock_timeout = '10s'").update();
    // whoever else has it in hand right now goes first
    jdbc.sql("select 1 from act_ru_task where id_ = :task for update").param("task", task).query().listOfRows();
    Task open = tasks.createTaskQuery().taskId(task).singleResult();
    if (open == null || !mayBeAskedAbout(action, open, user)) {
      throw new Refusal(gone(task, user));
    }
    if (action == Action.CLAIM) {
      claim(open, user);
    } else {
      putBack(open, user);
    }
  }

  private void claim(Task open, String user) {
    if (user.equals(open.getAssignee())) {
      throw new Refusal("这项任务已经在您名下。");
    }
    if (open.getAssignee() != null) {
      throw new Refusal(taken(open.getId(), user));
    }
    asUser.ask(
        user,
        () -> {
          tasks.claim(open.getId(), user);
          return null;
        });
  }

  /** As {@link Guard} lets Tasklist put back: only one's own, and only where others can take it. */
  private void putBack(Task open, String user) {
    if (open.getAssignee() == null) {
      throw new Refusal("这项任务没有人认领，不用放回。");
    }
    if (!user.equals(open.getAssignee())) {
      throw new Refusal("这项任务由别人认领，只有本人能放回。");
    }
    boolean others =
        tasks.getIdentityLinksForTask(open.getId()).stream()
            .anyMatch(link -> IdentityLinkType.CANDIDATE.equals(link.getType()));
    if (!others) {
      throw new Refusal("这项任务只交给您本人办理，不能放回。");
    }
    tasks.setAssignee(open.getId(), null);
  }

  /** What went wrong, in the user's words; what nobody expects goes to the log under a number. */
  String reason(RuntimeException e, String task, String user) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      String refusal = Refusal.textIn(cause.getMessage());
      if (refusal != null) {
        return refusal;
      }
      if (cause instanceof AuthorizationException) {
        return NOT_HIS;
      }
      if (cause instanceof PessimisticLockingFailureException || cause instanceof OptimisticLockingException) {
        return "刚才另有人同时在办理，这一项没有动。请稍后再试。";
      }
    }
    String number = UUID.randomUUID().toString().substring(0, 8);
    LOG.error("{}: task {} of a batch of {}", number, task, user, e);
    return "系统没能完成这一项，请稍后再试；如仍不行，请把编号 " + number + " 告诉管理员。";
  }

  /** What he claims himself the engine checks; of the rest he hears only where Tasklist would show it to him. */
  private boolean mayBeAskedAbout(Action action, Task open, String user) {
    return user.equals(open.getAssignee())
        || action == Action.CLAIM && open.getAssignee() == null
        || visible(open.getId(), user);
  }

  private boolean visible(String task, String user) {
    return asUser.ask(user, () -> tasks.createTaskQuery().taskId(task).count() > 0);
  }

  private String taken(String task, String user) {
    return first.took(task, user).map(who -> "已" + who + "。").orElse("已由别人认领。");
  }

  private String gone(String task, String user) {
    HistoricTaskInstance past = history.createHistoricTaskInstanceQuery().taskId(task).singleResult();
    if (past == null || !first.concerns(task, user)) {
      return NOT_HIS;
    }
    if (past.getEndTime() == null) {
      return taken(task, user);
    }
    return first.did(task, user)
        .map(who -> "已" + who + "，不必再办。")
        .orElse("completed".equals(past.getDeleteReason()) ? "已经办结，不必再办。" : "已经随事情的变化取消，不必再办。");
  }

  private Known card(String task) {
    return jdbc.sql(
            """
            select h.name_ as name,
              coalesce(p.number, i.business_key_, '') as number,
              coalesce(p.title, (select v.text_ from act_hi_varinst v
                where v.proc_inst_id_ = h.proc_inst_id_ and v.task_id_ = h.id_ and v.name_ = 'caseTitle'), '') as title
            from act_hi_taskinst h
              left join act_hi_procinst i on i.id_ = h.proc_inst_id_
              left join hatchery.project p on p.case_number = i.business_key_
            where h.id_ = :task
            """)
        .param("task", task)
        .query(Known.class)
        .optional()
        .map(found -> found.name() == null ? new Known("", found.number(), found.title()) : found)
        .orElse(NOTHING);
  }
}
