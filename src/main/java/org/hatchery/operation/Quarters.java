package org.hatchery.operation;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.hatchery.calendar.Deadlines;
import org.hatchery.calendar.WorkCalendar;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Quarters of a brand's operation and their reports (DOMAIN.md, Branded operation, regular operation). */
@Component
class Quarters {

  private final JdbcClient jdbc;
  private final Clock clock;
  private final WorkCalendar calendar;
  private final Deadlines deadlines;

  Quarters(JdbcClient jdbc, Clock clock, WorkCalendar calendar, Deadlines deadlines) {
    this.jdbc = jdbc;
    this.clock = clock;
    this.calendar = calendar;
    this.deadlines = deadlines;
  }

  /** Oldest first. */
  List<Quarter> of(String caseNumber) {
    return jdbc.sql("select * from hatchery.quarter_report where case_number = :caseNumber order by seq")
        .param("caseNumber", caseNumber)
        .query(Quarters::row)
        .list();
  }

  List<Quarter> ofYear(String caseNumber, int year) {
    return of(caseNumber).stream().filter(quarter -> quarter.year() == year).toList();
  }

  /** The quarter that runs or was last reported on. */
  Quarter current(String caseNumber) {
    List<Quarter> all = of(caseNumber);
    if (all.isEmpty()) {
      throw new IllegalStateException("No quarter of " + caseNumber + " has begun");
    }
    return all.get(all.size() - 1);
  }

  /** Opens the quarter of the calendar behind the last one; the first begins with the award. */
  Quarter open(Brands.Brand brand) {
    List<Quarter> before = of(brand.caseNumber());
    LocalDate starts =
        before.isEmpty() ? calendar.date(brand.awardedAt()) : before.get(before.size() - 1).endsOn().plusDays(1);
    LocalDate ends = Quarter.lastDayOfQuarter(starts);
    Instant end = calendar.endOfDay(ends);
    Instant now = clock.instant();
    // what begins late, after a rectification or a long decision, has its whole term all the same
    Instant due = deadlines.due("fileReport", end.isAfter(now) ? end : now);
    jdbc.sql(
            """
            insert into hatchery.quarter_report (case_number, seq, year, starts_on, ends_on, due_at)
            values (:caseNumber, :seq, :year, :starts, :ends, :due)
            """)
        .param("caseNumber", brand.caseNumber())
        .param("seq", before.size() + 1)
        .param("year", brand.year())
        .param("starts", starts)
        .param("ends", ends)
        .param("due", Timestamp.from(due))
        .update();
    return current(brand.caseNumber());
  }

  void keep(Quarter quarter, FileReport.Form form) {
    change(
            quarter,
            "activities = :activities, hours = :hours, served = :served, summary = :summary, end_wish = :wish")
        .param("activities", form.activities())
        .param("hours", form.hours())
        .param("served", form.served())
        .param("summary", form.summary())
        .param("wish", Boolean.TRUE.equals(form.endWish()))
        .update();
  }

  void file(Quarter quarter, FileReport.Form form, String by) {
    keep(quarter, form);
    change(quarter, "filed_by = :by, filed_at = :now")
        .param("by", by)
        .param("now", Timestamp.from(clock.instant()))
        .update();
  }

  void overdue(Quarter quarter) {
    change(quarter, "overdue = true").update();
  }

  void rectify(Quarter quarter) {
    change(quarter, "rectified = true").update();
  }

  /** Overdue reports since the last rectification, whatever year they belong to. */
  int overdueSinceRectification(String caseNumber) {
    int overdue = 0;
    for (Quarter quarter : of(caseNumber)) {
      overdue = quarter.rectified() ? 0 : overdue + (quarter.overdue() ? 1 : 0);
    }
    return overdue;
  }

  private JdbcClient.StatementSpec change(Quarter quarter, String set) {
    return jdbc.sql("update hatchery.quarter_report set " + set + " where case_number = :caseNumber and seq = :seq")
        .param("caseNumber", quarter.caseNumber())
        .param("seq", quarter.seq());
  }

  private static Quarter row(ResultSet row, int index) throws SQLException {
    return new Quarter(
        row.getString("case_number"),
        row.getInt("seq"),
        row.getInt("year"),
        row.getObject("starts_on", LocalDate.class),
        row.getObject("ends_on", LocalDate.class),
        row.getTimestamp("due_at").toInstant(),
        row.getObject("activities", Integer.class),
        row.getObject("hours", Integer.class),
        row.getObject("served", Integer.class),
        row.getString("summary"),
        row.getBoolean("end_wish"),
        row.getString("filed_by"),
        row.getBoolean("overdue"),
        row.getBoolean("rectified"));
  }
}
