package org.hatchery.solicitation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.hatchery.calendar.WorkCalendar;
import org.hatchery.engine.CaseFile;
import org.hatchery.organisation.Organisation;
import org.hatchery.organisation.Organisations;
import org.hatchery.organisation.People;
import org.hatchery.organisation.Role;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The calls 榜单, from draft to closing, each version kept (DOMAIN.md, post the call). Case numbers ZJ. */
@Component("callRecord")
public class Calls implements CaseFile {

  private final JdbcClient jdbc;
  private final ObjectMapper json;
  private final Clock clock;
  private final Organisations organisations;
  private final People people;

  Calls(JdbcClient jdbc, ObjectMapper json, Clock clock, Organisations organisations, People people) {
    this.jdbc = jdbc;
    this.json = json;
    this.clock = clock;
    this.organisations = organisations;
    this.people = people;
  }

  /**
   * One version that was put before the signer.
   *
   * @param decision approve or return; null while he has not decided
   */
  record Version(int version, String writtenBy, Instant writtenAt, String decision, String comment, String decidedBy) {}

  void open(String caseNumber, String owner, String draftedBy) {
    jdbc.sql(
            """
            insert into hatchery.call (case_number, owner, drafted_by, status, terms, started_at)
            values (:number, :owner, :by, 'DRAFT', cast(:terms as jsonb), :now)
            """)
        .param("number", caseNumber)
        .param("owner", owner)
        .param("by", draftedBy)
        .param("terms", write(Terms.EMPTY))
        .param("now", now())
        .update();
  }

  Call get(String caseNumber) {
    return find(caseNumber).orElseThrow(() -> new IllegalStateException("No call has the case number " + caseNumber));
  }

  Optional<Call> find(String caseNumber) {
    return jdbc.sql("select * from hatchery.call where case_number = :number")
        .param("number", caseNumber)
        .query(this::row)
        .optional();
  }

  /** Holds the call until the transaction ends: who hands in and who closes wait for each other. */
  Optional<Call> lock(String caseNumber) {
    return jdbc.sql("select * from hatchery.call where case_number = :number for update")
        .param("number", caseNumber)
        .query(this::row)
        .optional();
  }

  void draft(String caseNumber, Terms terms, String draftedBy) {
    jdbc.sql("update hatchery.call set terms = cast(:terms as jsonb), drafted_by = :by where case_number = :number")
        .param("number", caseNumber)
        .param("terms", write(terms))
        .param("by", draftedBy)
        .update();
  }

  /** Puts the draft before the signer as its next version. */
  void submit(String caseNumber, Terms terms, String draftedBy) {
    draft(caseNumber, terms, draftedBy);
    jdbc.sql(
            """
            update hatchery.call set status = 'SUBMITTED', opens = :opens, closes = :closes where case_number = :number
            """)
        .param("number", caseNumber)
        .param("opens", Timestamp.from(terms.opens()))
        .param("closes", Timestamp.from(terms.closes()))
        .update();
    jdbc.sql(
            """
            insert into hatchery.call_version (case_number, version, terms, written_by, written_at)
            select :number, 1 + count(*), cast(:terms as jsonb), :by, :now from hatchery.call_version
            where case_number = :number
            """)
        .param("number", caseNumber)
        .param("terms", write(terms))
        .param("by", draftedBy)
        .param("now", now())
        .update();
  }

  /** @param decision approve or return */
  void decide(String caseNumber, String decision, String comment, String decidedBy) {
    jdbc.sql(
            """
            update hatchery.call_version set decision = :decision, comment = :comment, decided_by = :by,
              decided_at = :now
            where case_number = :number
              and version = (select max(version) from hatchery.call_version where case_number = :number)
            """)
        .param("number", caseNumber)
        .param("decision", decision)
        .param("comment", comment)
        .param("by", decidedBy)
        .param("now", now())
        .update();
    become(caseNumber, decision.equals("approve") ? Call.Status.APPROVED : Call.Status.DRAFT);
  }

  List<Version> versions(String caseNumber) {
    return jdbc.sql(
            """
            select version, written_by, written_at, decision, comment, decided_by from hatchery.call_version
            where case_number = :number order by version
            """)
        .param("number", caseNumber)
        .query(Version.class)
        .list();
  }

