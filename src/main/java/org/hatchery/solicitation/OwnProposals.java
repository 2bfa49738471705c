package org.hatchery.solicitation;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What groups have begun and handed in, and where it stands until evaluation takes it over; for their own leaders. */
@Component
public class OwnProposals {

  private final JdbcClient jdbc;

  OwnProposals(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * One proposal.
   *
   * @param call title of the call with its number; empty while none is chosen
   * @param closes null while no call is chosen
   * @param status DRAFT, HANDED_IN, HANDED_OVER (evaluation has it), LAPSED or DISCARDED
   * @param lateUntil until when one who was let in late may hand in; else null
   */
  public record Own(
      String caseNumber, String title, String group, String call, Instant closes, String status, Instant lateUntil,
      Instant startedAt) {}

  /** The newest first. */
  public List<Own> of(Collection<String> groups) {
    if (groups.isEmpty()) {
      return List.of();
    }
    return jdbc.sql(
            """
            select p.case_number, p.title, p.group_code "group",
              coalesce(c.terms ->> 'title', '') || coalesce('（' || c.case_number || '）', '') "call", c.closes, p.status,
              p.late_until, p.started_at
            from hatchery.proposal p left join hatchery.call c on c.case_number = p.call_number
            where p.group_code in (:groups) order by p.started_at desc, p.case_number desc
            """)
        .param("groups", groups)
        .query(Own.class)
        .list();
  }
}
