package org.hatchery.evaluation;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.hatchery.engine.Outcome;
import org.hatchery.engine.Refusal;
import org.hatchery.organisation.Organisations;
import org.hatchery.organisation.People;
import org.hatchery.project.Timeline;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The draws as they were held, for those who supervise: what was drawn from what, and whether it can be repeated. */
@Component
public class Draws {

  private final JdbcClient jdbc;
  private final Clock clock;
  private final People people;
  private final Organisations organisations;
  private final Timeline timeline;

  Draws(JdbcClient jdbc, Clock clock, People people, Organisations organisations, Timeline timeline) {
    this.jdbc = jdbc;
    this.clock = clock;
    this.people = people;
    this.organisations = organisations;
    this.timeline = timeline;
  }

  /**
   * An expert in a draw.
   *
   * @param excluded why he could not be drawn; empty: he could
   * @param soft a conflict that asks for others without any beside it; empty: none
   * @param place in the order as it was kept, from 1; null for who was excluded
   * @param again place in the order drawn again from the seed just now; null for who was excluded
   */
  public record Candidate(
      String name, String pool, int openReviews, String excluded, String soft, Integer place, Integer again) {}

  /**
   * A draw.
   *
   * @param wanted seats it was held for
   * @param rule table and version
   * @param witnesses names of supervisors who witnessed it
   * @param same whether drawing again from seed and pool gives the order that was kept
   */
  public record Held(
      int number, String seed, int wanted, String rule, Instant at, List<Candidate> candidates, List<String> witnesses,
      boolean same) {}

  /** How the order follows from seed and pool, in Chinese. */
  public String how() {
    return Draw.RULE;
  }

  private record Row(String person, String pool, int openReviews, String excluded, String soft, Integer place) {}

  private record Head(int number, String seed, int wanted, String rule, Instant drawnAt) {}

  /** In the order of time; empty where nobody was drawn yet. */
  public List<Held> of(String caseNumber) {
    return jdbc.sql("select number, seed, wanted, rule, drawn_at from hatchery.draw where case_number = :case order by number")
        .param("case", caseNumber)
        .query(Head.class)
        .list()
        .stream()
        .map(head -> held(caseNumber, head))
        .toList();
  }

  private Held held(String caseNumber, Head head) {
    List<Row> rows =
        jdbc.sql(
                """
                select person, pool, open_reviews, excluded, soft, place from hatchery.draw_candidate
                where case_number = :case and draw = :draw order by place nulls last, person
                """)
            .param("case", caseNumber)
            .param("draw", head.number())
            .query(Row.class)
            .list();
    List<String> again =
        Draw.repeat(
            head.seed(),
            rows.stream()
                .filter(row -> row.excluded() == null)
                .map(row -> new Draw.Candidate(row.person(), row.openReviews(), row.soft() != null))
                .toList());
    List<String> kept = rows.stream().filter(row -> row.place() != null).map(Row::person).toList();
    List<Candidate> candidates =
        rows.stream()
            .map(
                row ->
                    new Candidate(
                        people.get(row.person()).name(), organisations.get(row.pool()).name(), row.openReviews(),
                        row.excluded() == null ? "" : row.excluded(), row.soft() == null ? "" : row.soft(), row.place(),
                        row.place() == null ? null : again.indexOf(row.person()) + 1))
            .toList();
    return new Held(
        head.number(), head.seed(), head.wanted(), head.rule(), head.drawnAt(), candidates,
        witnesses(caseNumber, head.number()), again.equals(kept));
  }

  private List<String> witnesses(String caseNumber, int draw) {
    return jdbc.sql("select person from hatchery.draw_witness where case_number = :case and draw = :draw order by at")
        .param("case", caseNumber)
        .param("draw", draw)
        .query(String.class)
        .list()
        .stream()
        .map(person -> people.get(person).name())
        .toList();
  }

  /**
   * Keeps that a supervisor looked at the draw and found it in order; a second time changes nothing. Whether he may is
   * for the caller to check.
   *
   * @throws Refusal where there is no such draw
   */
  @Transactional
  public void witness(String caseNumber, int draw, String userId, String group) {
    Held held =
        of(caseNumber).stream()
            .filter(one -> one.number() == draw)
            .findFirst()
            .orElseThrow(() -> new Refusal("没有这次抽取。请刷新页面。"));
    int kept =
        jdbc.sql(
                """
                insert into hatchery.draw_witness (case_number, draw, person, at) values (:case, :draw, :person, :at)
                on conflict do nothing
                """)
            .param("case", caseNumber)
            .param("draw", draw)
            .param("person", userId)
            .param("at", Timestamp.from(clock.instant()))
            .update();
    if (kept == 1) {
      timeline.add(
          caseNumber, "witnessDraw", "监督抽取评审", userId, Set.of(group),
          Outcome.of("witnessed", "监督第 " + draw + " 次抽取：按种子重抽，" + (held.same() ? "结果一致" : "结果不一致")));
    }
  }
}
