package org.hatchery.evaluation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigDecimal;
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
import org.hatchery.engine.Outcome;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The record of evaluations: screening, correction, revision, result, conclusion; and what the diagram asks of it. */
@Component("evaluations")
public class Evaluations {

  static final String CORRECTION = "correction";
  static final String REVISION = "revision";

  private final JdbcClient jdbc;
  private final ObjectMapper json;
  private final Clock clock;
  private final Deadlines deadlines;

  Evaluations(JdbcClient jdbc, ObjectMapper json, Clock clock, Deadlines deadlines) {
    this.jdbc = jdbc;
    this.json = json;
    this.clock = clock;
    this.deadlines = deadlines;
  }

  /** @param asked what is to be corrected or revised @param handedInAt null while the leader works on it */
  record Rework(int number, String asked, Instant askedAt, Instant dueAt, Instant handedInAt) {}

  /**
   * Result of a round.
   *
   * @param papers what the papers came to out of 100; null where no presentation was held
   * @param presentation what the presentation came to out of 100; null where none was held
   * @param agreed total agreed by the panel; null where there was none
   */
  record Result(
      int round, int reviewers, int counted, BigDecimal total, BigDecimal spread, BigDecimal weakest,
      List<Aggregate.Mean> criteria, String rule, BigDecimal papers, BigDecimal presentation, BigDecimal agreed,
      String agreedReason) {

    BigDecimal valid() {
      return agreed == null ? total : agreed;
    }
  }

  /** Rule outcome and human outcome side by side; signed is null until it is signed. */
  record Conclusion(
      int number, int round, String byTable, String tableReason, String rule, String signed, String reason,
      String signedBy, Instant signedAt) {}

  // ---- asked by the diagram

  /** End of the term for the correction that is open. */
  public Date correctionEnds(DelegateExecution execution) {
    return Date.from(rework(execution.getProcessBusinessKey(), CORRECTION).orElseThrow().dueAt());
  }

  /** End of the term for the revision that is open. */
  public Date revisionEnds(DelegateExecution execution) {
    return Date.from(rework(execution.getProcessBusinessKey(), REVISION).orElseThrow().dueAt());
  }

  /** Whether the signed conclusion is to admit. */
  public boolean admits(DelegateExecution execution) {
    return "admit".equals(conclusion(execution.getProcessBusinessKey()).orElseThrow().signed());
  }

  // ---- where it stands

  /** Round of review, 1 or more; holds the evaluation until the transaction ends. */
  int lockRound(String caseNumber) {
    jdbc.sql("insert into hatchery.evaluation (case_number) values (:case) on conflict do nothing")
        .param("case", caseNumber)
        .update();
    return jdbc.sql("select round from hatchery.evaluation where case_number = :case for update")
        .param("case", caseNumber)
        .query(Integer.class)
        .single();
  }

  int round(String caseNumber) {
    return jdbc.sql("select round from hatchery.evaluation where case_number = :case")
        .param("case", caseNumber)
        .query(Integer.class)
        .optional()
        .orElse(1);
  }

  int nextRound(String caseNumber) {
    int next = lockRound(caseNumber) + 1;
    jdbc.sql("update hatchery.evaluation set round = :round where case_number = :case")
        .param("round", next)
        .param("case", caseNumber)
        .update();
    return next;
  }

  // ---- screening

  /** What the tables found and came to, and what the clerk decided, side by side. */
  void screened(String caseNumber, Eligibility.Screened screened, Outcome outcome, String departing, String by) {
    lockRound(caseNumber);
    jdbc.sql(
            """
            insert into hatchery.screening (case_number, number, findings, rule, by_table, decision, reason, departing,
              decided_by, decided_at)
            values (:case, (select count(*) + 1 from hatchery.screening where case_number = :case),
              cast(:findings as jsonb), :rule, :byTable, :decision, :reason, :departing, :by, :at)
            """)
        .param("case", caseNumber)
        .param("findings", written(screened.findings()))
        .param("rule", screened.rule())
        .param("byTable", screened.byTable())
        .param("decision", outcome.code())
        .param("reason", outcome.reason())
        .param("departing", departing)
        .param("by", by)
        .param("at", now())
        .update();
  }

  /** As it was decided last. @param reason empty where none was given */
  record Screening(List<Eligibility.Finding> findings, String decision, String reason, String decidedBy) {}

