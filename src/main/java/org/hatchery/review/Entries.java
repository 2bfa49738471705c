package org.hatchery.review;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The record of projects in rounds. */
@Component
class Entries {

  private final JdbcClient jdbc;

  Entries(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  void invite(String round, String caseNumber, String area) {
    jdbc.sql(
            """
            insert into hatchery.review_entry (round, case_number, area, state)
            values (:round, :caseNumber, :area, 'invited')
            """)
        .param("round", round)
        .param("caseNumber", caseNumber)
        .param("area", area)
        .update();
  }

  Optional<Entry> find(String round, String caseNumber) {
    return jdbc.sql("select * from hatchery.review_entry where round = :round and case_number = :caseNumber")
        .param("round", round)
        .param("caseNumber", caseNumber)
        .query(Entries::row)
        .optional();
  }

  /** @throws IllegalStateException where the project is not in the round */
  Entry get(String round, String caseNumber) {
    return find(round, caseNumber)
        .orElseThrow(() -> new IllegalStateException(caseNumber + " is not in the round " + round));
  }

  /** By case number. */
  List<Entry> in(String round, String state) {
    return jdbc.sql("select * from hatchery.review_entry where round = :round and state = :state order by case_number")
        .param("round", round)
        .param("state", state)
        .query(Entries::row)
        .list();
  }

  void state(String round, String caseNumber, String state, String reason) {
    jdbc.sql(
            """
            update hatchery.review_entry set state = :state, reason = :reason
            where round = :round and case_number = :caseNumber
            """)
        .param("state", state)
        .param("reason", reason)
        .param("round", round)
        .param("caseNumber", caseNumber)
        .update();
  }

  void arrange(String round, String caseNumber, String venue, LocalDate day, String time) {
    jdbc.sql(
            """
            update hatchery.review_entry set venue = :venue, visit_day = :day, visit_time = :time
            where round = :round and case_number = :caseNumber
            """)
        .param("venue", venue)
        .param("day", day)
        .param("time", time)
        .param("round", round)
        .param("caseNumber", caseNumber)
        .update();
  }

  void rank(String round, Ranking.Placed placed, String suggested, String rule) {
    jdbc.sql(
            """
            update hatchery.review_entry set reputation = :reputation, standing = :standing,
              replicability = :replicability, total = :total, place = :place, suggested = :suggested, rule = :rule
            where round = :round and case_number = :caseNumber
            """)
        .param("reputation", placed.marks().reputation())
        .param("standing", placed.marks().standing())
        .param("replicability", placed.marks().replicability())
        .param("total", placed.marks().total())
        .param("place", placed.place())
        .param("suggested", suggested)
        .param("rule", rule)
        .param("round", round)
        .param("caseNumber", placed.caseNumber())
        .update();
  }

  /** @param reason why it departs from what was suggested; null where it does not */
  void decide(String round, String caseNumber, String result, String reason, String decidedBy) {
    jdbc.sql(
            """
            update hatchery.review_entry set result = :result, result_reason = :reason, decided_by = :by
            where round = :round and case_number = :caseNumber
            """)
        .param("result", result)
        .param("reason", reason)
        .param("by", decidedBy)
        .param("round", round)
        .param("caseNumber", caseNumber)
        .update();
  }

  void annul(String round, String caseNumber) {
    jdbc.sql("update hatchery.review_entry set voided = true where round = :round and case_number = :caseNumber")
        .param("round", round)
        .param("caseNumber", caseNumber)
        .update();
  }

  private static Entry row(ResultSet row, int index) throws SQLException {
    return new Entry(
        row.getString("round"),
        row.getString("case_number"),
        row.getString("area"),
        row.getString("state"),
        row.getString("venue"),
        row.getObject("visit_day", LocalDate.class),
        row.getString("visit_time"),
        row.getBigDecimal("reputation"),
        row.getBigDecimal("standing"),
        row.getBigDecimal("replicability"),
        row.getBigDecimal("total"),
        row.getObject("place", Integer.class),
        row.getString("suggested"),
        row.getString("rule"),
        row.getString("result"),
        row.getString("result_reason"),
        row.getString("decided_by"),
        row.getBoolean("voided"));
  }
}
