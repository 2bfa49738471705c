package org.hatchery.notification;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Reminds of open tasks: once when their follow-up date has come (set by {@code calendar} to so many working days
 * before the due date), once when they are overdue; to whoever may do the task at that moment. A due date that is
 * moved is reminded of anew. A suspended task is left alone.
 */
@Component
public class Reminders {

  private static final int BATCH = 200;

  private final JdbcClient jdbc;
  private final Clock clock;
  private final Mail mail;
  private final Letters letters;
  private final Recipients recipients;
  private final TransactionTemplate transaction;

  Reminders(
      JdbcClient jdbc,
      Clock clock,
      Mail mail,
      Letters letters,
      Recipients recipients,
      TransactionTemplate transaction) {
    this.jdbc = jdbc;
    this.clock = clock;
    this.mail = mail;
    this.letters = letters;
    this.recipients = recipients;
    this.transaction = transaction;
  }

  private record Open(String id, String name, String caseNumber, Instant due) {}

  /**
   * Writes the reminders that are due now into the outbox; runs every 15 minutes by itself.
   *
   * @return number of tasks reminded of
   */
  public int sweep() {
    return sweep("overdue", "task.due_date_ < :now")
        // a task that is already overdue is not said to be due soon
        + sweep("reminder", "task.follow_up_date_ <= :now and (task.due_date_ is null or task.due_date_ >= :now)");
  }

  private int sweep(String kind, String when) {
    int all = 0;
    int some;
    do {
      some = transaction.execute(status -> batch(kind, when));
      all += some;
    } while (some == BATCH);
    return all;
  }

  private int batch(String kind, String when) {
    Timestamp now = Timestamp.from(clock.instant());
    List<Open> tasks =
        jdbc.sql(
                """
                select task.id_, task.name_, instance.business_key_, task.due_date_
                from act_ru_task task
                  join act_ru_execution instance on instance.id_ = task.proc_inst_id_
                where task.suspension_state_ = 1 and %s
                  and not exists (
                    select 1 from hatchery.reminder done
                    where done.task = task.id_ and done.kind = :kind and done.due is not distinct from task.due_date_)
                order by task.due_date_, task.id_ limit :batch
                """
                    .formatted(when))
            .param("now", now)
            .param("kind", kind)
            .param("batch", BATCH)
            .query(
                (row, n) -> {
                  Timestamp due = row.getTimestamp(4);
                  return new Open(
                      row.getString(1), row.getString(2), row.getString(3), due == null ? null : due.toInstant());
                })
            .list();
    for (Open task : tasks) {
      Letters.Letter letter =
          letters.ofTask(kind, task.id(), task.name(), task.caseNumber(), letters.titleOf(task.caseNumber()), task.due());
      String event = kind + ":" + task.id() + (task.due() == null ? "" : ":" + task.due().getEpochSecond());
      for (String person : recipients.ofTask(task.id())) {
        mail.ofTask(event, person, letter.subject(), letter.text(), task.id());
      }
      jdbc.sql(
              """
              insert into hatchery.reminder (task, kind, due, at)
              select id_, :kind, due_date_, :now from act_ru_task where id_ = :task
              on conflict do nothing
              """)
          .param("task", task.id())
          .param("kind", kind)
          .param("now", now)
          .update();
    }
    return tasks.size();
  }
}
