package org.hatchery.organisation;

import java.time.LocalDate;
import org.hatchery.engine.Refusal;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Roles given and ended one by one, e.g. when a project changes its lead; whole cities come by {@link CityImport}. */
@Component
public class Appointments {

  private final JdbcClient jdbc;
  private final People people;
  private final Organisations organisations;
  private final Directory directory;
  private final Today today;

  Appointments(JdbcClient jdbc, People people, Organisations organisations, Directory directory, Today today) {
    this.jdbc = jdbc;
    this.people = people;
    this.organisations = organisations;
    this.directory = directory;
    this.today = today;
  }

  /**
   * Gives the role from today; nothing where he holds it already.
   *
   * @throws Refusal with a Chinese text where the role does not fit the organisation
   */
  @Transactional
  public void appoint(String person, String organisation, Role role) {
    Organisation where = organisations.get(organisation);
    people.get(person);
    if (!role.fits(where.kind(), where.level())) {
      throw new Refusal("角色：%s“%s”不设“%s”，请核对。".formatted(where.kind().label(), where.name(), role.label()));
    }
    if (!people.holdings(person).contains(new Holding(person, organisation, role))) {
      jdbc.sql(
              "insert into hatchery.holding (person, organisation, role, since) values (:person, :org, :role, :day)"
                  + " on conflict (person, organisation, role, since) do update set until = null")
          .param("person", person)
          .param("org", organisation)
          .param("role", role.name())
          .param("day", today.get())
          .update();
    }
    directory.sync();
  }

  /** Ends the role; yesterday is its last day, and it counts for conflicts of interest from then on. */
  @Transactional
  public void dismiss(String person, String organisation, Role role) {
    LocalDate day = today.get();
    // One given today never took effect.
    jdbc.sql(
            "delete from hatchery.holding where person = :person and organisation = :org and role = :role"
                + " and since >= :day")
        .param("person", person)
        .param("org", organisation)
        .param("role", role.name())
        .param("day", day)
        .update();
    jdbc.sql(
            "update hatchery.holding set until = :yesterday where person = :person and organisation = :org"
                + " and role = :role and (until is null or until >= :day)")
        .param("person", person)
        .param("org", organisation)
        .param("role", role.name())
        .param("day", day)
        .param("yesterday", day.minusDays(1))
        .update();
    directory.sync();
  }
}
