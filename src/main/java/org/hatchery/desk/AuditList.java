package org.hatchery.desk;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.hatchery.audit.AuditKind;
import org.hatchery.calendar.WorkCalendar;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Finds entries of the audit: by who, kind, case and days, the newest first. */
@Component
class AuditList {

  static final int AT_ONCE = 50;

  private final JdbcClient jdbc;

  AuditList(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * What is looked for; empty texts and null do not narrow.
   *
   * @param who an account, or a part of a name
   * @param what the number of a project or case, or a part of what it was about
   * @param from first day, @param until last day
   * @param before older than this entry; 0: from the newest
   * @param region organisations whose people and cases the reader supervises; null: everything
   */
  record Wanted(
      String who, AuditKind kind, String what, LocalDate from, LocalDate until, long before, List<String> region) {}

  record Entry(
      long number, Instant at, String who, String name, AuditKind kind, String what, String caseNumber, String details,
      String address) {}

  private static final String OF_REGION =
      """
      (a.who in (select person from hatchery.holding where organisation in (:region))
        or a.case_number in (select case_number from hatchery.project
          where owner in (:region) or group_code in (:region) or community in (:region) or centre in (:region)))
      """;

  /** @return one more than fits on a page where there are more */
  List<Entry> find(Wanted wanted) {
    List<String> where = new ArrayList<>();
    Map<String, Object> values = new TreeMap<>();
    if (!wanted.who().isEmpty()) {
      where.add("(lower(a.who) = lower(:who) or a.who in (select id from hatchery.person where position(:who in name) > 0))");
      values.put("who", wanted.who());
    }
    if (wanted.kind() != null) {
      where.add("a.kind = :kind");
      values.put("kind", wanted.kind().name());
    }
    if (!wanted.what().isEmpty()) {
      where.add(
          "(a.case_number = :what or a.case_number in (select case_number from hatchery.project where number = :what)"
              + " or position(lower(:what) in lower(a.what)) > 0)");
      values.put("what", wanted.what());
    }
    if (wanted.from() != null) {
      where.add("a.at >= :from");
      values.put("from", Timestamp.from(wanted.from().atStartOfDay(WorkCalendar.ZONE).toInstant()));
    }
    if (wanted.until() != null) {
      where.add("a.at < :until");
      values.put("until", Timestamp.from(wanted.until().plusDays(1).atStartOfDay(WorkCalendar.ZONE).toInstant()));
    }
    if (wanted.before() > 0) {
      where.add("a.number < :before");
      values.put("before", wanted.before());
    }
    if (wanted.region() != null) {
      where.add(OF_REGION);
      values.put("region", wanted.region());
    }
    return jdbc.sql(
            "select a.*, p.name from hatchery.audit a left join hatchery.person p on p.id = a.who"
                + (where.isEmpty() ? "" : " where " + String.join(" and ", where))
                + " order by a.number desc limit " + (AT_ONCE + 1))
        .params(values)
        .query((row, n) -> entry(row))
        .list();
  }

  private static Entry entry(ResultSet row) throws SQLException {
    return new Entry(
        row.getLong("number"),
        row.getTimestamp("at").toInstant(),
        row.getString("who"),
        row.getString("name"),
        AuditKind.valueOf(row.getString("kind")),
        row.getString("what"),
        row.getString("case_number"),
        row.getString("details"),
        row.getString("address"));
  }
}
