package org.hatchery.incubation;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.hatchery.calendar.Deadlines;
import org.hatchery.project.Projects;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Rectifications 整改 of projects, one open at a time (DOMAIN.md, Incubation, rectification). */
@Component("rectifications")
public class Rectifications {

  private final JdbcClient jdbc;
  private final Clock clock;
  private final Deadlines deadlines;
  private final Projects projects;
  private final Evidence evidence;

  Rectifications(JdbcClient jdbc, Clock clock, Deadlines deadlines, Projects projects, Evidence evidence) {
    this.jdbc = jdbc;
    this.clock = clock;
    this.deadlines = deadlines;
    this.projects = projects;
    this.evidence = evidence;
  }

  /** @return whether the case's last rectification was cleared; for the gateway behind the call */
  public boolean cleared(DelegateExecution execution) {
    return last(execution.getProcessBusinessKey()).clearedAt() != null;
  }

  /** @return until when the open rectification is to be reported, however often it was saved meanwhile */
  public Date ends(DelegateExecution execution) {
    return Date.from(last(execution.getProcessBusinessKey()).dueAt());
  }

  void open(String caseNumber, String cause) {
    Instant now = clock.instant();
    jdbc.sql(
            """
            insert into hatchery.rectification (case_number, cause, opened_at, due_at)
            values (:caseNumber, :cause, :now, :due)
            """)
        .param("caseNumber", caseNumber)
        .param("cause", cause)
        .param("now", Timestamp.from(now))
        .param("due", Timestamp.from(deadlines.due("reportRectification", now)))
        .update();
    projects.rectifying(caseNumber, true);
  }

  /** Oldest first. */
  List<Rectification> of(String caseNumber) {
    return jdbc.sql("select * from hatchery.rectification where case_number = :caseNumber order by id")
        .param("caseNumber", caseNumber)
        .query(this::row)
        .list();
  }

  /** @throws IllegalStateException where the case never had one */
  Rectification last(String caseNumber) {
    List<Rectification> all = of(caseNumber);
    return Optional.of(all)
        .filter(list -> !list.isEmpty())
        .map(list -> list.get(list.size() - 1))
        .orElseThrow(() -> new IllegalStateException("No rectification of " + caseNumber));
  }

  void keep(Rectification open, String report, List<String> documents) {
    change(open, "report = :report, documents = cast(:documents as jsonb)")
        .param("report", report)
        .param("documents", evidence.written(documents))
        .update();
  }

  void handIn(Rectification open, String report, List<String> documents, String by) {
    keep(open, report, documents);
    change(open, "reported_by = :by, reported_at = :now").param("by", by).param("now", now()).update();
  }

  /** What the centre said; {@link #close} ends the rectification. */
  void decide(Rectification open, String by, String opinion) {
    change(open, "decided_by = :by, decided_at = :now, opinion = :opinion")
        .param("by", by)
        .param("now", now())
        .param("opinion", opinion == null ? "" : opinion)
        .update();
  }

  void close(Rectification open, boolean cleared) {
    change(open, "closed_at = :now, cleared_at = case when :cleared then cast(:now as timestamptz) end")
        .param("now", now())
        .param("cleared", cleared)
        .update();
    projects.rectifying(open.caseNumber(), false);
  }

  private JdbcClient.StatementSpec change(Rectification open, String set) {
    return jdbc.sql("update hatchery.rectification set " + set + " where id = :id").param("id", open.id());
  }

  private Rectification row(ResultSet row, int index) throws SQLException {
    return new Rectification(
        row.getLong("id"),
        row.getString("case_number"),
        row.getString("cause"),
        instant(row, "opened_at"),
        instant(row, "due_at"),
        row.getString("report"),
        evidence.read(row.getString("documents")),
        row.getString("reported_by"),
        instant(row, "reported_at"),
        row.getString("decided_by"),
        instant(row, "decided_at"),
        row.getString("opinion"),
        instant(row, "cleared_at"),
        instant(row, "closed_at"));
  }

  private static Instant instant(ResultSet row, String column) throws SQLException {
    Timestamp at = row.getTimestamp(column);
    return at == null ? null : at.toInstant();
  }

  private Timestamp now() {
    return Timestamp.from(clock.instant());
  }
}
