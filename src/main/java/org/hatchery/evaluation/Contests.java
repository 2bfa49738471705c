package org.hatchery.evaluation;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The record of refusals that a group wants reconsidered 复核 (DOMAIN.md section 2, formal screening). */
@Component
class Contests {

  private final JdbcClient jdbc;
  private final Clock clock;

  Contests(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /** @param decision {@code uphold} or {@code overturn}; null while it is open, as its reason */
  record Contest(String grounds, String askedBy, Instant askedAt, String decision, String reason) {}

  void ask(String caseNumber, String grounds, String by) {
    jdbc.sql("insert into hatchery.contest (case_number, grounds, asked_by, asked_at) values (:case, :grounds, :by, :at)")
        .param("case", caseNumber)
        .param("grounds", grounds)
        .param("by", by)
        .param("at", Timestamp.from(clock.instant()))
        .update();
  }

  void decide(String caseNumber, String decision, String reason, String by) {
    jdbc.sql(
            """
            update hatchery.contest set decision = :decision, reason = :reason, decided_by = :by, decided_at = :at
            where case_number = :case
            """)
        .param("decision", decision)
        .param("reason", reason)
        .param("by", by)
        .param("at", Timestamp.from(clock.instant()))
        .param("case", caseNumber)
        .update();
  }

  Optional<Contest> of(String caseNumber) {
    return jdbc.sql("select grounds, asked_by, asked_at, decision, reason from hatchery.contest where case_number = :case")
        .param("case", caseNumber)
        .query(Contest.class)
        .optional();
  }
}
