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
import java.util.Set;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.hatchery.calendar.Deadlines;
import org.hatchery.engine.CaseFile;
import org.hatchery.engine.Processes;
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
  private final Processes processes;

  Proposals(
      JdbcClient jdbc, ObjectMapper json, Clock clock, Organisations organisations, People people, Calls calls,
      Projects projects, Deadlines deadlines, Processes processes) {
    this.jdbc = jdbc;
    this.json = json;
    this.clock = clock;
    this.organisations = organisations;
    this.people = people;
    this.calls = calls;
    this.projects = projects;
    this.deadlines = deadlines;
    this.processes = processes;
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
    return jdbc.sql(
            """
            select * from hatchery.proposal
            where group_code = :group and call_number = :call and case_number <> :besides
              and status in ('HANDED_IN', 'HANDED_OVER')
            order by case_number
            """)
        .param("group", group)
        .param("call", call)
        .param("besides", besides)
        .query(this::row)
        .list();
  }

  /** Another proposal, and how alike its title is: 0 to 1 by pg_trgm. */
  record Alike(String caseNumber, String title, double similarity) {}

  /** What the group has handed in to the call besides this proposal, the most alike first. */
  List<Alike> alike(Proposal proposal) {
    return jdbc.sql(
            """
            select case_number, title, hatchery.similarity(title_key, :key) similarity from hatchery.proposal
            where group_code = :group and call_number = :call and case_number <> :number
              and status in ('HANDED_IN', 'HANDED_OVER')
            order by similarity desc, case_number
            """)
        .param("key", Titles.key(proposal.title()))
        .param("group", proposal.group())
        .param("call", proposal.call())
        .param("number", proposal.caseNumber())
        .query(Alike.class)
        .list();
  }

  /** How many proposals of the call that were handed in answer the need. */
  int answering(String call, String need) {
    return jdbc.sql(
            """
            select count(*) from hatchery.proposal
            where call_number = :call and status in ('HANDED_IN', 'HANDED_OVER')
              and jsonb_exists(paper -> 'needs', :need)
            """)
        .param("call", call)
        .param("need", need)
        .query(Integer.class)
        .single();
  }

  /** @param call null while none is chosen; @param status DRAFT or HANDED_IN */
  void write(String caseNumber, String call, String title, Paper paper, String writtenBy, Proposal.Status status) {
    jdbc.sql(
            """
            update hatchery.proposal set call_number = :call, title = :title, title_key = :key,
              paper = cast(:paper as jsonb), written_by = :by, status = :status, handed_in_at = :handedIn,
              times_handed_in = times_handed_in + case when :status = 'HANDED_IN' then 1 else 0 end
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

  void takeBack(String caseNumber) {
    jdbc.sql("update hatchery.proposal set status = 'DRAFT', handed_in_at = null where case_number = :number")
        .param("number", caseNumber)
        .update();
  }

  /** How often it was handed in: it may be taken back and handed in again. */
  int timesHandedIn(String caseNumber) {
    return jdbc.sql("select times_handed_in from hatchery.proposal where case_number = :number")
        .param("number", caseNumber)
        .query(Integer.class)
        .single();
  }

  void admitLate(String caseNumber, Instant until) {
    jdbc.sql(
            """
            update hatchery.proposal set status = 'DRAFT', late_until = :until, ended_at = null
            where case_number = :number
            """)
        .param("number", caseNumber)
        .param("until", Timestamp.from(until))
        .update();
  }

  void end(String caseNumber, Proposal.Status status) {
    jdbc.sql("update hatchery.proposal set status = :status, ended_at = :now where case_number = :number")
        .param("number", caseNumber)
        .param("status", status.name())
        .param("now", now())
        .update();
  }

  /** What was begun or handed in for a call that closes later than it was said is due at its new closing. */
  void moveDueDates(String call, Instant closes) {
    for (Proposal draft : of(call, Proposal.Status.DRAFT)) {
      deadlines.move(draft.caseNumber(), "writeProposal", closes);
      processes.moveTimer(draft.caseNumber(), "draftForgotten", deadlines.due("draftOfCall", closes));
    }
    for (Proposal handedIn : of(call, Proposal.Status.HANDED_IN)) {
      deadlines.move(handedIn.caseNumber(), "takeBackProposal", closes);
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
    if (proposal.lateUntil() != null) {
      return proposal.lateUntil();
    }
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
    if (proposal.lateUntil() != null) {
      return Date.from(proposal.lateUntil());
    }
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
  public Set<String> kinds() {
    return Set.of("SB");
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
      Timestamp late = row.getTimestamp("late_until");
      return new Proposal(
          row.getString("case_number"),
          row.getString("group_code"),
          row.getString("written_by"),
          Proposal.Status.valueOf(row.getString("status")),
          row.getString("call_number"),
          row.getString("title"),
          json.readValue(row.getString("paper"), Paper.class),
          row.getTimestamp("started_at").toInstant(),
          late == null ? null : late.toInstant());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Proposal " + row.getString("case_number") + " cannot be read", e);
    }
  }
}
