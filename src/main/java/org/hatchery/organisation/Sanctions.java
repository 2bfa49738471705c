package org.hatchery.organisation;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The register of sanctions; the city import fills it (sanctions.csv). */
@Component
public class Sanctions {

  private final JdbcClient jdbc;

  Sanctions(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** All that began by the day, ended ones too; the latest first. */
  public List<Sanction> of(String organisation, LocalDate day) {
    return jdbc.sql(
            """
            select organisation, kind, basis, since, until from hatchery.sanction
            where organisation = :organisation and since <= :day order by since desc, kind
            """)
        .param("organisation", organisation)
        .param("day", day)
        .query(Sanction.class)
        .list();
  }

  /** Day of the latest import; empty where the register was never filled. */
  public Optional<LocalDate> updated() {
    return jdbc.sql("select imported_on from hatchery.sanction_import order by imported_on desc limit 1")
        .query(LocalDate.class)
        .optional();
  }
}
