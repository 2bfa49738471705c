package bench;

import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What each measure against the engine's slow places brings at so many open tasks: the same question with and without it. */
final class Measures {

  private static final int TIMES = 15;

  /** What the engine asks in every command of somebody who belongs to groups, as long as nobody keeps it from that. */
  private static final String GROUPS_WITH_RIGHTS = "select distinct group_id_ from act_ru_authorization";

  private static final String SUBTASKS = "select * from act_ru_task where parent_task_id_ = 'none'";

  /** The next jobs, as the executor looks for them: by their date, none of them due. */
  private static final String DUE_JOBS =
      """
      select j.id_ from act_ru_job j where j.retries_ > 0 and j.duedate_ <= now()
        and (j.lock_exp_time_ is null or j.lock_exp_time_ < now()) and j.suspension_state_ = 1
      order by j.duedate_ limit 3
      """;

  private static final Map<String, String> STATISTICS =
      Map.of("hatchery_authorization_read", "perms_ & 2", "hatchery_authorization_read_instance", "perms_ & 64");

  private final JdbcClient jdbc;

  Measures(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  void tasks(Report report, Runnable list) {
    report.say("groups with rights, asked in each command before, never now", ms(milliseconds(() -> ask(GROUPS_WITH_RIGHTS))));
    double with = milliseconds(() -> ask(SUBTASKS));
    jdbc.sql("drop index hatchery_task_parent").update();
    report.beforeAndAfter("subtasks of a completed task (index on the parent)", milliseconds(() -> ask(SUBTASKS)), with);
    jdbc.sql("create index hatchery_task_parent on act_ru_task (parent_task_id_)").update();
    with = milliseconds(list);
    jdbc.sql("drop index hatchery_authorization_user").update();
    report.beforeAndAfter("cards of a list (index on whose rights they are)", milliseconds(list), with);
    jdbc.sql("create index hatchery_authorization_user on act_ru_authorization (user_id_)").update();
    STATISTICS.keySet().forEach(name -> jdbc.sql("drop statistics " + name).update());
    jdbc.sql("analyze act_ru_authorization").update();
    report.beforeAndAfter("cards of a list (statistics on the bits of rights)", milliseconds(list), with);
    STATISTICS.forEach(
        (name, bits) -> jdbc.sql("create statistics " + name + " on (" + bits + ") from act_ru_authorization").update());
    jdbc.sql("analyze act_ru_authorization").update();
  }

  void timers(Report report) {
    jdbc.sql("analyze act_ru_job").update();
    double with = milliseconds(() -> ask(DUE_JOBS));
    jdbc.sql("drop index hatchery_job_due").update();
    report.beforeAndAfter("looking for due jobs, none due (index on the date)", milliseconds(() -> ask(DUE_JOBS)), with);
    jdbc.sql("create index hatchery_job_due on act_ru_job (duedate_)").update();
  }

  private void ask(String question) {
    jdbc.sql(question).query().listOfRows();
  }

  private static double milliseconds(Runnable question) {
    Figures figures = new Figures();
    for (int i = 0; i < TIMES; i++) {
      long start = System.nanoTime();
      question.run();
      figures.add(System.nanoTime() - start);
    }
    return figures.p50();
  }

  private static String ms(double milliseconds) {
    return "%.1f ms".formatted(milliseconds);
  }
}
