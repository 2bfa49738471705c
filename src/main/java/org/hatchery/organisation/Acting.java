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
            .of(caseNumber)
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
            .flatMap(code -> reach(code, row.text("level")))
            .flatMap(org -> firstHeld(org, role));
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
    // The administrator of the installation may be nobody of the city.
    Person person = people.find(userId).orElseGet(() -> new Person(userId, userId, null, null));
    List<Holding> holdings = people.holdings(userId);
    List<Group> groups = candidateGroups.stream().sorted().flatMap(g -> Group.parse(g).stream()).toList();
    for (Group group : groups) {
      if (holdings.contains(new Holding(userId, group.organisation(), group.role()))) {
        return new Capacity(person, group.role(), organisations.get(group.organisation()), null);
      }
    }
    for (Group group : groups) {
      Optional<Person> principal = principal(userId, group);
      if (principal.isPresent()) {
        return new Capacity(person, group.role(), organisations.get(group.organisation()), principal.get());
      }
    }
    // Tasks without candidate groups are given by name, and only experts get such.
    Predicate<Holding> fits = candidateGroups.isEmpty() ? h -> h.role() == Role.EXPERT : h -> holdings.size() == 1;
    Optional<Holding> otherwise = holdings.stream().filter(fits).findFirst();
    if (otherwise.isPresent()) {
      Holding only = otherwise.get();
      return new Capacity(person, only.role(), organisations.get(only.organisation()), null);
    }
    return new Capacity(person, null, null, null);
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
      case "" -> organisations.find(code);
      case "next" -> Optional.of(organisations.next(code));
      default -> {
        Level wanted = Level.valueOf(level.toUpperCase(Locale.ROOT));
        yield organisations.above(code).stream()
            .filter(o -> o.kind() == Kind.PARTY && !wanted.above(o.level()))
            .findFirst();
      }
    };
  }

  private Optional<Group> firstHeld(Organisation org, Role role) {
    List<String> chain = organisations.above(org.code()).stream().map(Organisation::code).toList();
    Set<String> held =
        jdbc.sql(
                "select distinct organisation from hatchery.holding"
                    + " where organisation in (:chain) and role = :role"
                    + " and since <= :today and (until is null or until >= :today)")
            .param("chain", chain)
            .param("role", role.name())
            .param("today", today.get())
            .query(String.class)
            .set();
    return chain.stream().filter(held::contains).map(code -> new Group(code, role)).findFirst();
  }
}
