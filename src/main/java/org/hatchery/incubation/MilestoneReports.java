package org.hatchery.incubation;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What leaders reported of milestones and what mentors said to it; every attempt is kept. */
@Component
class MilestoneReports {

  private final JdbcClient jdbc;
  private final Clock clock;
  private final Evidence evidence;

  MilestoneReports(JdbcClient jdbc, Clock clock, Evidence evidence) {
    this.jdbc = jdbc;
    this.clock = clock;
    this.evidence = evidence;
  }

  enum State {
    DRAFT("草稿"),
    HANDED_IN("待核验"),
    VERIFIED("通过"),
    REJECTED("未通过");

    private final String label;

    State(String label) {
      this.label = label;
    }

    String label() {
      return label;
    }
  }

  /**
   * @param attempt 1 and up for each milestone
   * @param text null in an empty draft
   * @param documents ids of documents of the case
   * @param opinion of the mentor, null before he decided
   */
  record Report(
      int seq, int attempt, String text, List<String> documents, State state, String handedInBy, Instant handedInAt,
      String decidedBy, Instant decidedAt, String opinion) {}

  /** Attempts at a milestone, oldest first, the draft of the next one last. */
  List<Report> of(Milestone milestone) {
    return jdbc.sql(
            "select * from hatchery.milestone_report where case_number = :caseNumber and seq = :seq order by attempt")
        .param("caseNumber", milestone.caseNumber())
        .param("seq", milestone.seq())
        .query(this::row)
        .list();
  }

  /** Ids of the documents that proved milestones of the case. */
  Set<String> verified(String caseNumber) {
    return jdbc.sql("select * from hatchery.milestone_report where case_number = :caseNumber and state = 'VERIFIED'")
        .param("caseNumber", caseNumber)
        .query(this::row)
        .list()
        .stream()
        .flatMap(report -> report.documents().stream())
        .collect(Collectors.toSet());
  }

  /** The draft; empty where none was kept. */
  Optional<Report> draft(Milestone milestone) {
    return last(milestone, State.DRAFT);
  }

  /** What waits for the mentor; empty where nothing does. */
  Optional<Report> handedIn(Milestone milestone) {
    return last(milestone, State.HANDED_IN);
  }

  void keep(Milestone milestone, String text, List<String> documents) {
    write(milestone, text, documents, State.DRAFT, null);
  }

  void handIn(Milestone milestone, String text, List<String> documents, String by) {
    write(milestone, text, documents, State.HANDED_IN, by);
  }

  void decide(Milestone milestone, boolean verified, String by, String opinion) {
    jdbc.sql(
            """
            update hatchery.milestone_report
            set state = :state, decided_by = :by, decided_at = :now, opinion = :opinion
            where case_number = :caseNumber and seq = :seq and state = 'HANDED_IN'
            """)
        .param("state", (verified ? State.VERIFIED : State.REJECTED).name())
        .param("by", by)
        .param("now", Timestamp.from(clock.instant()))
        .param("opinion", opinion == null ? "" : opinion)
        .param("caseNumber", milestone.caseNumber())
        .param("seq", milestone.seq())
        .update();
  }

  private void write(Milestone milestone, String text, List<String> documents, State state, String by) {
    int attempt = (int) of(milestone).stream().filter(report -> report.state() != State.DRAFT).count() + 1;
    jdbc.sql(
            """
            insert into hatchery.milestone_report (case_number, seq, attempt, text, documents, state, handed_in_by,
              handed_in_at)
            values (:caseNumber, :seq, :attempt, :text, cast(:documents as jsonb), :state, :by, :at)
            on conflict (case_number, seq, attempt) do update set text = excluded.text,
              documents = excluded.documents, state = excluded.state, handed_in_by = excluded.handed_in_by,
              handed_in_at = excluded.handed_in_at
            """)
        .param("caseNumber", milestone.caseNumber())
        .param("seq", milestone.seq())
        .param("attempt", attempt)
        .param("text", text)
        .param("documents", evidence.written(documents))
        .param("state", state.name())
        .param("by", by)
        .param("at", state == State.DRAFT ? null : Timestamp.from(clock.instant()))
        .update();
  }

  private Optional<Report> last(Milestone milestone, State state) {
    return of(milestone).stream().filter(report -> report.state() == state).findFirst();
  }

  private Report row(ResultSet row, int index) throws SQLException {
    return new Report(
        row.getInt("seq"),
        row.getInt("attempt"),
        row.getString("text"),
        evidence.read(row.getString("documents")),
        State.valueOf(row.getString("state")),
        row.getString("handed_in_by"),
        instant(row, "handed_in_at"),
        row.getString("decided_by"),
        instant(row, "decided_at"),
        row.getString("opinion"));
  }

  private static Instant instant(ResultSet row, String column) throws SQLException {
    Timestamp at = row.getTimestamp(column);
    return at == null ? null : at.toInstant();
  }
}
