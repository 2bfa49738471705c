package org.hatchery.operation;

import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.hatchery.project.ProjectEnded;
import org.hatchery.project.Projects;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Brands awarded, for the brand wall and for who verifies a certificate (DOMAIN.md, Branded operation, grant). */
@Component
public class Brands {

  private static final String COLUMNS = "select b.*, o.name group_name from hatchery.brand b"
      + " join hatchery.organisation o on o.code = b.group_code ";

  private final JdbcClient jdbc;
  private final Clock clock;
  private final Projects projects;
  private final SecureRandom random = new SecureRandom();

  Brands(JdbcClient jdbc, Clock clock, Projects projects) {
    this.jdbc = jdbc;
    this.clock = clock;
    this.projects = projects;
  }

  /** Whether a brand is borne: only an active one is. */
  public enum State {
    ACTIVE("有效"),
    REVOKED("已摘牌"),
    ENDED("已结束");

    private final String label;

    State(String label) {
      this.label = label;
    }

    public String label() {
      return label;
    }
  }

  /**
   * A brand.
   *
   * @param number of the certificate, PP-CITY-year-seq
   * @param code of 12 characters by which anybody verifies the certificate
   * @param group code of the volunteer group
   * @param groupName its name
   * @param certificate id of the PDF in the 案卷
   * @param year of operation that runs, 1 or more
   * @param stars 3 to 5 by the last renewal; null before the first
   * @param watched the next renewal is decided by a person in any case
   * @param endedAt when it was revoked or ended; null while active
   * @param endReason public reason; null while active
   */
  public record Brand(
      String caseNumber, String name, String number, String code, String group, String groupName, Instant awardedAt,
      UUID certificate, State state, int year, Integer stars, boolean watched, Instant endedAt, String endReason) {}

  /** Active brands, those with most stars first, then the oldest. */
  public List<Brand> wall() {
    return jdbc.sql(
            COLUMNS + "where b.state = 'ACTIVE' order by b.stars desc nulls last, b.awarded_at, b.certificate_number")
        .query(Brands::row)
        .list();
  }

  /**
   * The brand whose certificate bears the code, also one that is revoked or ended: look at its state.
   *
   * @param code as printed or typed: capitals or not, with spaces or hyphens
   */
  public Optional<Brand> verify(String code) {
    if (code == null) {
      return Optional.empty();
    }
    return jdbc.sql(COLUMNS + "where b.code = :code")
        .param("code", code.replaceAll("[\\s-]", "").toUpperCase(Locale.ROOT))
        .query(Brands::row)
        .optional();
  }

  public Optional<Brand> of(String caseNumber) {
    return jdbc.sql(COLUMNS + "where b.case_number = :caseNumber")
        .param("caseNumber", caseNumber)
        .query(Brands::row)
        .optional();
  }

  /** @throws IllegalStateException where the case has no brand */
  Brand get(String caseNumber) {
    return of(caseNumber).orElseThrow(() -> new IllegalStateException("No brand of " + caseNumber));
  }

  void award(String caseNumber, String name, String number, String code, String group, UUID certificate) {
    jdbc.sql(
            """
            insert into hatchery.brand (case_number, name, certificate_number, code, group_code, awarded_at,
              certificate, state, year, draw_seed)
            values (:caseNumber, :name, :number, :code, :group, :now, :certificate, 'ACTIVE', 1, :seed)
            """)
        .param("caseNumber", caseNumber)
        .param("name", name)
        .param("number", number)
        .param("code", code)
        .param("group", group)
        .param("now", now())
        .param("certificate", certificate)
        .param("seed", random.nextLong())
        .update();
  }

  /** Of the draw at the end of the running year: fixed when the year began, before anybody knew its figures. */
  long seed(String caseNumber) {
    return jdbc.sql("select draw_seed from hatchery.brand where case_number = :caseNumber")
        .param("caseNumber", caseNumber)
        .query(Long.class)
        .single();
  }

  /** The next year begins. @param stars null: as before */
  void renew(String caseNumber, Integer stars, boolean watched) {
    jdbc.sql(
            """
            update hatchery.brand set year = year + 1, stars = coalesce(:stars, stars), watched = :watched,
              draw_seed = :seed
            where case_number = :caseNumber
            """)
        .param("stars", stars)
        .param("watched", watched)
        .param("seed", random.nextLong())
        .param("caseNumber", caseNumber)
        .update();
  }

  void end(String caseNumber, State state, String reason) {
    jdbc.sql(
            """
            update hatchery.brand set state = :state, ended_at = :now, end_reason = :reason
            where case_number = :caseNumber and state = 'ACTIVE'
            """)
        .param("state", state.name())
        .param("now", now())
        .param("reason", reason)
        .param("caseNumber", caseNumber)
        .update();
  }

  /** Whatever ended the project ends its brand and frees the name. */
  @EventListener
  void projectEnded(ProjectEnded ended) {
    end(ended.caseNumber(), State.ENDED, projects.get(ended.caseNumber()).endReason());
    jdbc.sql("delete from hatchery.brand_name where case_number = :caseNumber")
        .param("caseNumber", ended.caseNumber())
        .update();
  }

  private Timestamp now() {
    return Timestamp.from(clock.instant());
  }

  private static Brand row(ResultSet row, int index) throws SQLException {
    Timestamp ended = row.getTimestamp("ended_at");
    return new Brand(
        row.getString("case_number"),
        row.getString("name"),
        row.getString("certificate_number"),
        row.getString("code"),
        row.getString("group_code"),
        row.getString("group_name"),
        row.getTimestamp("awarded_at").toInstant(),
        row.getObject("certificate", UUID.class),
        State.valueOf(row.getString("state")),
        row.getInt("year"),
        row.getObject("stars", Integer.class),
        row.getBoolean("watched"),
        ended == null ? null : ended.toInstant(),
        row.getString("end_reason"));
  }
}
