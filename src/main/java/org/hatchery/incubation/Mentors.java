package org.hatchery.incubation;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hatchery.organisation.Conflicts;
import org.hatchery.organisation.People;
import org.hatchery.organisation.Person;
import org.hatchery.organisation.Role;
import org.hatchery.project.Project;
import org.hatchery.project.Projects;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Who is mentor 导师 of which project, and who was (DOMAIN.md, Incubation, mentor). */
@Component
class Mentors {

  private final JdbcClient jdbc;
  private final Clock clock;
  private final People people;
  private final Conflicts conflicts;
  private final Projects projects;

  Mentors(JdbcClient jdbc, Clock clock, People people, Conflicts conflicts, Projects projects) {
    this.jdbc = jdbc;
    this.clock = clock;
    this.people = people;
    this.conflicts = conflicts;
    this.projects = projects;
  }

  /**
   * @param reason why he came in place of another; null for the first
   * @param askedAt when he was last asked to act: assigned, or kept after he had not acted
   */
  record Assignment(
      String caseNumber, String person, String assignedBy, Instant assignedAt, String reason, Instant askedAt,
      Instant replacedAt) {}

  /** Id of the mentor; empty where none was assigned. */
  Optional<String> current(String caseNumber) {
    return history(caseNumber).stream().filter(a -> a.replacedAt() == null).map(Assignment::person).findFirst();
  }

  /** Id of the mentor, where he still is one of the project's centre. */
  Optional<String> serving(String caseNumber) {
    List<Person> ofCentre = people.holders(projects.get(caseNumber).centre(), Role.MENTOR);
    return current(caseNumber).filter(id -> ofCentre.stream().anyMatch(person -> person.id().equals(id)));
  }

  /** When the mentor was last asked to act. */
  Instant since(String caseNumber) {
    return history(caseNumber).stream()
        .filter(a -> a.replacedAt() == null)
        .map(Assignment::askedAt)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("No mentor of " + caseNumber));
  }

  /** Oldest first. */
  List<Assignment> history(String caseNumber) {
    return jdbc.sql(
            """
            select case_number, person, assigned_by, assigned_at, reason, asked_at, replaced_at
            from hatchery.mentor where case_number = :caseNumber order by id
            """)
        .param("caseNumber", caseNumber)
        .query(Assignment.class)
        .list();
  }

  /** Assigns a mentor in place of the present one, whose time ends now. */
  void assign(String caseNumber, String person, String by, String reason) {
    Timestamp now = Timestamp.from(clock.instant());
    jdbc.sql("update hatchery.mentor set replaced_at = :now where case_number = :caseNumber and replaced_at is null")
        .param("now", now)
        .param("caseNumber", caseNumber)
        .update();
    jdbc.sql(
            """
            insert into hatchery.mentor (case_number, person, assigned_by, assigned_at, reason, asked_at)
            values (:caseNumber, :person, :by, :now, :reason, :now)
            """)
        .param("caseNumber", caseNumber)
        .param("person", person)
        .param("by", by)
        .param("now", now)
        .param("reason", reason)
        .update();
  }

  /** The present mentor stays though he did not act; his days begin anew. */
  void keep(String caseNumber) {
    jdbc.sql("update hatchery.mentor set asked_at = :now where case_number = :caseNumber and replaced_at is null")
        .param("now", Timestamp.from(clock.instant()))
        .param("caseNumber", caseNumber)
        .update();
  }

  /** All mentors of the project's centre, by id. */
  List<Person> ofCentre(Project project) {
    return people.holders(project.centre(), Role.MENTOR);
  }

  /** Why the person must stand back from the project: ties to the group or to whom it is entered under; empty: none. */
  List<String> conflicts(Project project, String person) {
    return conflicts.of(person, List.of(project.group(), project.community()));
  }

  /** How many projects in the library he is mentor of now. */
  long load(String person) {
    return jdbc.sql("select case_number from hatchery.mentor where person = :person and replaced_at is null")
        .param("person", person)
        .query(String.class)
        .list()
        .stream()
        .filter(caseNumber -> projects.get(caseNumber).inLibrary())
        .count();
  }
}
