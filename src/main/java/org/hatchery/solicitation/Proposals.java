package org.hatchery.solicitation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.hatchery.calendar.Deadlines;
import org.hatchery.engine.CaseFile;
import org.hatchery.organisation.Kind;
import org.hatchery.organisation.Organisation;
import org.hatchery.organisation.Organisations;
import org.hatchery.organisation.People;
import org.hatchery.organisation.Role;
import org.hatchery.project.Projects;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Proposals from the first draft until they go over to the spine (DOMAIN.md, take the lead). Case numbers SB; from the
 * closing on the project's own record holds the case.
 */
@Component("proposalRecord")
public class Proposals implements CaseFile {

  private final JdbcClient jdbc;
  private final ObjectMapper json;
  private final Clock clock;
  private final Organisations organisations;
  private final People people;
  private final Calls calls;
  private final Projects projects;
  private final Deadlines deadlines;

  Proposals(
      JdbcClient jdbc, ObjectMapper json, Clock clock, Organisations organisations, People people, Calls calls,
      Projects projects, Deadlines deadlines) {
    this.jdbc = jdbc;
    this.json = json;
    this.clock = clock;
    this.organisations = organisations;
    this.people = people;
    this.calls = calls;
    this.projects = projects;
    this.deadlines = deadlines;
  }

  void open(String caseNumber, String group, String writtenBy) {
    jdbc.sql(
            """
            insert into hatchery.proposal (case_number, group_code, written_by, status, paper, started_at)
            values (:number, :group, :by, 'DRAFT', cast(:paper as jsonb), :now)
            """)
        .param("number", caseNumber)
        .param("group", group)
        .param("by", writtenBy)
        .param("paper", write(Paper.EMPTY))
        .param("now", now())
        .update();
  }

  Proposal get(String caseNumber) {
    return find(caseNumber)
        .orElseThrow(() -> new IllegalStateException("No proposal has the case number " + caseNumber));
  }

  Optional<Proposal> find(String caseNumber) {
    return jdbc.sql("select * from hatchery.proposal where case_number = :number")
        .param("number", caseNumber)
        .query(this::row)
        .optional();
  }

  /** Those of a call, in the order of their numbers. */
  List<Proposal> of(String call, Proposal.Status status) {
    return jdbc.sql(
            "select * from hatchery.proposal where call_number = :call and status = :status order by case_number")
        .param("call", call)
        .param("status", status.name())
        .query(this::row)
        .list();
  }

  /** What the group has handed in to the call, besides this proposal. */
  List<Proposal> handedInBy(String group, String call, String besides) {
    return of(call, Proposal.Status.HANDED_IN).stream()
        .filter(other -> other.group().equals(group) && !other.caseNumber().equals(besides))
        .toList();
  }

  /** @param call null while none is chosen; @param status DRAFT or HANDED_IN */
  void write(String caseNumber, String call, String title, Paper paper, String writtenBy, Proposal.Status status) {
    jdbc.sql(
            """
            update hatchery.proposal set call_number = :call, title = :title, title_key = :key,
              paper = cast(:paper as jsonb), written_by = :by, status = :status, handed_in_at = :handedIn
            where case_number = :number
            """)
        .param("number", caseNumber)
        .param("call", call)
        .param("title", title)
        .param("key", Titles.key(title))
        .param("paper", write(paper))
        .param("by", writtenBy)
        .param("status", status.name())
        .param("handedIn", status == Proposal.Status.HANDED_IN ? now() : null)
        .update();
  }

  void end(String caseNumber, Proposal.Status status) {
    jdbc.sql("update hatchery.proposal set status = :status, ended_at = :now where case_number = :number")
        .param("number", caseNumber)
        .param("status", status.name())
        .param("now", now())
        .update();
  }

  /** Drafts of a call that was extended are due at its new closing. */
  void moveDueDates(String call, Instant closes) {
    for (Proposal draft : of(call, Proposal.Status.DRAFT)) {
      deadlines.move(draft.caseNumber(), "writeProposal", closes);
    }
  }

  /** Whoever wrote last has the draft again, as long as he may act for the group. */
  Optional<String> writer(String caseNumber) {
    Proposal proposal = get(caseNumber);
    return people.inGroup(people.group(proposal.group(), Role.LEADER)).stream()
        .map(person -> person.id())
        .filter(proposal.writtenBy()::equals)
        .findFirst();
  }

  /** When the leader must have handed in: the closing of the call, else the term of a draft without one. */
  Instant due(String caseNumber) {
    Proposal proposal = get(caseNumber);
    return proposal.call() == null
        ? deadlines.due("proposalDraft", clock.instant())
        : calls.get(proposal.call()).closes();
  }

  /**
   * For the timer: when a draft that nobody touches any more lapses. A draft of a call is told of its closing long
   * before; the timer is only there so that no draft can stay for ever.
   */
  public Date forgotten(DelegateExecution execution) {
    Proposal proposal = get(execution.getProcessBusinessKey());
    return Date.from(
        proposal.call() == null
            ? deadlines.due("proposalDraft", clock.instant())
            : deadlines.due("draftOfCall", calls.get(proposal.call()).closes()));
  }

  /** Code of the party organisation under which the group is entered: its community, or above where there is none. */
  String community(String group) {
    return organisations.above(group).stream()
        .filter(above -> above.kind() == Kind.PARTY)
        .map(Organisation::code)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException(group + " stands under no party organisation"));
  }

  @Override
  public boolean holds(String caseNumber) {
    return find(caseNumber).isPresent() && projects.find(caseNumber).isEmpty();
  }

  @Override
  public Map<String, String> anchors(String caseNumber) {
    return Map.of("group", get(caseNumber).group());
  }

  @Override
  public Card card(String caseNumber) {
    Proposal proposal = get(caseNumber);
    return new Card(
        proposal.title().isEmpty() ? "申报书（尚未命名）" : proposal.title(),
        organisations.get(proposal.group()).name(),
        organisations.get(community(proposal.group())).name());
  }

  private Timestamp now() {
    return Timestamp.from(clock.instant());
  }

  private String write(Paper paper) {
    try {
      return json.writeValueAsString(paper);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private Proposal row(ResultSet row, int index) throws SQLException {
    try {
      return new Proposal(
          row.getString("case_number"),
          row.getString("group_code"),
          row.getString("written_by"),
          Proposal.Status.valueOf(row.getString("status")),
          row.getString("call_number"),
          row.getString("title"),
          json.readValue(row.getString("paper"), Paper.class),
          row.getTimestamp("started_at").toInstant());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Proposal " + row.getString("case_number") + " cannot be read", e);
    }
  }
}
