package org.hatchery.project;

import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hatchery.engine.CaseFile;
import org.hatchery.engine.Refusal;
import org.hatchery.organisation.Organisations;
import org.hatchery.organisation.People;
import org.hatchery.organisation.Role;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Requests to withdraw 撤回 (by the leader) or to terminate 终止 (by the signer) a project. */
@Component
class ExitRequests implements CaseFile {

  private final JdbcClient jdbc;
  private final Clock clock;
  private final Numbers numbers;
  private final People people;
  private final Organisations organisations;

  ExitRequests(JdbcClient jdbc, Clock clock, Numbers numbers, People people, Organisations organisations) {
    this.jdbc = jdbc;
    this.clock = clock;
    this.numbers = numbers;
    this.people = people;
    this.organisations = organisations;
  }

  record ExitRequest(String caseNumber, String kind, String requestedBy, String projectCase, String reason) {}

  /** @param role in which the user acts: LEADER withdraws, SIGNER terminates */
  String open(String kind, String userId, Role role) {
    String organisation =
        people
            .organisationWhere(userId, role)
            .orElseThrow(() -> new Refusal("您没有“" + role.label() + "”的角色，不能发起这件事。"));
    String caseNumber = numbers.next(role == Role.LEADER ? "CH" : "ZZ", organisation);
    jdbc.sql(
            """
            insert into hatchery.exit_request (case_number, kind, requested_by, requested_at)
            values (:caseNumber, :kind, :by, :at)
            """)
        .param("caseNumber", caseNumber)
        .param("kind", kind)
        .param("by", userId)
        .param("at", Timestamp.from(clock.instant()))
        .update();
    return caseNumber;
  }

  ExitRequest get(String caseNumber) {
    return jdbc.sql(
            "select case_number, kind, requested_by, project_case, reason from hatchery.exit_request where case_number = :n")
        .param("n", caseNumber)
        .query(ExitRequest.class)
        .single();
  }

  void decide(String caseNumber, String projectCase, String reason) {
    jdbc.sql("update hatchery.exit_request set project_case = :project, reason = :reason where case_number = :caseNumber")
        .param("project", projectCase)
        .param("reason", reason)
        .param("caseNumber", caseNumber)
        .update();
  }

  private Role role(ExitRequest request) {
    return request.kind().equals("withdrawal") ? Role.LEADER : Role.SIGNER;
  }

  private String organisation(ExitRequest request) {
    return people.organisationWhere(request.requestedBy(), role(request)).orElseThrow();
  }

  /** For a select: the label is our own number and the title as the group wrote it. */
  static List<Map<String, String>> options(List<Project> projects) {
    return projects.stream()
        .map(project -> Map.of("label", project.known() + " " + project.title(), "value", project.caseNumber()))
        .toList();
  }

  @Override
  public Set<String> kinds() {
    return Set.of("CH", "ZZ");
  }

  @Override
  public boolean holds(String caseNumber) {
    return jdbc.sql("select exists (select 1 from hatchery.exit_request where case_number = :n)")
        .param("n", caseNumber)
        .query(Boolean.class)
        .single();
  }

  @Override
  public Map<String, String> anchors(String caseNumber) {
    String organisation = organisation(get(caseNumber));
    return Map.of("owner", organisation, "group", organisation, "street", organisation);
  }

  @Override
  public Card card(String caseNumber) {
    ExitRequest request = get(caseNumber);
    String name = organisations.get(organisation(request)).name();
    return new Card(request.kind().equals("withdrawal") ? "撤回项目" : "终止项目", name, name);
  }
}
