package org.hatchery.solicitation;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.hatchery.engine.CaseFile;
import org.hatchery.engine.Refusal;
import org.hatchery.organisation.Acting;
import org.hatchery.organisation.Organisations;
import org.hatchery.organisation.People;
import org.hatchery.organisation.Role;
import org.hatchery.project.Numbers;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What is asked about a call that runs already: to withdraw it, to prolong it, to let somebody in late. */
@Component
class CallRequests implements CaseFile {

  private final JdbcClient jdbc;
  private final Clock clock;
  private final Numbers numbers;
  private final People people;
  private final Organisations organisations;
  private final Acting acting;

  CallRequests(
      JdbcClient jdbc, Clock clock, Numbers numbers, People people, Organisations organisations, Acting acting) {
    this.jdbc = jdbc;
    this.clock = clock;
    this.numbers = numbers;
    this.people = people;
    this.organisations = organisations;
    this.acting = acting;
  }

  enum Kind {
    WITHDRAWAL("BC", "撤回榜单", Role.CLERK),
    EXTENSION("BY", "延长征集", Role.SIGNER),
    LATE_ENTRY("BL", "补录申报", Role.SIGNER);

    private final String prefix;
    private final String label;
    private final Role role;

    Kind(String prefix, String label, Role role) {
      this.prefix = prefix;
      this.label = label;
      this.role = role;
    }
  }

  /**
   * One request.
   *
   * @param organisation for which it was made
   * @param call null until one was chosen
   * @param proposal let in late; else null
   * @param closes the new closing; else null
   */
  record CallRequest(
      String caseNumber, Kind kind, String organisation, String requestedBy, String call, String proposal,
      Instant closes, String reason) {}

  String open(Kind kind, String userId) {
    String organisation =
        people
            .organisationWhere(userId, kind.role)
            .orElseThrow(() -> new Refusal("您没有“" + kind.role.label() + "”的角色，不能发起“" + kind.label + "”。"));
    String caseNumber = numbers.next(kind.prefix, organisation);
    jdbc.sql(
            """
            insert into hatchery.call_request (case_number, kind, organisation, requested_by, requested_at)
            values (:number, :kind, :organisation, :by, :now)
            """)
        .param("number", caseNumber)
        .param("kind", kind.name())
        .param("organisation", organisation)
        .param("by", userId)
        .param("now", now())
        .update();
    return caseNumber;
  }

  CallRequest get(String caseNumber) {
    return jdbc.sql("select * from hatchery.call_request where case_number = :number")
        .param("number", caseNumber)
        .query(CallRequests::row)
        .single();
  }

  /** The confirmed ones of a call, the last at the end. */
  List<CallRequest> confirmed(String call, Kind kind) {
    return jdbc.sql(
            """
            select * from hatchery.call_request where call_number = :call and kind = :kind and confirmed_at is not null
            order by confirmed_at
            """)
        .param("call", call)
        .param("kind", kind.name())
        .query(CallRequests::row)
        .list();
  }

  void confirm(String caseNumber, String call, String proposal, Instant closes, String reason) {
    jdbc.sql(
            """
            update hatchery.call_request set call_number = :call, proposal = :proposal, closes = :closes,
              reason = :reason, confirmed_at = :now
            where case_number = :number
            """)
        .param("number", caseNumber)
        .param("call", call)
        .param("proposal", proposal)
        .param("closes", closes == null ? null : Timestamp.from(closes))
        .param("reason", reason)
        .param("now", now())
        .update();
  }

  /** Whether the organisation's signer is the one who signs the call. */
  boolean signs(String organisation, Call call) {
    return signers(call).contains(people.group(organisation, Role.SIGNER));
  }

  /** Candidate groups of those who sign the call. */
  List<String> signers(Call call) {
    return acting.groups("approveCall", Map.of("owner", call.owner()));
  }

  private Optional<CallRequest> find(String caseNumber) {
    return jdbc.sql("select * from hatchery.call_request where case_number = :number")
        .param("number", caseNumber)
        .query(CallRequests::row)
        .optional();
  }

  @Override
  public Set<String> kinds() {
    return Arrays.stream(Kind.values()).map(kind -> kind.prefix).collect(Collectors.toSet());
  }

  @Override
  public boolean holds(String caseNumber) {
    return find(caseNumber).isPresent();
  }

  @Override
  public Map<String, String> anchors(String caseNumber) {
    return Map.of("owner", get(caseNumber).organisation());
  }

  @Override
  public Card card(String caseNumber) {
    CallRequest request = get(caseNumber);
    String name = organisations.get(request.organisation()).name();
    return new Card(request.kind().label, name, name);
  }

  private Timestamp now() {
    return Timestamp.from(clock.instant());
  }

  private static CallRequest row(ResultSet row, int index) throws SQLException {
    Timestamp closes = row.getTimestamp("closes");
    return new CallRequest(
        row.getString("case_number"),
        Kind.valueOf(row.getString("kind")),
        row.getString("organisation"),
        row.getString("requested_by"),
        row.getString("call_number"),
        row.getString("proposal"),
        closes == null ? null : closes.toInstant(),
        row.getString("reason"));
  }
}
