package org.hatchery.solicitation;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.hatchery.calendar.Deadlines;
import org.hatchery.calendar.WorkCalendar;
import org.hatchery.engine.CaseFile;
import org.hatchery.organisation.Organisation;
import org.hatchery.organisation.Organisations;
import org.hatchery.organisation.People;
import org.hatchery.organisation.Role;
import org.hatchery.project.Area;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The needs of residents, from receipt to answer (DOMAIN.md, Solicitation). Case numbers XQ. */
@Component("needRecord")
public class Needs implements CaseFile {

  private final JdbcClient jdbc;
  private final Clock clock;
  private final Organisations organisations;
  private final People people;
  private final Deadlines deadlines;
  private final NeedLimits limits;

  Needs(
      JdbcClient jdbc, Clock clock, Organisations organisations, People people, Deadlines deadlines,
      NeedLimits limits) {
    this.limits = limits;
    this.jdbc = jdbc;
    this.clock = clock;
    this.organisations = organisations;
    this.people = people;
    this.deadlines = deadlines;
  }

  void open(String caseNumber, String owner, String recordedBy) {
    jdbc.sql(
            """
            insert into hatchery.need (case_number, owner, recorded_by, status, started_at)
            values (:number, :owner, :by, 'DRAFT', :now)
            """)
        .param("number", caseNumber)
        .param("owner", owner)
        .param("by", recordedBy)
        .param("now", now())
        .update();
  }

  /** Keeps what the clerk wrote down; owner and priority stay. */
  void record(Need need) {
    jdbc.sql(
            """
            update hatchery.need set recorded_by = :by, status = :status, summary = :summary, details = :details,
              place = :place, beneficiaries = :beneficiaries, contact_name = :contactName, phone = :phone,
              email = :email, channel = :channel, area = :area, received_on = :receivedOn
            where case_number = :number
            """)
        .param("number", need.caseNumber())
        .param("by", need.recordedBy())
        .param("status", need.status().name())
        .param("summary", need.summary())
        .param("details", need.details())
        .param("place", need.place())
        .param("beneficiaries", need.beneficiaries())
        .param("contactName", need.contactName())
        .param("phone", need.phone())
        .param("email", need.email())
        .param("channel", need.channel())
        .param("area", need.area() == null ? null : need.area().name())
        .param("receivedOn", need.receivedOn())
        .update();
  }

  Need get(String caseNumber) {
    return find(caseNumber).orElseThrow(() -> new IllegalStateException("No need has the case number " + caseNumber));
  }

  private Optional<Need> find(String caseNumber) {
    return jdbc.sql("select * from hatchery.need where case_number = :number")
        .param("number", caseNumber)
        .query(Needs::row)
        .optional();
  }

  /** Open needs of the organisation and of those below it; those of an unanswered call first, then the oldest. */
  List<Need> openIn(String owner) {
    List<String> region = organisations.under(owner).stream().map(Organisation::code).toList();
    return jdbc.sql(
            """
            select * from hatchery.need where status = 'OPEN' and owner in (:region)
            order by priority desc, received_on, case_number
            """)
        .param("region", region)
        .query(Needs::row)
        .list();
  }

  /** Those of the numbers that exist, in the order of their numbers. */
  List<Need> ofNumbers(List<String> numbers) {
    return numbers.isEmpty()
        ? List.of()
        : jdbc.sql("select * from hatchery.need where case_number in (:numbers) order by case_number")
            .param("numbers", numbers)
            .query(Needs::row)
            .list();
  }

  /** @return the need as it stands then */
  Need decide(String caseNumber, Need.Status status, String reason) {
    return jdbc.sql(
            """
            update hatchery.need set status = :status, reason = :reason,
              ended_at = case when :status = 'OPEN' then null else cast(:now as timestamptz) end
            where case_number = :number
            returning *
            """)
        .param("number", caseNumber)
        .param("status", status.name())
        .param("reason", reason)
        .param("now", now())
        .query(Needs::row)
        .single();
  }

  /** Holds the open need for the project that was admitted first. @return false where it is no longer open */
  boolean answer(String caseNumber, String project) {
    return jdbc.sql(
                """
                update hatchery.need set answered_by = :project
                where case_number = :number and status = 'OPEN' and answered_by is null
                """)
            .param("number", caseNumber)
            .param("project", project)
            .update()
        == 1;
  }

  /** Case number of the project that answers it; empty where none does. */
  Optional<String> answeredBy(String caseNumber) {
    return jdbc.sql("select answered_by from hatchery.need where case_number = :number and answered_by is not null")
        .param("number", caseNumber)
        .query(String.class)
        .optional();
  }

