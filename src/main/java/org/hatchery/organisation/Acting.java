package org.hatchery.organisation;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.camunda.bpm.engine.authorization.Groups;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.hatchery.engine.ActingFor;
import org.hatchery.engine.CaseFiles;
import org.hatchery.engine.Decision;
import org.hatchery.engine.Rules;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Who acts on a task: acting.dmn names for each task the anchor of the case, the level to go to and the role; the tree
 * answers with the organisation, so that cities with three and with five levels run the same diagrams.
 */
@Component("acting")
public class Acting implements ActingFor {

  private static final Logger LOG = LoggerFactory.getLogger(Acting.class);

  private final Organisations organisations;
  private final People people;
  private final Rules rules;
  private final JdbcClient jdbc;
  private final Today today;
  private final CaseFiles caseFiles;

  Acting(
      Organisations organisations,
      People people,
      Rules rules,
      JdbcClient jdbc,
      Today today,
      CaseFiles caseFiles) {
    this.organisations = organisations;
    this.people = people;
    this.rules = rules;
    this.jdbc = jdbc;
    this.today = today;
    this.caseFiles = caseFiles;
  }

  /**
   * Candidate groups of a task, for {@code ${acting.groups(execution)}} in the diagrams.
   *
   * @return group ids; empty only for tasks that acting.dmn gives to one named person
   * @throws IllegalStateException where acting.dmn has no row for the task or nobody keeps the record of the case
   */
  public List<String> groups(DelegateExecution execution) {
    String caseNumber = execution.getProcessBusinessKey();
    Map<String, String> anchors =
        caseFiles
            .ofInstance(caseNumber)
            .orElseThrow(() -> new IllegalStateException("No record of the case " + caseNumber))
            .anchors(caseNumber);
    return groups(execution.getCurrentActivityId(), anchors);
  }

  /**
   * As {@link #groups(DelegateExecution)}, for a case with these anchors.
   *
   * @param anchors organisation code by {@code owner}, {@code group}, {@code community}, {@code street},
   *     {@code centre}; those that can be found in the tree from the others may be missing
   */
  public List<String> groups(String taskId, Map<String, String> anchors) {
    Decision row = rules.decide("acting", Map.of("taskId", taskId));
    if (row.text("role").isEmpty()) {
      return List.of();
    }
    Role role = Role.valueOf(row.text("role").toUpperCase(Locale.ROOT));
    Optional<Group> group =
        anchor(row.text("anchor"), anchors)
            .flatMap(code -> row.text("level").isEmpty() ? Optional.of(code) : reach(code, row.text("level")).map(Organisation::code))
            .flatMap(code -> firstHeld(code, role));
    if (group.isEmpty()) {
      LOG.warn("Nobody holds the role {} for task {} of {}: given to the administrators", role, taskId, anchors);
    }
    return List.of(group.map(Group::id).orElse(Groups.CAMUNDA_ADMIN));
  }

  /** Ids of the tasks whose doer in the same case may not do this one (separation of duties); may be empty. */
  public List<String> notWho(String taskId) {
    String listed = rules.decide("acting", Map.of("taskId", taskId)).text("notWho");
    return Arrays.stream(listed.split(",")).map(String::strip).filter(s -> !s.isEmpty()).toList();
  }

  /**
   * In which role and for whom somebody acts on a task.
   *
   * @param candidateGroups groups of the task; empty for a task given to the person by name
   * @return the role he holds himself before one he stands in for; where neither is a candidate, the expert's pool
   *     for a task by name and the only role of one who holds just one; else without role and organisation
   */
  public Capacity capacity(String userId, Set<String> candidateGroups) {
    List<Held> held = held(userId);
    // The administrator of the installation may be nobody of the city.
    Person person = held.isEmpty() ? new Person(userId, userId, null, null) : held.get(0).person();
    List<Held> roles = held.stream().filter(one -> one.role() != null).toList();
    List<Group> groups = candidateGroups.stream().sorted().flatMap(g -> Group.parse(g).stream()).toList();
    for (Group group : groups) {
      for (Held one : roles) {
        if (one.role() == group.role() && one.organisation().code().equals(group.organisation())) {
          return new Capacity(person, one.role(), one.organisation(), null);
        }
      }
    }
    for (Group group : groups) {
      Optional<Person> principal = principal(userId, group);
      if (principal.isPresent()) {
        return new Capacity(person, group.role(), organisations.get(group.organisation()), principal.get());
      }
    }
    // Tasks without candidate groups are given by name, and only experts get such.
    Predicate<Held> fits = candidateGroups.isEmpty() ? h -> h.role() == Role.EXPERT : h -> roles.size() == 1;
    return roles.stream()
        .filter(fits)
        .findFirst()
        .map(only -> new Capacity(person, only.role(), only.organisation(), null))
        .orElseGet(() -> new Capacity(person, null, null, null));
  }

