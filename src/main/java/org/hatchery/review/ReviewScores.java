package org.hatchery.review;

import java.math.BigDecimal;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What a project came to in its last round, as others show it; who may see it, and when, is for the caller to decide. */
@Component
public class ReviewScores {

  private final JdbcClient jdbc;

  ReviewScores(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** @param place within the area @param result in Chinese; empty before it is decided @param announced by a notice */
  public record Came(
      String round, BigDecimal total, BigDecimal reputation, BigDecimal standing, BigDecimal replicability, int place,
      String result, boolean announced) {}

  /** Empty where it was never ranked. */
  public Optional<Came> came(String caseNumber) {
    return jdbc.sql(
            """
            select e.*, r.notice from hatchery.review_entry e join hatchery.review_round r on r.number = e.round
            where e.case_number = :case and e.total is not null and e.place is not null and not e.voided
            order by r.started_at desc limit 1
            """)
        .param("case", caseNumber)
        .query(
            (row, index) ->
                new Came(
                    row.getString("round"),
                    row.getBigDecimal("total"),
                    row.getBigDecimal("reputation"),
                    row.getBigDecimal("standing"),
                    row.getBigDecimal("replicability"),
                    row.getInt("place"),
                    Result.label(row.getString("result")),
                    row.getString("notice") != null))
        .optional();
  }
}
