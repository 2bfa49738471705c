package org.hatchery.evaluation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigDecimal;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.hatchery.calendar.Deadlines;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The reviewers of a project. Each has a seat; who is replaced leaves the seat to the next of the draw, so that the
 * others stay as they are. Every round of review has its seats.
 */
@Component("reviewers")
public class Reviewers {

  private final JdbcClient jdbc;
  private final ObjectMapper json;
  private final Clock clock;
  private final Deadlines deadlines;
  private final Evaluations evaluations;

  Reviewers(JdbcClient jdbc, ObjectMapper json, Clock clock, Deadlines deadlines, Evaluations evaluations) {
    this.jdbc = jdbc;
    this.json = json;
    this.clock = clock;
    this.deadlines = deadlines;
    this.evaluations = evaluations;
  }

  /** @param status OPEN, DONE, CONFLICT or OVERDUE @param note why he stands back; null */
  record Reviewer(
      int round, int seat, String person, String status, Instant assignedAt, Instant dueAt, String note,
      String recommendation) {}

  /** A score as handed in; label and weight as the table had them. */
  record Score(
      int seat, String person, String criterion, String label, int weight, BigDecimal points, String comment) {}

  /** Seats of the present round whose score is awaited, for the diagram's multi-instance. */
  public List<String> of(DelegateExecution execution) {
    String caseNumber = execution.getProcessBusinessKey();
    return seated(caseNumber, evaluations.round(caseNumber)).stream()
        .filter(reviewer -> reviewer.status().equals("OPEN"))
        .map(reviewer -> String.valueOf(reviewer.seat()))
        .toList();
  }

  /** End of the term of the reviewer on the seat of this instance. */
  public Date ends(DelegateExecution execution) {
    int seat = Integer.parseInt((String) execution.getVariable("seat"));
    return Date.from(at(execution.getProcessBusinessKey(), seat).orElseThrow().dueAt());
  }

  /** Who holds a seat in the round, waiting or done; by seat. */
  List<Reviewer> seated(String caseNumber, int round) {
    return jdbc.sql(
            """
            select round, seat, person, status, assigned_at, due_at, note, recommendation from hatchery.reviewer
            where case_number = :case and round = :round and status in ('OPEN', 'DONE') order by seat
            """)
        .param("case", caseNumber)
        .param("round", round)
        .query(Reviewer.class)
        .list();
  }

  /** Who holds the seat in the present round. */
  Optional<Reviewer> at(String caseNumber, int seat) {
    return seated(caseNumber, evaluations.round(caseNumber)).stream()
        .filter(reviewer -> reviewer.seat() == seat)
        .findFirst();
  }

  /** Everybody who ever had a seat, also those who were replaced: nobody is drawn twice. */
  Set<String> everSeated(String caseNumber) {
    return new HashSet<>(
        jdbc.sql("select distinct person from hatchery.reviewer where case_number = :case")
            .param("case", caseNumber)
            .query(String.class)
            .list());
  }

  /** Open reviews by person, of projects whose evaluation runs. */
  Map<String, Integer> openReviews() {
    Map<String, Integer> open = new LinkedHashMap<>();
    jdbc.sql(
            """
            select r.person, count(*) as open from hatchery.reviewer r join hatchery.project p using (case_number)
            where r.status = 'OPEN' and p.stage = 'EVALUATION' and p.result is null group by r.person
            """)
        .query(row -> {
          open.put(row.getString("person"), row.getInt("open"));
        });
    return open;
  }

  /** Gives the seat of the present round to a person; his term begins now. */
  void seat(String caseNumber, int seat, String person) {
    seat(caseNumber, evaluations.round(caseNumber), seat, person);
  }

  private void seat(String caseNumber, int round, int seat, String person) {
    Instant at = clock.instant();
    jdbc.sql(
            """
            insert into hatchery.reviewer (case_number, round, seat, person, status, assigned_at, due_at)
            values (:case, :round, :seat, :person, 'OPEN', :at, :due)
            """)
        .param("case", caseNumber)
        .param("round", round)
        .param("seat", seat)
        .param("person", person)
        .param("at", Timestamp.from(at))
        .param("due", Timestamp.from(deadlines.due("scoreProposal", at)))
        .update();
  }

  /** The next round of review by the same reviewers on the same seats. */
  void seatAgain(String caseNumber) {
    List<Reviewer> before = seated(caseNumber, evaluations.round(caseNumber));
    int round = evaluations.nextRound(caseNumber);
    before.forEach(reviewer -> seat(caseNumber, round, reviewer.seat(), reviewer.person()));
  }

  /** Takes the reviewer off his seat. @param status CONFLICT or OVERDUE */
  void leave(String caseNumber, Reviewer reviewer, String status, String note) {
    close(caseNumber, reviewer, status, note, null);
  }

  private void close(String caseNumber, Reviewer reviewer, String status, String note, String recommendation) {
    jdbc.sql(
            """
            update hatchery.reviewer set status = :status, note = :note, recommendation = :recommendation,
              closed_at = :at, draft = null
            where case_number = :case and round = :round and person = :person
            """)
        .param("status", status)
        .param("note", note)
        .param("recommendation", recommendation)
        .param("at", Timestamp.from(clock.instant()))
        .param("case", caseNumber)
        .param("round", reviewer.round())
        .param("person", reviewer.person())
        .update();
  }

  void save(String caseNumber, Reviewer reviewer, ScoreProposal.Form draft) {
    jdbc.sql(
            """
            update hatchery.reviewer set draft = cast(:draft as jsonb)
            where case_number = :case and round = :round and person = :person
            """)
        .param("draft", written(draft))
        .param("case", caseNumber)
        .param("round", reviewer.round())
        .param("person", reviewer.person())
        .update();
  }

  Optional<ScoreProposal.Form> draft(String caseNumber, Reviewer reviewer) {
    return jdbc.sql(
            """
            select draft::text from hatchery.reviewer
            where case_number = :case and round = :round and person = :person and draft is not null
            """)
        .param("case", caseNumber)
        .param("round", reviewer.round())
        .param("person", reviewer.person())
        .query(String.class)
        .optional()
        .map(this::read);
  }

  /** Keeps the scores that a reviewer hands in. */
  void handIn(String caseNumber, Reviewer reviewer, List<Score> scores, String recommendation) {
    close(caseNumber, reviewer, "DONE", null, recommendation);
    int place = 0;
    for (Score score : scores) {
      jdbc.sql(
              """
              insert into hatchery.review_score (case_number, round, person, place, criterion, label, weight, points,
                comment)
              values (:case, :round, :person, :place, :criterion, :label, :weight, :points, :comment)
              """)
          .param("case", caseNumber)
          .param("round", reviewer.round())
          .param("person", reviewer.person())
          .param("place", ++place)
          .param("criterion", score.criterion())
          .param("label", score.label())
          .param("weight", score.weight())
          .param("points", score.points())
          .param("comment", score.comment())
          .update();
    }
  }

  /** Scores of a round, by seat and criterion; only of reviewers who hold their seat. */
  List<Score> scores(String caseNumber, int round) {
    return jdbc.sql(
            """
            select r.seat, s.person, s.criterion, s.label, s.weight, s.points, s.comment
            from hatchery.review_score s join hatchery.reviewer r using (case_number, round, person)
            where s.case_number = :case and s.round = :round and r.status = 'DONE' order by r.seat, s.place
            """)
        .param("case", caseNumber)
        .param("round", round)
        .query(Score.class)
        .list();
  }

  private String written(Object value) {
    try {
      return json.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private ScoreProposal.Form read(String text) {
    try {
      return json.readValue(text, ScoreProposal.Form.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