  /** @param role and organisation are null where the person holds none today */
  private record Held(Person person, Role role, Organisation organisation) {}

  /** The person with each role he holds today, by organisation and role; empty where nobody has this id. */
  private List<Held> held(String userId) {
    return jdbc.sql(
            """
            select distinct p.id, p.name, p.phone, p.email, h.role, o.code, o.name as organisation, o.level, o.kind, o.parent,
              o.registration
            from hatchery.person p
              left join hatchery.holding h
                on h.person = p.id and h.since <= :today and (h.until is null or h.until >= :today)
              left join hatchery.organisation o on o.code = h.organisation
            where p.id = :person
            order by o.code, h.role
            """)
        .param("person", userId)
        .param("today", today.get())
        .query(
            (row, n) -> {
              Person person =
                  new Person(row.getString("id"), row.getString("name"), row.getString("phone"), row.getString("email"));
              if (row.getString("role") == null) {
                return new Held(person, null, null);
              }
              Organisation organisation =
                  new Organisation(
                      row.getString("code"), row.getString("organisation"), Level.valueOf(row.getString("level")),
                      Kind.valueOf(row.getString("kind")), row.getString("parent"),
                      row.getString("registration") == null ? null : Registration.valueOf(row.getString("registration")));
              return new Held(person, Role.valueOf(row.getString("role")), organisation);
            })
        .list();
  }

  @Override
  public String actingFor(String userId, Set<String> candidateGroups) {
    Person principal = capacity(userId, candidateGroups).actingFor();
    return principal == null ? "" : principal.name();
  }

  private Optional<Person> principal(String deputy, Group group) {
    return jdbc.sql(
            "select p.id, p.name, p.phone, p.email from hatchery.deputy d"
                + " join hatchery.person p on p.id = d.person"
                + " join hatchery.holding h"
                + " on h.person = d.person and h.organisation = d.organisation and h.role = d.role"
                + " where d.deputy = :deputy and d.organisation = :org and d.role = :role"
                + " and :today between d.since and d.until"
                + " and h.since <= :today and (h.until is null or h.until >= :today)"
                + " order by d.since, p.id limit 1")
        .param("deputy", deputy)
        .param("org", group.organisation())
        .param("role", group.role().name())
        .param("today", today.get())
        .query(Person.class)
        .optional();
  }

  private Optional<String> anchor(String name, Map<String, String> anchors) {
    if (anchors.get(name) != null) {
      return Optional.of(anchors.get(name));
    }
    Optional<String> from =
        List.of("group", "community", "centre", "street", "owner").stream()
            .map(anchors::get)
            .filter(code -> code != null)
            .findFirst();
    return switch (name) {
      case "community" -> from.flatMap(code -> reach(code, "community")).map(Organisation::code);
      case "street", "owner" -> from.flatMap(code -> reach(code, "street")).map(Organisation::code);
      case "centre" -> from.flatMap(organisations::centreOf).map(Organisation::code);
      default -> Optional.empty();
    };
  }

  /** Where a city does not use a level, the nearest party organisation above that level stands in. */
  private Optional<Organisation> reach(String code, String level) {
    return switch (level) {
      case "next" -> Optional.of(organisations.next(code));
      default -> {
        Level wanted = Level.valueOf(level.toUpperCase(Locale.ROOT));
        yield organisations.above(code).stream()
            .filter(o -> o.kind() == Kind.PARTY && !wanted.above(o.level()))
            .findFirst();
      }
    };
  }

  /** Where nobody holds the role, the nearest organisation above where somebody does. */
  private Optional<Group> firstHeld(String code, Role role) {
    return jdbc.sql(
            Organisations.CHAIN
                + """
                select c.code from chain c
                where exists (select 1 from hatchery.holding h
                  where h.organisation = c.code and h.role = :role
                    and h.since <= :today and (h.until is null or h.until >= :today))
                order by c.step limit 1
                """)
        .param("code", code)
        .param("role", role.name())
        .param("today", today.get())
        .query(String.class)
        .optional()
        .map(held -> new Group(held, role));
  }
}
