package org.hatchery.organisation;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.camunda.bpm.engine.authorization.Groups;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** People and the roles they hold today (DOMAIN.md, People). Ended roles are kept for {@link Conflicts} alone. */
@Component
public class People {

  private static final String PERSON = "p.id, p.name, p.phone, p.email";
  private static final String RUNS = " h.since <= :today and (h.until is null or h.until >= :today) ";

  private final JdbcClient jdbc;
  private final Organisations organisations;
  private final Today today;

  People(JdbcClient jdbc, Organisations organisations, Today today) {
    this.jdbc = jdbc;
    this.organisations = organisations;
    this.today = today;
  }

  /** @throws IllegalStateException where there is no such person */
  public Person get(String id) {
    return find(id).orElseThrow(() -> new IllegalStateException("No person " + id));
  }

  public Optional<Person> find(String id) {
    return jdbc.sql("select " + PERSON + " from hatchery.person p where p.id = :id")
        .param("id", id)
        .query(Person.class)
        .optional();
  }

  /** The name of somebody; the id where nobody has it. */
  public String name(String id) {
    return find(id).map(Person::name).orElse(id);
  }

  /** Who holds the role today, without deputies; by id. */
  public List<Person> holders(String org, Role role) {
    return jdbc.sql(
            "select " + PERSON + " from hatchery.person p where p.id in (select h.person from hatchery.holding h"
                + " where h.organisation = :org and h.role = :role and" + RUNS + ") order by p.id")
        .param("org", org)
        .param("role", role.name())
        .param("today", today.get())
        .query(Person.class)
        .list();
  }

  /**
   * Who may take a task of the candidate group today: holders and, while their period runs, deputies; by id. For the
   * engine's own group of administrators: whoever is administrator of any organisation. Empty for other groups.
   */
  public List<Person> inGroup(String candidateGroup) {
    if (candidateGroup.equals(Groups.CAMUNDA_ADMIN)) {
      return jdbc.sql(
              "select " + PERSON + " from hatchery.person p where p.id in (select h.person from hatchery.holding h"
                  + " where h.role = 'ADMIN' and" + RUNS + ") order by p.id")
          .param("today", today.get())
          .query(Person.class)
          .list();
    }
    return Group.parse(candidateGroup)
        .map(
            group ->
                jdbc.sql(
                        "select " + PERSON + " from hatchery.person p where p.id in ("
                            + "select h.person from hatchery.holding h"
                            + " where h.organisation = :org and h.role = :role and" + RUNS
                            + "union select d.deputy from hatchery.deputy d join hatchery.holding h"
                            + " on h.person = d.person and h.organisation = d.organisation and h.role = d.role"
                            + " where d.organisation = :org and d.role = :role"
                            + " and :today between d.since and d.until and" + RUNS + ") order by p.id")
                    .param("org", group.organisation())
                    .param("role", group.role().name())
                    .param("today", today.get())
                    .query(Person.class)
                    .list())
        .orElseGet(List::of);
  }

  /** Roles held today, without those of people he stands in for; by organisation and role. */
  public List<Holding> holdings(String personId) {
    return jdbc.sql(
            "select distinct h.person as person_id, h.organisation, h.role from hatchery.holding h"
                + " where h.person = :person and" + RUNS + "order by h.organisation, h.role")
        .param("person", personId)
        .param("today", today.get())
        .query(Holding.class)
        .list();
  }

  /**
   * The pool of the organisation and of those above it; by id. One who stands in several pools comes once, with the
   * areas of all and the nearest pool.
   */
  public List<Expert> experts(String org) {
    List<String> chain = organisations.above(org).stream().map(Organisation::code).toList();
    if (chain.isEmpty()) {
      return List.of();
    }
    return jdbc.sql(
            "select " + PERSON
                + ", (array_agg(h.organisation order by array_position(array[:chain], h.organisation)))[1] as pool,"
                + " string_agg(array_to_string(h.areas, ','), ',') as areas"
                + " from hatchery.person p join hatchery.holding h on h.person = p.id"
                + " where h.role = 'EXPERT' and h.organisation in (:chain) and" + RUNS
                + "group by " + PERSON + " order by p.id")
        .param("chain", chain)
        .param("today", today.get())
        .query(
            (row, n) ->
                new Expert(
                    new Person(
                        row.getString("id"), row.getString("name"), row.getString("phone"), row.getString("email")),
                    row.getString("pool"),
                    areas(row.getString("areas"))))
        .list();
  }

  /** Id of the candidate group, e.g. {@code gangshan:clerk}. */
  public String group(String org, Role role) {
    return new Group(org, role).id();
  }

  /** Code of the first organisation, by code, where he holds the role today. */
  public Optional<String> organisationWhere(String personId, Role role) {
    return holdings(personId).stream().filter(h -> h.role() == role).map(Holding::organisation).findFirst();
  }

  private static Set<String> areas(String joined) {
    Set<String> areas = new LinkedHashSet<>();
    if (joined != null) {
      Arrays.stream(joined.split(",")).filter(a -> !a.isEmpty()).forEach(areas::add);
    }
    return areas;
  }
}
