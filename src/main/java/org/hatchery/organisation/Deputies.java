package org.hatchery.organisation;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.LocalDate;
import java.util.List;
import org.hatchery.engine.Refusal;
import org.springframework.boot.ApplicationRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Deputies for a period (A/B 角; DOMAIN.md, People): while it runs they are in the holder's candidate group. */
@Component
public class Deputies {

  private final JdbcClient jdbc;
  private final People people;
  private final Organisations organisations;
  private final Directory directory;
  private final Today today;

  Deputies(JdbcClient jdbc, People people, Organisations organisations, Directory directory, Today today) {
    this.jdbc = jdbc;
    this.people = people;
    this.organisations = organisations;
    this.directory = directory;
    this.today = today;
  }

  /**
   * Names a deputy for a role that the person holds today.
   *
   * @param from first day
   * @param until last day, included
   * @throws Refusal with a Chinese text where the period or one of the people does not fit
   */
  @Transactional
  public void name(String person, String deputy, Role role, String organisation, LocalDate from, LocalDate until) {
    String where = organisations.get(organisation).name();
    if (!role.deputable()) {
      throw new Refusal("角色：“%s”须由本人履职，不能指定代理人。".formatted(role.label()));
    }
    if (!people.holdings(person).contains(new Holding(person, organisation, role))) {
      throw new Refusal("角色：%s 不是“%s”的%s，请核对角色和组织。".formatted(people.get(person).name(), where, role.label()));
    }
    if (people.find(deputy).isEmpty()) {
      throw new Refusal("代理人：没有账号“%s”，请核对后重填。".formatted(deputy));
    }
    if (person.equals(deputy)) {
      throw new Refusal("代理人：不能是本人，请另选一人。");
    }
    if (until.isBefore(from)) {
      throw new Refusal("代理期间：结束日期早于开始日期，请改正。");
    }
    if (until.isBefore(today.get())) {
      throw new Refusal("代理期间：结束日期已经过去，请改为今天或以后。");
    }
    jdbc.sql(
            "insert into hatchery.deputy (person, deputy, role, organisation, since, until)"
                + " values (:person, :deputy, :role, :org, :from, :until)"
                + " on conflict (person, deputy, role, organisation, since) do update set until = excluded.until")
        .param("person", person)
        .param("deputy", deputy)
        .param("role", role.name())
        .param("org", organisation)
        .param("from", from)
        .param("until", until)
        .update();
    directory.syncMemberships();
  }

  /** Ends it at once; a period that ran stays on record up to yesterday. */
  @Transactional
  public void end(long id) {
    LocalDate day = today.get();
    jdbc.sql("delete from hatchery.deputy where id = :id and since >= :day").param("id", id).param("day", day).update();
    jdbc.sql("update hatchery.deputy set until = :yesterday where id = :id and until >= :day")
        .param("id", id)
        .param("day", day)
        .param("yesterday", day.minusDays(1))
        .update();
    directory.syncMemberships();
  }

  /** Present and future deputies of the person, earliest first. */
  public List<Deputy> of(String person) {
    return jdbc.sql(
            "select id, person as person_id, deputy as deputy_id, role, organisation, since as \"from\", until"
                + " from hatchery.deputy where person = :person and until >= :today order by since, id")
        .param("person", person)
        .param("today", today.get())
        .query(Deputy.class)
        .list();
  }

  /** Brings the candidate groups in step with the periods that began or ended; may be called at any time. */
  public void syncDeputies() {
    directory.syncMemberships();
  }

  @Configuration(proxyBeanMethods = false)
  static class Upkeep {

    /** Also takes up a changed starting.dmn, and gives the administrators' group its rights in an empty database. */
    @Bean
    ApplicationRunner organisationAtStart(Directory directory) {
      return arguments -> directory.sync();
    }

    /** Periods and roles begin and end by the day; a minute after midnight nobody has what he has left. */
    @Bean
    Task<Void> organisationSweep(Directory directory) {
      return Tasks.recurring("organisation-sweep", FixedDelay.ofSeconds(30))
          .execute(
              (instance, context) -> {
                if (directory.behind()) {
                  directory.syncMemberships();
                }
              });
    }
  }
}
