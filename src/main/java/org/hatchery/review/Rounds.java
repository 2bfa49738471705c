package org.hatchery.review;

import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hatchery.engine.CaseFile;
import org.hatchery.organisation.Organisations;
import org.hatchery.project.Numbers;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The record of rounds. */
@Component
class Rounds implements CaseFile {

  private final JdbcClient jdbc;
  private final Clock clock;
  private final Numbers numbers;
  private final Organisations organisations;

  Rounds(JdbcClient jdbc, Clock clock, Numbers numbers, Organisations organisations) {
    this.jdbc = jdbc;
    this.clock = clock;
    this.numbers = numbers;
    this.organisations = organisations;
  }

  /** @return number PB-… of the new round */
  String start(String owner, String userId) {
    String number = numbers.next("PB", owner);
    jdbc.sql(
            """
            insert into hatchery.review_round (number, owner, started_by, state, started_at)
            values (:number, :owner, :by, 'draft', :now)
            """)
        .param("number", number)
        .param("owner", owner)
        .param("by", userId)
        .param("now", Timestamp.from(clock.instant()))
        .update();
    return number;
  }

  Round get(String number) {
    return jdbc.sql("select * from hatchery.review_round where number = :number")
        .param("number", number)
        .query(Rounds::row)
        .single();
  }

  /** Reads the round and holds it until the transaction ends. */
  Round lock(String number) {
    return jdbc.sql("select * from hatchery.review_round where number = :number for update")
        .param("number", number)
        .query(Rounds::row)
        .single();
  }

  /** Keeps the plan, whole or in part. */
  void plan(String number, String title, LocalDate startsOn, LocalDate endsOn, List<String> areas) {
    jdbc.sql(
            """
            update hatchery.review_round set title = :title, starts_on = :from, ends_on = :to, areas = :areas
            where number = :number
            """)
        .param("title", title)
        .param("from", startsOn)
        .param("to", endsOn)
        .param("areas", areas.toArray(String[]::new))
        .param("number", number)
        .update();
  }

  void state(String number, String state) {
    jdbc.sql("update hatchery.review_round set state = :state where number = :number")
        .param("state", state)
        .param("number", number)
        .update();
  }

  void stop(String number, String reason) {
    jdbc.sql("update hatchery.review_round set state = 'stopped', reason = :reason where number = :number")
        .param("reason", reason)
        .param("number", number)
        .update();
  }

  void enrol(String number, Instant until) {
    jdbc.sql("update hatchery.review_round set state = 'enrolling', enrol_until = :until where number = :number")
        .param("until", Timestamp.from(until))
        .param("number", number)
        .update();
  }

  void drawn(String number, long seed) {
    jdbc.sql("update hatchery.review_round set state = 'visiting', seed = :seed where number = :number")
        .param("seed", seed)
        .param("number", number)
        .update();
  }

  void wholeCity(String number) {
    jdbc.sql("update hatchery.review_round set whole_city = true where number = :number").param("number", number).update();
  }

  void announced(String number, String notice) {
    jdbc.sql("update hatchery.review_round set state = 'announced', notice = :notice where number = :number")
        .param("notice", notice)
        .param("number", number)
        .update();
  }

  /** What the jury has typed so far, JSON; null where nothing. */
  String draft(String number) {
    return jdbc.sql("select draft::text from hatchery.review_round where number = :number")
        .param("number", number)
        .query((row, index) -> java.util.Optional.ofNullable(row.getString(1)))
        .single()
        .orElse(null);
  }

  void draft(String number, String json) {
    jdbc.sql("update hatchery.review_round set draft = cast(:json as jsonb) where number = :number")
        .param("json", json)
        .param("number", number)
        .update();
  }

  private static Round row(ResultSet row, int index) throws SQLException {
    Timestamp until = row.getTimestamp("enrol_until");
    return new Round(
        row.getString("number"),
        row.getString("owner"),
        row.getString("started_by"),
        row.getString("title"),
        date(row, "starts_on"),
        date(row, "ends_on"),
        List.of((String[]) row.getArray("areas").getArray()),
        row.getString("state"),
        until == null ? null : until.toInstant(),
        row.getObject("seed", Long.class),
        row.getBoolean("whole_city"),
        row.getString("reason"),
        row.getString("notice"));
  }

  private static LocalDate date(ResultSet row, String column) throws SQLException {
    Date date = row.getDate(column);
    return date == null ? null : date.toLocalDate();
  }

  @Override
  public Set<String> kinds() {
    return Set.of("PB");
  }

  @Override
  public boolean holds(String caseNumber) {
    return jdbc.sql("select exists (select 1 from hatchery.review_round where number = :number)")
        .param("number", caseNumber)
        .query(Boolean.class)
        .single();
  }

  @Override
  public Map<String, String> anchors(String caseNumber) {
    return Map.of("owner", get(caseNumber).owner());
  }

  @Override
  public Card card(String caseNumber) {
    Round round = get(caseNumber);
    String owner = organisations.get(round.owner()).name();
    return new Card(round.name(), owner, owner);
  }
}