  Optional<Screening> screening(String caseNumber) {
    return jdbc.sql(
            """
            select findings::text, decision, coalesce(reason, '') reason, decided_by from hatchery.screening
            where case_number = :case order by number desc limit 1
            """)
        .param("case", caseNumber)
        .query(
            (row, index) ->
                new Screening(
                    read(row.getString("findings"), new TypeReference<List<Eligibility.Finding>>() {}),
                    row.getString("decision"),
                    row.getString("reason"),
                    row.getString("decided_by")))
        .optional();
  }

  // ---- correction and revision

  int reworks(String caseNumber, String kind) {
    return jdbc.sql("select count(*) from hatchery.rework where case_number = :case and kind = :kind")
        .param("case", caseNumber)
        .param("kind", kind)
        .query(Integer.class)
        .single();
  }

  /** Opens a correction or revision; its term begins now and saving does not lengthen it. */
  void ask(String caseNumber, String kind, String asked) {
    Instant at = clock.instant();
    jdbc.sql(
            """
            insert into hatchery.rework (case_number, kind, number, asked, asked_at, due_at)
            values (:case, :kind, :number, :asked, :at, :due)
            """)
        .param("case", caseNumber)
        .param("kind", kind)
        .param("number", reworks(caseNumber, kind) + 1)
        .param("asked", asked)
        .param("at", Timestamp.from(at))
        .param(
            "due", Timestamp.from(deadlines.due(kind.equals(CORRECTION) ? "correctProposal" : "reviseProposal", at)))
        .update();
  }

  /** The latest. */
  Optional<Rework> rework(String caseNumber, String kind) {
    return jdbc.sql(
            """
            select number, asked, asked_at, due_at, handed_in_at from hatchery.rework
            where case_number = :case and kind = :kind order by number desc limit 1
            """)
        .param("case", caseNumber)
        .param("kind", kind)
        .query(
            (row, index) ->
                new Rework(
                    row.getInt("number"),
                    row.getString("asked"),
                    instant(row, "asked_at"),
                    instant(row, "due_at"),
                    instant(row, "handed_in_at")))
        .optional();
  }

  Optional<DossierForm> draft(String caseNumber, String kind) {
    return jdbc.sql(
            """
            select draft::text from hatchery.rework where case_number = :case and kind = :kind and draft is not null
              and handed_in_at is null order by number desc limit 1
            """)
        .param("case", caseNumber)
        .param("kind", kind)
        .query(String.class)
        .optional()
        .map(text -> read(text, new TypeReference<DossierForm>() {}));
  }

  void saveDraft(String caseNumber, String kind, DossierForm draft) {
    jdbc.sql(
            """
            update hatchery.rework set draft = cast(:draft as jsonb)
            where case_number = :case and kind = :kind and handed_in_at is null
            """)
        .param("draft", written(draft))
        .param("case", caseNumber)
        .param("kind", kind)
        .update();
  }

  void handedIn(String caseNumber, String kind) {
    jdbc.sql(
            """
            update hatchery.rework set handed_in_at = :at, draft = null
            where case_number = :case and kind = :kind and handed_in_at is null
            """)
        .param("at", now())
        .param("case", caseNumber)
        .param("kind", kind)
        .update();
  }

  // ---- result

  /**
   * Keeps the result of a round; a round that is aggregated again replaces it.
   *
   * @param presentation what the presentation came to out of 100; null where none was held
   * @param total of papers and presentation together
   */
  void keep(
      String caseNumber, int round, Aggregate aggregate, BigDecimal presentation, BigDecimal total, BigDecimal spread,
      String rule) {
    jdbc.sql(
            """
            insert into hatchery.review_result (case_number, round, reviewers, counted, total, spread, weakest,
              criteria, rule, papers, presentation)
            values (:case, :round, :reviewers, :counted, :total, :spread, :weakest, cast(:criteria as jsonb), :rule,
              :papers, :presentation)
            on conflict (case_number, round) do update set reviewers = excluded.reviewers, counted = excluded.counted,
              total = excluded.total, spread = excluded.spread, weakest = excluded.weakest,
              criteria = excluded.criteria, rule = excluded.rule, papers = excluded.papers,
              presentation = excluded.presentation
            """)
        .param("case", caseNumber)
        .param("round", round)
        .param("reviewers", aggregate.reviewers())
        .param("counted", aggregate.counted())
        .param("total", total)
        .param("spread", spread)
        .param("papers", presentation == null ? null : aggregate.total())
        .param("presentation", presentation)
        .param("weakest", aggregate.weakest())
        .param("criteria", written(aggregate.criteria()))
        .param("rule", rule)
        .update();
  }

