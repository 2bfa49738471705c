package org.hatchery.review;

import java.sql.Timestamp;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.hatchery.organisation.Organisation;
import org.hatchery.organisation.Organisations;
import org.hatchery.project.Project;
import org.hatchery.project.Projects;
import org.hatchery.project.Stage;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Which projects wait for a round and which are in one. Written in the transaction in which the project's process comes to
 * wait, so that a round invites exactly those that hear it.
 */
@Component
class Participations {

  private final JdbcClient jdbc;
  private final Clock clock;
  private final Projects projects;
  private final Organisations organisations;

  Participations(JdbcClient jdbc, Clock clock, Projects projects, Organisations organisations) {
    this.jdbc = jdbc;
    this.clock = clock;
    this.projects = projects;
    this.organisations = organisations;
  }

  /**
   * @param state waiting, invited, enrolled, released (the round went on without it), announced or concluded
   * @param round in which it is or was last; null before the first
   * @param deferrals how often it was deferred since it took part last
   */
  record Participation(String caseNumber, String state, String round, int deferrals) {}

  Optional<Participation> find(String caseNumber) {
    return jdbc.sql(
            "select case_number, state, round, deferrals from hatchery.participation where case_number = :caseNumber")
        .param("caseNumber", caseNumber)
        .query(Participation.class)
        .optional();
  }

  Participation get(String caseNumber) {
    return find(caseNumber).orElseThrow(() -> new IllegalStateException(caseNumber + " does not take part in reviews"));
  }

  /** The round in which the project is. */
  String round(String caseNumber) {
    return get(caseNumber).round();
  }

  /** @return false where it waited already */
  boolean list(String caseNumber) {
    return jdbc.sql(
                """
                insert into hatchery.participation (case_number, state, since) values (:caseNumber, 'waiting', :now)
                on conflict (case_number) do update set state = 'waiting', since = excluded.since
                where hatchery.participation.state <> 'waiting'
                """)
            .param("caseNumber", caseNumber)
            .param("now", Timestamp.from(clock.instant()))
            .update()
        == 1;
  }

  /** Projects on the list in the region and areas, by case number. */
  List<Project> waiting(String owner, Collection<String> areas) {
    return projects(owner, areas, "select case_number from hatchery.participation where state = 'waiting' order by 1");
  }

  /** As {@link #waiting}, held until the transaction ends: two rounds never invite the same project. */
  List<Project> lockWaiting(String owner, Collection<String> areas) {
    return projects(
        owner, areas, "select case_number from hatchery.participation where state = 'waiting' order by 1 for update");
  }

  private List<Project> projects(String owner, Collection<String> areas, String waiting) {
    Set<String> region = organisations.under(owner).stream().map(Organisation::code).collect(Collectors.toSet());
    return jdbc.sql(waiting).query(String.class).list().stream()
        .map(projects::get)
        .filter(project -> project.stage() == Stage.REVIEW)
        .filter(project -> region.contains(project.group()))
        .filter(project -> areas.contains(project.area().code()))
        .toList();
  }

  void invite(String caseNumber, String round) {
    jdbc.sql("update hatchery.participation set state = 'invited', round = :round where case_number = :caseNumber")
        .param("round", round)
        .param("caseNumber", caseNumber)
        .update();
  }

  /** Takes part: whoever did may defer again in a later round. */
  void enrol(String caseNumber) {
    jdbc.sql("update hatchery.participation set state = 'enrolled', deferrals = 0 where case_number = :caseNumber")
        .param("caseNumber", caseNumber)
        .update();
  }

  void defer(String caseNumber) {
    jdbc.sql("update hatchery.participation set deferrals = deferrals + 1 where case_number = :caseNumber")
        .param("caseNumber", caseNumber)
        .update();
  }

  void state(String caseNumber, String state) {
    jdbc.sql("update hatchery.participation set state = :state where case_number = :caseNumber")
        .param("state", state)
        .param("caseNumber", caseNumber)
        .update();
  }
}
