package org.hatchery.operation;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Yearly renewals of brands (DOMAIN.md, Branded operation, follow-up). */
@Component
class Renewals {

  private final JdbcClient jdbc;
  private final Clock clock;

  Renewals(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /** Oldest first. */
  List<Renewal> of(String caseNumber) {
    return jdbc.sql("select * from hatchery.renewal where case_number = :caseNumber order by year")
        .param("caseNumber", caseNumber)
        .query(Renewals::row)
        .list();
  }

  Optional<Renewal> find(String caseNumber, int year) {
    return of(caseNumber).stream().filter(renewal -> renewal.year() == year).findFirst();
  }

  void open(Renewal renewal) {
    jdbc.sql(
            """
            insert into hatchery.renewal (case_number, year, filed, overdue, activities, hours, served, ratings, rating,
              complaints, rectifications, watched, wish, seed, drawn, signals, proposed_stars, rule)
            values (:caseNumber, :year, :filed, :overdue, :activities, :hours, :served, :ratings, :rating, :complaints,
              :rectifications, :watched, :wish, :seed, :drawn, :signals, :stars, :rule)
            """)
        .param("caseNumber", renewal.caseNumber())
        .param("year", renewal.year())
        .param("filed", renewal.filed())
        .param("overdue", renewal.overdue())
        .param("activities", renewal.activities())
        .param("hours", renewal.hours())
        .param("served", renewal.served())
        .param("ratings", renewal.ratings())
        .param("rating", renewal.rating())
        .param("complaints", renewal.complaints())
        .param("rectifications", renewal.rectifications())
        .param("watched", renewal.watched())
        .param("wish", renewal.wish())
        .param("seed", renewal.seed())
        .param("drawn", renewal.drawn())
        .param("signals", renewal.signals().toArray(String[]::new))
        .param("stars", renewal.proposedStars())
        .param("rule", renewal.rule())
        .update();
  }

  /** @param by null: by rule */
  void decide(Renewal renewal, Renewal.Decision decision, Integer stars, String reason, String by) {
    jdbc.sql(
            """
            update hatchery.renewal set decision = :decision, stars = :stars, reason = :reason, decided_by = :by,
              decided_at = :now
            where case_number = :caseNumber and year = :year
            """)
        .param("decision", decision.name())
        .param("stars", stars)
        .param("reason", reason)
        .param("by", by)
        .param("now", Timestamp.from(clock.instant()))
        .param("caseNumber", renewal.caseNumber())
        .param("year", renewal.year())
        .update();
  }

  private static Renewal row(ResultSet row, int index) throws SQLException {
    String decision = row.getString("decision");
    return new Renewal(
        row.getString("case_number"),
        row.getInt("year"),
        row.getInt("filed"),
        row.getInt("overdue"),
        row.getInt("activities"),
        row.getInt("hours"),
        row.getInt("served"),
        row.getInt("ratings"),
        row.getBigDecimal("rating"),
        row.getInt("complaints"),
        row.getInt("rectifications"),
        row.getBoolean("watched"),
        row.getBoolean("wish"),
        row.getLong("seed"),
        row.getDouble("drawn"),
        List.of((String[]) row.getArray("signals").getArray()),
        row.getInt("proposed_stars"),
        row.getString("rule"),
        decision == null ? null : Renewal.Decision.valueOf(decision),
        row.getObject("stars", Integer.class),
        row.getString("reason"),
        row.getString("decided_by"));
  }
}
