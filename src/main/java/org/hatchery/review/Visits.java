package org.hatchery.review;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigDecimal;
import java.math.MathContext;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The record of who observes which project and what they gave, and of residents' ratings. */
@Component
class Visits {

  private static final int MOST_STARS = 5;

  private final JdbcClient jdbc;
  private final ObjectMapper json;
  private final Clock clock;

  Visits(JdbcClient jdbc, ObjectMapper json, Clock clock) {
    this.jdbc = jdbc;
    this.json = json;
    this.clock = clock;
  }

  /**
   * One observer's visit to one project.
   *
   * @param state assigned, scored or missing
   * @param marks what was typed by name of the field: points as numbers, comments as text; empty before
   */
  record Visit(
      long id, String round, String caseNumber, String observer, String state, Map<String, Object> marks, String remark) {

    /** Points by criterion, of a visit that was scored. */
    Map<String, Integer> points(List<Criterion> observed) {
      Map<String, Integer> points = new LinkedHashMap<>();
      observed.forEach(criterion -> points.put(criterion.code(), ((Number) marks.get(criterion.code())).intValue()));
      return points;
    }
  }

  /** Takes the place of an earlier draw of the round. */
  void assign(String round, Map<String, List<String>> drawn) {
    jdbc.sql("delete from hatchery.review_visit where round = :round and state = 'assigned'").param("round", round).update();
    drawn.forEach((caseNumber, observers) -> observers.forEach(observer ->
        jdbc.sql(
                """
                insert into hatchery.review_visit (round, case_number, observer, state)
                values (:round, :caseNumber, :observer, 'assigned')
                """)
            .param("round", round)
            .param("caseNumber", caseNumber)
            .param("observer", observer)
            .update()));
  }

  void remove(String round, String caseNumber) {
    jdbc.sql("delete from hatchery.review_visit where round = :round and case_number = :caseNumber and state = 'assigned'")
        .param("round", round)
        .param("caseNumber", caseNumber)
        .update();
  }

  Visit get(long id) {
    return jdbc.sql("select * from hatchery.review_visit where id = :id").param("id", id).query(this::row).single();
  }

  /** Of all projects of the round, in the order drawn. */
  List<Visit> in(String round) {
    return jdbc.sql("select * from hatchery.review_visit where round = :round order by id")
        .param("round", round)
        .query(this::row)
        .list();
  }

  List<Visit> to(String round, String caseNumber) {
    return in(round).stream().filter(visit -> visit.caseNumber().equals(caseNumber)).toList();
  }

  /** @param state assigned keeps what was typed for later, scored counts */
  void keep(long id, String state, Map<String, Object> marks, String remark) {
    try {
      jdbc.sql(
              """
              update hatchery.review_visit set state = :state, marks = cast(:marks as jsonb), remark = :remark,
                scored_at = :now where id = :id
              """)
          .param("state", state)
          .param("marks", json.writeValueAsString(marks))
          .param("remark", remark)
          .param("now", Timestamp.from(clock.instant()))
          .param("id", id)
          .update();
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  void missing(long id, String why) {
    jdbc.sql("update hatchery.review_visit set state = 'missing', remark = :why where id = :id and state = 'assigned'")
        .param("why", why)
        .param("id", id)
        .update();
  }

  int ratings(String round, String caseNumber) {
    return jdbc.sql("select count(*) from hatchery.resident_rating where round = :round and case_number = :caseNumber")
        .param("round", round)
        .param("caseNumber", caseNumber)
        .query(Integer.class)
        .single();
  }

  /** @return average of the residents' stars, 0 to 1 of the full; empty where fewer than {@code atLeast} rated */
  Optional<BigDecimal> satisfaction(String round, String caseNumber, int atLeast) {
    int count = ratings(round, caseNumber);
    if (count == 0 || count < atLeast) {
      return Optional.empty();
    }
    int stars =
        jdbc.sql("select sum(stars) from hatchery.resident_rating where round = :round and case_number = :caseNumber")
            .param("round", round)
            .param("caseNumber", caseNumber)
            .query(Integer.class)
            .single();
    return Optional.of(
        BigDecimal.valueOf(stars).divide(BigDecimal.valueOf((long) count * MOST_STARS), MathContext.DECIMAL128));
  }

  private Visit row(ResultSet row, int index) throws SQLException {
    try {
      String marks = row.getString("marks");
      return new Visit(
          row.getLong("id"),
          row.getString("round"),
          row.getString("case_number"),
          row.getString("observer"),
          row.getString("state"),
          marks == null ? Map.of() : json.readValue(marks, new TypeReference<Map<String, Object>>() {}),
          row.getString("remark"));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
