package org.hatchery.demo;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.hatchery.engine.CaseFiles;
import org.hatchery.organisation.Kind;
import org.hatchery.organisation.Level;
import org.hatchery.organisation.Organisation;
import org.hatchery.organisation.Organisations;
import org.hatchery.organisation.Role;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Who is in the demonstration city and what waits for whom; asked of the tables, since no user's rights apply here. */
@Component
@ConditionalOnProperty(name = "hatchery.demo", havingValue = "true")
class DemoWork {

  private static final int MOST_TASKS = 50;

  /** Everybody who may do an open task: its assignee, or its candidates where nobody has it. */
  private static final String WHOSE =
      """
      select t.id_ as task, t.assignee_ as person from public.act_ru_task t where t.assignee_ is not null
      union
      select t.id_, coalesce(l.user_id_, m.user_id_) from public.act_ru_task t
        join public.act_ru_identitylink l on l.task_id_ = t.id_ and l.type_ = 'candidate'
        left join public.act_id_membership m on m.group_id_ = l.group_id_
      where t.assignee_ is null and coalesce(l.user_id_, m.user_id_) is not null
      """;

  private final JdbcClient jdbc;
  private final Organisations organisations;
  private final CaseFiles cases;
  private final Clock clock;

  DemoWork(JdbcClient jdbc, Organisations organisations, CaseFiles cases, Clock clock) {
    this.jdbc = jdbc;
    this.organisations = organisations;
    this.cases = cases;
    this.clock = clock;
  }

  /** @param role what the account is for, e.g. 经办 */
  record Account(String id, String name, String role, long tasks) {}

  /** An organisation with its people. */
  record Office(String name, List<Account> accounts) {

    long tasks() {
      return accounts.stream().mapToLong(Account::tasks).sum();
    }
  }

  /** The city itself, or one street with everything below it. */
  record Region(String name, List<Office> offices) {

    public long tasks() {
      return offices.stream().mapToLong(Office::tasks).sum();
    }
  }

  record Someone(String id, String name) {}

  /**
   * An open task.
   *
   * @param due null without an end
   */
  record Waiting(
      String id, String name, String caseNumber, String title, Instant due, boolean overdue, List<Someone> people) {}

  private record Row(String person, String name, String role, String organisation) {}

  /** The people by region and organisation, from the top of the tree down; somebody with two roles comes once in each. */
  List<Region> regions() {
    Map<String, Long> tasks =
        jdbc.sql("select w.person, count(*) from (" + WHOSE + ") w group by w.person")
            .query((row, n) -> Map.entry(row.getString(1), row.getLong(2)))
            .list()
            .stream()
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    Map<String, List<Row>> byOrganisation =
        jdbc.sql(
                "select distinct h.person, p.name, h.role, h.organisation from hatchery.holding h"
                    + " join hatchery.person p on p.id = h.person"
                    + " where h.until is null or h.until >= :today order by h.person")
            .param("today", clock.instant().atZone(clock.getZone()).toLocalDate())
            .query(Row.class)
            .list()
            .stream()
            .collect(Collectors.groupingBy(Row::organisation));
    Map<String, List<Office>> regions = new LinkedHashMap<>();
    for (Organisation organisation : inOrder()) {
      List<Row> rows = byOrganisation.get(organisation.code());
      if (rows != null) {
        String region = organisations.at(organisation.code(), Level.STREET).map(Organisation::name).orElse("市级");
        regions
            .computeIfAbsent(region, r -> new ArrayList<>())
            .add(new Office(organisation.name(), rows.stream().map(row -> account(row, tasks)).toList()));
      }
    }
    return regions.entrySet().stream().map(e -> new Region(e.getKey(), e.getValue())).toList();
  }

  /** The city, then street by street: its party organisation, centre, communities, groups. */
  private List<Organisation> inOrder() {
    List<Organisation> all = organisations.all();
    List<Organisation> order = new ArrayList<>(all.stream().filter(o -> o.level() == Level.CITY).toList());
    for (Organisation street : all) {
      if (street.level() == Level.STREET && street.kind() == Kind.PARTY) {
        List<Organisation> under = organisations.under(street.code());
        under.stream().filter(o -> o.kind() == Kind.PARTY && o.level() == Level.STREET).forEach(order::add);
        under.stream().filter(o -> o.kind() == Kind.CENTRE).forEach(order::add);
        under.stream().filter(o -> o.kind() == Kind.PARTY && o.level() != Level.STREET).forEach(order::add);
        under.stream().filter(o -> o.kind() != Kind.PARTY && o.kind() != Kind.CENTRE).forEach(order::add);
      }
    }
    return order.stream().distinct().toList();
  }

  private static Account account(Row row, Map<String, Long> tasks) {
    return new Account(
        row.person(), row.name(), Role.valueOf(row.role()).label(), tasks.getOrDefault(row.person(), 0L));
  }

  /** What is open now, most urgent first. */
  List<Waiting> waiting() {
    Map<String, List<Someone>> people =
        jdbc.sql(
                "select w.task, u.id_ as id, u.first_ as name from (" + WHOSE
                    + ") w join public.act_id_user u on u.id_ = w.person order by u.id_")
            .query((row, n) -> Map.entry(row.getString(1), new Someone(row.getString(2), row.getString(3))))
            .list()
            .stream()
            .collect(
                Collectors.groupingBy(Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
    Instant now = clock.instant();
    return jdbc.sql(
            "select t.id_, t.name_, e.business_key_, t.due_date_ from public.act_ru_task t"
                + " left join public.act_ru_execution e on e.id_ = t.proc_inst_id_"
                + " order by t.due_date_ nulls last, t.create_time_, t.id_ limit :most")
        .param("most", MOST_TASKS)
        .query(
            (row, n) -> {
              Timestamp due = row.getTimestamp(4);
              Instant end = due == null ? null : due.toInstant();
              String number = row.getString(3);
              return new Waiting(
                  row.getString(1),
                  row.getString(2),
                  number,
                  title(number),
                  end,
                  end != null && end.isBefore(now),
                  people.getOrDefault(row.getString(1), List.of()));
            })
        .list();
  }

  private String title(String caseNumber) {
    return cases.of(caseNumber).map(file -> file.card(caseNumber).title()).orElse("");
  }
}