  /** What the signer returned last, to be compared with what is before him now; empty where he returned nothing. */
  Optional<Terms> returned(String caseNumber) {
    return jdbc.sql(
            """
            select terms from hatchery.call_version where case_number = :number and decision = 'return'
            order by version desc limit 1
            """)
        .param("number", caseNumber)
        .query(String.class)
        .optional()
        .map(this::read);
  }

  /** In the order of their numbers. */
  List<Call> ofStatus(Call.Status... statuses) {
    return jdbc.sql("select * from hatchery.call where status in (:statuses) order by case_number")
        .param("statuses", Arrays.stream(statuses).map(Enum::name).toList())
        .query(this::row)
        .list();
  }

  /** For a select. */
  static List<Map<String, String>> options(List<Call> calls) {
    return calls.stream()
        .map(call -> Map.of("value", call.caseNumber(), "label", call.caseNumber() + " " + call.terms().title()))
        .toList();
  }

  void become(String caseNumber, Call.Status status) {
    boolean over =
        status == Call.Status.CLOSED || status == Call.Status.UNANSWERED || status == Call.Status.DROPPED
            || status == Call.Status.WITHDRAWN;
    jdbc.sql("update hatchery.call set status = :status, ended_at = :ended where case_number = :number")
        .param("number", caseNumber)
        .param("status", status.name())
        .param("ended", over ? now() : null)
        .update();
  }

  void extend(String caseNumber, Terms terms) {
    jdbc.sql("update hatchery.call set terms = cast(:terms as jsonb), closes = :closes where case_number = :number")
        .param("number", caseNumber)
        .param("terms", write(terms))
        .param("closes", Timestamp.from(terms.closes()))
        .update();
  }

  /** Calls that take proposals now and for which the group may apply, the one that closes first at the top. */
  List<Call> openFor(Organisation group) {
    return jdbc.sql(
            "select * from hatchery.call where status = 'OPEN' and closes > :now order by closes, case_number")
        .param("now", now())
        .query(this::row)
        .list()
        .stream()
        .filter(call -> mayApply(call, group))
        .toList();
  }

  /** Whether the group belongs to the region of the call and to those who may apply. */
  boolean mayApply(Call call, Organisation group) {
    return group.registration() != null
        && call.terms().registrations().contains(group.registration().name().toLowerCase(Locale.ROOT))
        && organisations.above(group.code()).stream().anyMatch(above -> above.code().equals(call.owner()));
  }

  /** Groups of the region that may apply. */
  List<Organisation> groupsOf(Call call) {
    return organisations.under(call.owner()).stream()
        .filter(group -> group.kind().proposes() && mayApply(call, group))
        .toList();
  }

  /** Whoever wrote last has the draft again, as long as he may act as clerk. */
  Optional<String> drafter(String caseNumber) {
    Call call = get(caseNumber);
    return people.inGroup(people.group(call.owner(), Role.CLERK)).stream()
        .map(person -> person.id())
        .filter(call.draftedBy()::equals)
        .findFirst();
  }

  /** For the timer: when it opens. */
  public Date opens(DelegateExecution execution) {
    return Date.from(get(execution.getProcessBusinessKey()).opens());
  }

  /** For the timer: when it closes, to the minute. */
  public Date closes(DelegateExecution execution) {
    return Date.from(get(execution.getProcessBusinessKey()).closes());
  }

  /** As people read it, to the minute, time of Shanghai. */
  static String when(Instant moment) {
    return WorkCalendar.MOMENT.format(moment);
  }

  @Override
  public Set<String> kinds() {
    return Set.of("ZJ");
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
    Call call = get(caseNumber);
    String owner = organisations.get(call.owner()).name();
    return new Card(call.terms().title() == null ? "征集榜单（尚未命名）" : call.terms().title(), owner, owner);
  }

  private Timestamp now() {
    return Timestamp.from(clock.instant());
  }

  private String write(Terms terms) {
    try {
      return json.writeValueAsString(terms);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private Call row(ResultSet row, int index) throws SQLException {
    return new Call(
        row.getString("case_number"),
        row.getString("owner"),
        row.getString("drafted_by"),
        Call.Status.valueOf(row.getString("status")),
        read(row.getString("terms")),
        instant(row, "opens"),
        instant(row, "closes"));
  }

  private Terms read(String terms) {
    try {
      return json.readValue(terms, Terms.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Terms of a call cannot be read", e);
    }
  }

  private static Instant instant(ResultSet row, String column) throws SQLException {
    Timestamp at = row.getTimestamp(column);
    return at == null ? null : at.toInstant();
  }
}