  /** Nobody answered their call: they come first in the next one. */
  void putFirst(List<String> numbers) {
    if (!numbers.isEmpty()) {
      jdbc.sql("update hatchery.need set priority = true where case_number in (:numbers) and status = 'OPEN'")
          .param("numbers", numbers)
          .update();
    }
  }

  /** For a checklist: our number and the sentence that may be shown to others. */
  static List<Map<String, String>> options(List<Need> needs) {
    return needs.stream()
        .map(
            need ->
                Map.of(
                    "value", need.caseNumber(),
                    "label",
                        (need.priority() ? "【上次流榜，优先】" : "") + need.caseNumber() + " " + need.summary()
                            + "（" + need.area().label() + "）"))
        .toList();
  }

  /** For a table of the form: the same, in columns. */
  static List<Map<String, String>> rows(List<Need> needs) {
    return needs.stream()
        .map(need -> Map.of("number", need.caseNumber(), "summary", need.summary(), "area", need.area().label()))
        .toList();
  }

  /** Whoever wrote last has the task again, as long as he holds the role or stands in for somebody who does. */
  Optional<String> recorder(String caseNumber) {
    Need need = get(caseNumber);
    return people.inGroup(people.group(need.owner(), Role.CLERK)).stream()
        .map(person -> person.id())
        .filter(need.recordedBy()::equals)
        .findFirst();
  }

  /** Whether who asked says that it is not solved, and it may be opened anew. */
  public boolean reopens(DelegateExecution execution) {
    return notSolved(execution) && reopened(execution) < limits.reopenings();
  }

  /** Whether who asked says that it is not solved, and it was opened anew before. */
  public boolean unsolved(DelegateExecution execution) {
    return notSolved(execution) && reopened(execution) >= limits.reopenings();
  }

  private boolean notSolved(DelegateExecution execution) {
    return jdbc.sql("select solved = 'no' from hatchery.need where case_number = :number")
        .param("number", execution.getProcessBusinessKey())
        .query(Boolean.class)
        .single();
  }

  private int reopened(DelegateExecution execution) {
    return jdbc.sql("select reopened from hatchery.need where case_number = :number")
        .param("number", execution.getProcessBusinessKey())
        .query(Integer.class)
        .single();
  }

  /** When an open need is closed without an answer: a term from its receipt, by deadlines.dmn. */
  public Date closing(DelegateExecution execution) {
    return Date.from(deadlines.due("needOpen", receipt(get(execution.getProcessBusinessKey()))));
  }

  /** The clock of a need starts at receipt and survives hand-over (DOMAIN.md, collect needs). */
  static Instant receipt(Need need) {
    return receipt(need.receivedOn());
  }

  static Instant receipt(LocalDate receivedOn) {
    return receivedOn.atTime(LocalTime.NOON).atZone(WorkCalendar.ZONE).toInstant();
  }

  @Override
  public Set<String> kinds() {
    return Set.of("XQ");
  }

  @Override
  public boolean holds(String caseNumber) {
    return find(caseNumber).isPresent();
  }

  @Override
  public Map<String, String> anchors(String caseNumber) {
    return Map.of("owner", get(caseNumber).owner());
  }

  @Override
  public Card card(String caseNumber) {
    return jdbc.sql(
            """
            select n.summary, o.name from hatchery.need n join hatchery.organisation o on o.code = n.owner
            where n.case_number = :number
            """)
        .param("number", caseNumber)
        .query(
            (row, n) ->
                new Card(
                    row.getString("summary").isEmpty() ? "群众需求（尚未填写）" : row.getString("summary"),
                    row.getString("name"), row.getString("name")))
        .single();
  }

  private Timestamp now() {
    return Timestamp.from(clock.instant());
  }

  private static Need row(ResultSet row, int index) throws SQLException {
    String area = row.getString("area");
    return new Need(
        row.getString("case_number"),
        row.getString("owner"),
        row.getString("recorded_by"),
        Need.Status.valueOf(row.getString("status")),
        row.getString("summary"),
        row.getString("details"),
        row.getString("place"),
        row.getString("beneficiaries"),
        row.getString("contact_name"),
        row.getString("phone"),
        row.getString("email"),
        row.getString("channel"),
        area == null ? null : Area.valueOf(area),
        row.getObject("received_on", LocalDate.class),
        row.getBoolean("priority"),
        row.getString("reason"));
  }
}