  void agree(String caseNumber, BigDecimal total, String reason, String by) {
    jdbc.sql(
            """
            update hatchery.review_result set agreed = :total, agreed_reason = :reason, agreed_by = :by
            where case_number = :case and round = :round
            """)
        .param("total", total)
        .param("reason", reason)
        .param("by", by)
        .param("case", caseNumber)
        .param("round", round(caseNumber))
        .update();
  }

  /** Of the present round; empty while its scores are not aggregated. */
  Optional<Result> result(String caseNumber) {
    return jdbc.sql("select * from hatchery.review_result where case_number = :case and round = :round")
        .param("case", caseNumber)
        .param("round", round(caseNumber))
        .query(
            (row, index) ->
                new Result(
                    row.getInt("round"),
                    row.getInt("reviewers"),
                    row.getInt("counted"),
                    row.getBigDecimal("total"),
                    row.getBigDecimal("spread"),
                    row.getBigDecimal("weakest"),
                    read(row.getString("criteria"), new TypeReference<List<Aggregate.Mean>>() {}),
                    row.getString("rule"),
                    row.getBigDecimal("papers"),
                    row.getBigDecimal("presentation"),
                    row.getBigDecimal("agreed"),
                    row.getString("agreed_reason")))
        .optional();
  }

  // ---- conclusion

  void concludedByTable(String caseNumber, String byTable, String reason, String rule) {
    jdbc.sql(
            """
            insert into hatchery.admission_conclusion (case_number, number, round, by_table, table_reason, rule)
            values (:case, (select count(*) + 1 from hatchery.admission_conclusion where case_number = :case), :round,
              :byTable, :reason, :rule)
            """)
        .param("case", caseNumber)
        .param("round", round(caseNumber))
        .param("byTable", byTable)
        .param("reason", reason)
        .param("rule", rule)
        .update();
  }

  /** The latest: by the table, and signed once it is. */
  Optional<Conclusion> conclusion(String caseNumber) {
    return jdbc.sql(
            """
            select * from hatchery.admission_conclusion where case_number = :case order by number desc limit 1
            """)
        .param("case", caseNumber)
        .query(
            (row, index) ->
                new Conclusion(
                    row.getInt("number"),
                    row.getInt("round"),
                    row.getString("by_table"),
                    row.getString("table_reason"),
                    row.getString("rule"),
                    row.getString("signed"),
                    row.getString("reason"),
                    row.getString("signed_by"),
                    instant(row, "signed_at")))
        .optional();
  }

  /** Signs; where the latest was signed before (decided again after an objection) a further one is kept. */
  void sign(String caseNumber, String decision, String reason, String by) {
    Conclusion latest = conclusion(caseNumber).orElseThrow();
    if (latest.signed() != null) {
      concludedByTable(caseNumber, latest.byTable(), latest.tableReason(), latest.rule());
    }
    jdbc.sql(
            """
            update hatchery.admission_conclusion set signed = :signed, reason = :reason, signed_by = :by,
              signed_at = :at
            where case_number = :case and signed is null
            """)
        .param("signed", decision)
        .param("reason", reason)
        .param("by", by)
        .param("at", now())
        .param("case", caseNumber)
        .update();
  }

  // ---- announcement

  void ready(String caseNumber) {
    lockRound(caseNumber);
    jdbc.sql("update hatchery.evaluation set ready = true, notice = null where case_number = :case")
        .param("case", caseNumber)
        .update();
  }

  /** @param notice number of its notice; null while it waits for one */
  record Standing(boolean ready, String notice) {}

  Standing standing(String caseNumber) {
    return jdbc.sql("select ready, notice from hatchery.evaluation where case_number = :case")
        .param("case", caseNumber)
        .query(Standing.class)
        .optional()
        .orElse(new Standing(false, null));
  }

  void announced(String caseNumber, String notice) {
    jdbc.sql("update hatchery.evaluation set notice = :notice where case_number = :case")
        .param("notice", notice)
        .param("case", caseNumber)
        .update();
  }

  /**
   * Whether the conclusion is public. Before that nobody hears it (DOMAIN.md, Public notice): whoever shows the case to
   * the group leaves out what was scored, aggregated and concluded.
   */
  public boolean isAnnounced(String caseNumber) {
    return standing(caseNumber).notice() != null;
  }

  private String written(Object value) {
    try {
      return json.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private <T> T read(String text, TypeReference<T> type) {
    try {
      return json.readValue(text, type);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private Timestamp now() {
    return Timestamp.from(clock.instant());
  }

  private static Instant instant(ResultSet row, String column) throws SQLException {
    Timestamp at = row.getTimestamp(column);
    return at == null ? null : at.toInstant();
  }
}
