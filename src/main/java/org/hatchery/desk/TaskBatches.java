package org.hatchery.desk;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Many tasks claimed or put back at once: looked at first, confirmed once, done one by one. All of it stands in the database, so
 * that every node can tell how far it is.
 */
@Component
class TaskBatches {

  static final int MOST = 200;

  private static final Duration KEPT = Duration.ofDays(30);
  private static final Duration PREVIEW = Duration.ofHours(1);

  private final JdbcClient jdbc;
  private final OneTask oneTask;
  private final TransactionTemplate transaction;
  private final Clock clock;

  TaskBatches(JdbcClient jdbc, OneTask oneTask, TransactionTemplate transaction, Clock clock) {
    this.jdbc = jdbc;
    this.oneTask = oneTask;
    this.transaction = transaction;
    this.clock = clock;
  }

  /** @param state {@code preview}, {@code running}, {@code done}; {@code broken}: whoever ran it is gone */
  record Batch(UUID id, String person, String action, String state, Instant madeAt) {}

  /** @param state {@code ready}, {@code cannot}, {@code done}, {@code refused} */
  record Row(int place, String task, String name, String number, String title, String state, String reason) {}

  /** Tries each task and takes it back, so that what the preview says is what the engine and the rules say. */
  UUID prepare(String user, OneTask.Action action, List<String> tasks) {
    UUID id = UUID.randomUUID();
    List<Row> rows = new ArrayList<>();
    for (String task : tasks) {
      OneTask.Answer answer = oneTask.attempt(action, task, user);
      OneTask.Known known = answer.known();
      rows.add(
          new Row(
              rows.size() + 1, task, known.name(), known.number(), known.title(), answer.done() ? "ready" : "cannot",
              answer.reason()));
    }
    transaction.executeWithoutResult(
        status -> {
          jdbc.sql("delete from hatchery.task_batch where person = :user and made_at < :before")
              .param("user", user)
              .param("before", Timestamp.from(clock.instant().minus(KEPT)))
              .update();
          jdbc.sql(
                  """
                  insert into hatchery.task_batch (id, person, action, state, made_at, beat_at)
                  values (:id, :user, :action, 'preview', :now, clock_timestamp())
                  """)
              .param("id", id)
              .param("user", user)
              .param("action", action.key())
              .param("now", now())
              .update();
          rows.forEach(row -> insert(id, row));
        });
    return id;
  }

  private void insert(UUID batch, Row row) {
    jdbc.sql(
            """
            insert into hatchery.task_batch_row (batch, place, task, name, number, title, state, reason)
            values (:batch, :place, :task, :name, :number, :title, :state, :reason)
            """)
        .param("batch", batch)
        .param("place", row.place())
        .param("task", row.task())
        .param("name", row.name())
        .param("number", row.number())
        .param("title", row.title())
        .param("state", row.state())
        .param("reason", row.reason())
        .update();
  }

  /** One's own; a batch that nobody works on any more is seen to be broken off. */
  Optional<Batch> find(UUID id, String user) {
    jdbc.sql(
            """
            update hatchery.task_batch set state = 'broken', ended_at = :now
            where id = :id and state = 'running' and beat_at < clock_timestamp() - interval '2 minutes'
            """)
        .param("id", id)
        .param("now", now())
        .update();
    return jdbc.sql("select id, person, action, state, made_at from hatchery.task_batch where id = :id and person = :user")
        .param("id", id)
        .param("user", user)
        .query(Batch.class)
        .optional();
  }

  List<Row> rows(UUID id) {
    return jdbc.sql("select * from hatchery.task_batch_row where batch = :id order by place")
        .param("id", id)
        .query(Row.class)
        .list();
  }

  /** @return true for one of all who confirm it, once, within an hour of the preview */
  boolean confirm(UUID id, String user) {
    return jdbc.sql(
                """
                update hatchery.task_batch set state = 'running', confirmed_at = :now, beat_at = clock_timestamp()
                where id = :id and person = :user and state = 'preview' and made_at > :since
                """)
            .param("id", id)
            .param("user", user)
            .param("now", now())
            .param("since", Timestamp.from(clock.instant().minus(PREVIEW)))
            .update()
        == 1;
  }

  /**
   * Does what is left of a confirmed batch, each task in a transaction of its own.
   *
   * @param goOn false once this node stops: what is left stays untouched
   */
  void run(UUID id, BooleanSupplier goOn) {
    boolean more = true;
    while (more && goOn.getAsBoolean()) {
      more = next(id);
    }
    jdbc.sql("update hatchery.task_batch set state = :state, ended_at = :now where id = :id and state = 'running'")
        .param("state", more ? "broken" : "done")
        .param("id", id)
        .param("now", now())
        .update();
  }

  private record Next(int place, String task, String person, String action) {}

  private boolean next(UUID id) {
    Next[] at = new Next[1];
    try {
      return Boolean.TRUE.equals(
          transaction.execute(
              status -> {
                at[0] = hold(id).orElse(null);
                if (at[0] == null) {
                  return false;
                }
                oneTask.act(OneTask.Action.of(at[0].action()).orElseThrow(), at[0].task(), at[0].person());
                tell(id, at[0].place(), "done", "");
                return true;
              }));
    } catch (RuntimeException e) {
      if (at[0] == null) {
        throw e;
      }
      String reason = oneTask.reason(e, at[0].task(), at[0].person());
      return Boolean.TRUE.equals(
          transaction.execute(
              status -> {
                boolean still = hold(id).filter(next -> next.place() == at[0].place()).isPresent();
                if (still) {
                  tell(id, at[0].place(), "refused", reason);
                }
                return still;
              }));
    }
  }

  /** Held until the transaction ends: whoever sees the batch broken off waits, and then nothing more is done. */
  private Optional<Next> hold(UUID id) {
    boolean running =
        jdbc.sql("select state = 'running' from hatchery.task_batch where id = :id for update")
            .param("id", id)
            .query(Boolean.class)
            .optional()
            .orElse(false);
    return running
        ? jdbc.sql(
                """
                select r.place, r.task, b.person, b.action from hatchery.task_batch_row r
                join hatchery.task_batch b on b.id = r.batch
                where r.batch = :id and r.state = 'ready' order by r.place limit 1
                """)
            .param("id", id)
            .query(Next.class)
            .optional()
        : Optional.empty();
  }

  private void tell(UUID id, int place, String state, String reason) {
    jdbc.sql("update hatchery.task_batch_row set state = :state, reason = :reason where batch = :id and place = :place")
        .param("id", id)
        .param("place", place)
        .param("state", state)
        .param("reason", reason)
        .update();
    jdbc.sql("update hatchery.task_batch set beat_at = clock_timestamp() where id = :id").param("id", id).update();
  }

  private Timestamp now() {
    return Timestamp.from(clock.instant());
  }
}
