package org.hatchery.project;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Locale;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Numbers of cases and projects, one row of numbers a kind, organisation and year. */
@Component
public class Numbers {

  private final JdbcClient jdbc;
  private final Clock clock;

  Numbers(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /**
   * The next number, drawn in the caller's transaction: where that rolls back the number is drawn again, so there are no
   * gaps; two at once wait for each other.
   *
   * @param kind XQ need, ZJ call, SB proposal, GS notice, YY objection, PB round …; empty for a project's own number
   * @param organisation code of the organisation whose row of numbers it is
   * @return for example SB-GANGSHAN-2026-0001, GANGSHAN-2026-0001; more digits past 9999
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public String next(String kind, String organisation) {
    int year = LocalDate.now(clock).getYear();
    int number =
        jdbc.sql(
                """
                insert into hatchery.number_sequence (kind, organisation, year, last) values (:kind, :organisation, :year, 1)
                on conflict (kind, organisation, year) do update set last = hatchery.number_sequence.last + 1
                returning last
                """)
            .param("kind", kind)
            .param("organisation", organisation)
            .param("year", year)
            .query(Integer.class)
            .single();
    String row = "%s-%d-%04d".formatted(organisation.toUpperCase(Locale.ROOT), year, number);
    return kind.isEmpty() ? row : kind + "-" + row;
  }
}
