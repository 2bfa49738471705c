package org.hatchery.project;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.hatchery.engine.Outcome;
import org.hatchery.engine.WorkDone;
import org.hatchery.organisation.Acting;
import org.hatchery.organisation.Capacity;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What is kept of every step: who, in which role, for which organisation, as whose deputy, when, what was decided and why,
 * and what the rule said (DOMAIN.md, What is kept). Written by the contract, in the transaction that did it.
 */
@Component
public class Timeline {

  private final JdbcClient jdbc;
  private final Clock clock;
  private final Acting acting;

  Timeline(JdbcClient jdbc, Clock clock, Acting acting) {
    this.jdbc = jdbc;
    this.clock = clock;
    this.acting = acting;
  }

  /**
   * @param person id of who acted; null where a rule did
   * @param role code of the role; null where unknown or a rule
   * @param actingFor id of the person whose deputy acted; null
   */
  public record Entry(
      long id, String caseNumber, Instant happenedAt, String activity, String activityName, String person,
      String personName, String role, String organisation, String organisationName, String actingFor,
      String actingForName, String outcome, String said, String reason, String rule) {}

  @EventListener
  void keep(WorkDone done) {
    if (!done.outcome().said().isEmpty()) {
      String userId = done.work().taskId() == null && done.candidateGroups().isEmpty() && !"started".equals(done.outcome().code())
          ? null
          : done.work().userId();
      write(done.work().caseNumber(), done.work().activityId(), done.name(), userId, done.candidateGroups(), done.outcome());
    }
  }

  /**
   * Adds an entry for another case than the task's own: a round's task that decides on many projects.
   *
   * @param userId who acts, null for a rule
   * @param candidateGroups groups through which he could act, may be empty
   */
  public void add(
      String caseNumber, String activity, String name, String userId, Set<String> candidateGroups, Outcome outcome) {
    write(caseNumber, activity, name, userId, candidateGroups, outcome);
  }

  private void write(
      String caseNumber, String activity, String name, String userId, Set<String> groups, Outcome outcome) {
    Capacity capacity = userId == null ? null : acting.capacity(userId, groups);
    boolean known = capacity != null && capacity.person() != null;
    jdbc.sql(
            """
            insert into hatchery.timeline (case_number, happened_at, activity, activity_name, person, person_name, role,
              organisation, organisation_name, acting_for, acting_for_name, outcome, said, reason, rule)
            values (:caseNumber, :at, :activity, :name, :person, :personName, :role, :organisation, :organisationName,
              :actingFor, :actingForName, :outcome, :said, :reason, :rule)
            """)
        .param("caseNumber", caseNumber)
        .param("at", Timestamp.from(clock.instant()))
        .param("activity", activity)
        .param("name", name == null ? activity : name)
        .param("person", userId)
        .param("personName", known ? capacity.person().name() : userId)
        .param("role", capacity == null || capacity.role() == null ? null : capacity.role().code())
        .param("organisation", capacity == null || capacity.organisation() == null ? null : capacity.organisation().code())
        .param("organisationName", capacity == null || capacity.organisation() == null ? null : capacity.organisation().name())
        .param("actingFor", capacity == null || capacity.actingFor() == null ? null : capacity.actingFor().id())
        .param("actingForName", capacity == null || capacity.actingFor() == null ? null : capacity.actingFor().name())
        .param("outcome", outcome.code())
        .param("said", outcome.said())
        .param("reason", outcome.reason())
        .param("rule", outcome.rule())
        .update();
  }

  /** Oldest first. */
  public List<Entry> of(String caseNumber) {
    return jdbc.sql("select * from hatchery.timeline where case_number = :caseNumber order by id")
        .param("caseNumber", caseNumber)
        .query(Entry.class)
        .list();
  }

  /** Whether the person, or somebody as his deputy, did one of these steps in the case. */
  public boolean did(String caseNumber, String userId, Collection<String> activities) {
    return !activities.isEmpty()
        && jdbc.sql(
                """
                select exists (select 1 from hatchery.timeline
                where case_number = :caseNumber and activity in (:activities) and (person = :user or acting_for = :user))
                """)
            .param("caseNumber", caseNumber)
            .param("activities", activities)
            .param("user", userId)
            .query(Boolean.class)
            .single();
  }
}
