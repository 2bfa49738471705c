package org.hatchery.evaluation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hatchery.engine.CaseFile;
import org.hatchery.engine.Refusal;
import org.hatchery.organisation.Organisations;
import org.hatchery.organisation.People;
import org.hatchery.organisation.Role;
import org.hatchery.project.Numbers;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Scores that reviewers change after they handed them in, until the last of their round is in; what stood before is kept. */
@Component
class ScoreChanges implements CaseFile {

  private final JdbcClient jdbc;
  private final ObjectMapper json;
  private final Clock clock;
  private final Numbers numbers;
  private final People people;
  private final Organisations organisations;
  private final Reviewers reviewers;

  ScoreChanges(
      JdbcClient jdbc, ObjectMapper json, Clock clock, Numbers numbers, People people, Organisations organisations,
      Reviewers reviewers) {
    this.jdbc = jdbc;
    this.json = json;
    this.clock = clock;
    this.numbers = numbers;
    this.people = people;
    this.organisations = organisations;
    this.reviewers = reviewers;
  }

  /** A review that can still be changed. */
  record Review(String caseNumber, int round, String title) {

    String value() {
      return caseNumber + "|" + round;
    }
  }

  String open(String userId) {
    String owner =
        people.organisationWhere(userId, Role.EXPERT).orElseThrow(() -> new Refusal("只有评审专家可以更改评分。"));
    if (changeable(userId).isEmpty()) {
      throw new Refusal("您没有可以更改的评分：还没有交，或同一项目的评审已经交齐。");
    }
    String number = numbers.next("GF", owner);
    jdbc.sql("insert into hatchery.score_change (number, person, owner, opened_at) values (:number, :person, :owner, :now)")
        .param("number", number)
        .param("person", userId)
        .param("owner", owner)
        .param("now", now())
        .update();
    return number;
  }

  String person(String number) {
    return jdbc.sql("select person from hatchery.score_change where number = :number")
        .param("number", number)
        .query(String.class)
        .single();
  }

  /** His reviews that are in while another of the round is not. */
  List<Review> changeable(String person) {
    return jdbc.sql(
            """
            select r.case_number, r.round, p.title from hatchery.reviewer r
              join hatchery.project p using (case_number) join hatchery.evaluation e using (case_number)
            where r.person = :person and r.status = 'DONE' and r.round = e.round and p.result is null and exists (
              select 1 from hatchery.reviewer o
              where o.case_number = r.case_number and o.round = r.round and o.status = 'OPEN')
            order by r.case_number
            """)
        .param("person", person)
        .query(Review.class)
        .list();
  }

  /** Keeps what stood before, then the new scores; the round is held by the caller. */
  void change(Review review, Reviewers.Reviewer reviewer, List<Reviewers.Score> scores, String recommendation) {
    List<Reviewers.Score> before =
        reviewers.scores(review.caseNumber(), review.round()).stream()
            .filter(score -> score.person().equals(reviewer.person()))
            .toList();
    jdbc.sql(
            """
            insert into hatchery.review_score_before (case_number, round, person, changed_at, scores, recommendation)
            values (:case, :round, :person, :at, cast(:scores as jsonb), :recommendation)
            """)
        .param("case", review.caseNumber())
        .param("round", review.round())
        .param("person", reviewer.person())
        .param("at", now())
        .param("scores", written(before))
        .param("recommendation", reviewer.recommendation())
        .update();
    jdbc.sql("delete from hatchery.review_score where case_number = :case and round = :round and person = :person")
        .param("case", review.caseNumber())
        .param("round", review.round())
        .param("person", reviewer.person())
        .update();
    reviewers.handIn(review.caseNumber(), reviewer, scores, recommendation);
  }

  private String written(Object value) {
    try {
      return json.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private Timestamp now() {
    return Timestamp.from(clock.instant());
  }

  @Override
  public Set<String> kinds() {
    return Set.of("GF");
  }

  @Override
  public boolean holds(String caseNumber) {
    return jdbc.sql("select exists (select 1 from hatchery.score_change where number = :number)")
        .param("number", caseNumber)
        .query(Boolean.class)
        .single();
  }

  @Override
  public Map<String, String> anchors(String caseNumber) {
    return Map.of("owner", owner(caseNumber));
  }

  private String owner(String number) {
    return jdbc.sql("select owner from hatchery.score_change where number = :number")
        .param("number", number)
        .query(String.class)
        .single();
  }

  @Override
  public Card card(String caseNumber) {
    String owner = organisations.get(owner(caseNumber)).name();
    return new Card("更改评分", owner, owner);
  }
}
