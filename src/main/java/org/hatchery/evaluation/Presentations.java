package org.hatchery.evaluation;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.hatchery.calendar.Deadlines;
import org.hatchery.project.CallTerms;
import org.hatchery.project.Project;
import org.hatchery.project.Projects;
import org.hatchery.project.Stage;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Presentations 路演 of a call that holds them (DOMAIN.md section 2). Their order is drawn once for the call: by SHA-256 of
 * "seed:case number", so that it does not depend on when each comes to it.
 */
@Component("presentations")
public class Presentations {

  private final SecureRandom random = new SecureRandom();
  private final JdbcClient jdbc;
  private final Clock clock;
  private final Deadlines deadlines;
  private final CallTerms terms;
  private final Projects projects;
  private final Evaluations evaluations;
  private final Reviewers reviewers;
  private final Pool pool;

  Presentations(
      JdbcClient jdbc, Clock clock, Deadlines deadlines, CallTerms terms, Projects projects, Evaluations evaluations,
      Reviewers reviewers, Pool pool) {
    this.jdbc = jdbc;
    this.clock = clock;
    this.deadlines = deadlines;
    this.terms = terms;
    this.projects = projects;
    this.evaluations = evaluations;
    this.reviewers = reviewers;
    this.pool = pool;
  }

  /** @param heldAt null while it is not arranged @param outcome present, absent or null */
  record Presentation(
      String caseNumber, Instant heldAt, String place, int postponed, String outcome, String note, Instant scoresDue) {}

  /** A presentation that was held, or missed without cause. @param points of each reviewer who scored it */
  record Held(boolean absent, List<BigDecimal> points) {}

  // ---- asked by the diagram

  /** Whether a presentation is to be held now: the call wants it, it was not held yet, every seat has scored the papers. */
  public boolean needed(DelegateExecution execution) {
    String caseNumber = execution.getProcessBusinessKey();
    Project project = projects.get(caseNumber);
    long scored =
        reviewers.seated(caseNumber, evaluations.round(caseNumber)).stream()
            .filter(reviewer -> reviewer.status().equals("DONE"))
            .count();
    return terms.presents(project.call())
        && scored >= pool.figures(project).wanted()
        && find(caseNumber).map(Presentation::outcome).isEmpty();
  }

  /** Seats whose reviewers score it, for the diagram's multi-instance. */
  public List<String> seats(DelegateExecution execution) {
    String caseNumber = execution.getProcessBusinessKey();
    return reviewers.seated(caseNumber, evaluations.round(caseNumber)).stream()
        .map(reviewer -> String.valueOf(reviewer.seat()))
        .toList();
  }

  /** When the scores must be in. */
  public Date scoresEnd(DelegateExecution execution) {
    return Date.from(get(execution.getProcessBusinessKey()).scoresDue());
  }

  // ---- the record

  Optional<Presentation> find(String caseNumber) {
    return jdbc.sql("select * from hatchery.presentation where case_number = :case")
        .param("case", caseNumber)
        .query(Presentation.class)
        .optional();
  }

  Presentation get(String caseNumber) {
    return find(caseNumber).orElseThrow();
  }

  void arrange(String caseNumber, Instant at, String place) {
    jdbc.sql(
            """
            insert into hatchery.presentation (case_number, held_at, place) values (:case, :at, :place)
            on conflict (case_number) do update set held_at = excluded.held_at, place = excluded.place
            """)
        .param("case", caseNumber)
        .param("at", Timestamp.from(at))
        .param("place", place)
        .update();
  }

  void postpone(String caseNumber, String note) {
    jdbc.sql("update hatchery.presentation set postponed = postponed + 1, note = :note where case_number = :case")
        .param("note", note)
        .param("case", caseNumber)
        .update();
  }

  /** @param outcome present or absent */
  void mark(String caseNumber, String outcome, String note, String by) {
    jdbc.sql(
            """
            update hatchery.presentation set outcome = :outcome, note = :note, marked_by = :by, scores_due = :due
            where case_number = :case
            """)
        .param("outcome", outcome)
        .param("note", note)
        .param("by", by)
        .param("due", Timestamp.from(deadlines.due("scorePresentation", clock.instant())))
        .param("case", caseNumber)
        .update();
  }

  void score(String caseNumber, Reviewers.Reviewer reviewer, BigDecimal points, String comment) {
    jdbc.sql(
            """
            insert into hatchery.presentation_score (case_number, person, seat, points, comment, handed_in_at)
            values (:case, :person, :seat, :points, :comment, :at)
            """)
        .param("case", caseNumber)
        .param("person", reviewer.person())
        .param("seat", reviewer.seat())
        .param("points", points)
        .param("comment", comment)
        .param("at", Timestamp.from(clock.instant()))
        .update();
  }

  /** Empty where none was held; scores of reviewers who had to stand back later are left out. */
  Optional<Held> held(String caseNumber) {
    return find(caseNumber)
        .filter(presentation -> presentation.outcome() != null)
        .map(
            presentation ->
                new Held(
                    presentation.outcome().equals("absent"),
                    jdbc.sql(
                            """
                            select s.points from hatchery.presentation_score s
                            where s.case_number = :case and not exists (
                              select 1 from hatchery.reviewer r where r.case_number = s.case_number
                                and r.person = s.person and r.status = 'CONFLICT')
                            order by s.points
                            """)
                        .param("case", caseNumber)
                        .query(BigDecimal.class)
                        .list()));
  }

  // ---- the order

  /** Projects of the call that are still being evaluated, in the order drawn for their presentations. */
  List<Project> order(String call) {
    String seed = seed(call);
    return projects.ofCall(call).stream()
        .filter(project -> project.stage() == Stage.EVALUATION && project.result() == null)
        .sorted(Comparator.comparing(project -> ticket(seed, project.caseNumber())))
        .toList();
  }

  private String seed(String call) {
    byte[] bytes = new byte[16];
    random.nextBytes(bytes);
    jdbc.sql(
            """
            insert into hatchery.presentation_draw (call_number, seed, drawn_at) values (:call, :seed, :at)
            on conflict do nothing
            """)
        .param("call", call)
        .param("seed", HexFormat.of().formatHex(bytes))
        .param("at", Timestamp.from(clock.instant()))
        .update();
    return jdbc.sql("select seed from hatchery.presentation_draw where call_number = :call")
        .param("call", call)
        .query(String.class)
        .single();
  }

  private static String ticket(String seed, String caseNumber) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest((seed + ":" + caseNumber).getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
