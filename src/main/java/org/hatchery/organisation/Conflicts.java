package org.hatchery.organisation;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hatchery.engine.Rules;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Conflicts of interest 回避 (DOMAIN.md, 2. Evaluation): members and former members of the organisations concerned, and
 * ties that were declared. How long a former tie counts is a row of conflict.dmn. Standing in the expert pool of an
 * organisation is not membership.
 */
@Component
public class Conflicts {

  private final JdbcClient jdbc;
  private final Organisations organisations;
  private final Rules rules;
  private final Today today;

  Conflicts(JdbcClient jdbc, Organisations organisations, Rules rules, Today today) {
    this.jdbc = jdbc;
    this.organisations = organisations;
    this.rules = rules;
    this.today = today;
  }

  /**
   * Why the person must stand back from a matter of these organisations.
   *
   * @param organisations codes, e.g. of the proposer, of whom it is entered under, of a funder
   * @return Chinese reasons, one for each tie; empty: none
   */
  public List<String> of(String personId, Collection<String> organisations) {
    if (organisations.isEmpty()) {
      return List.of();
    }
    List<String> reasons = new ArrayList<>();
    List<Membership> memberships =
        jdbc.sql(
                "select organisation, role, since, until from hatchery.holding"
                    + " where person = :person and organisation in (:organisations) and role <> 'EXPERT'"
                    + " order by organisation, role, since")
            .param("person", personId)
            .param("organisations", organisations)
            .query(Membership.class)
            .list();
    for (Membership m : memberships) {
      boolean ended = m.until() != null && m.until().isBefore(today.get());
      boolean begun = !m.since().isAfter(today.get());
      if (begun && counts(ended ? "former" : "member", ended ? m.until() : today.get())) {
        String name = this.organisations.get(m.organisation()).name();
        reasons.add(
            ended
                ? "曾任“%s”%s（至%s）".formatted(name, m.role().label(), day(m.until()))
                : "现任“%s”%s".formatted(name, m.role().label()));
      }
    }
    List<Tie> ties =
        jdbc.sql(
                "select organisation, reason, declared from hatchery.tie"
                    + " where person = :person and organisation in (:organisations) order by organisation")
            .param("person", personId)
            .param("organisations", organisations)
            .query(Tie.class)
            .list();
    for (Tie tie : ties) {
      if (counts("declared", tie.declared())) {
        String name = this.organisations.get(tie.organisation()).name();
        reasons.add("与“%s”有利害关系：%s".formatted(name, tie.reason()));
      }
    }
    return reasons;
  }

  /**
   * A tie that does not exclude, only asks for reviewers without any beside it: he holds a role in the street of the
   * organisation, and nothing else ties him.
   *
   * @return a Chinese reason; empty: none, or conflict.dmn does not count it
   */
  public Optional<String> soft(String personId, String organisation) {
    if (!"soft".equals(rules.decide("conflict", Map.of("relation", "street")).text("degree"))) {
      return Optional.empty();
    }
    Optional<String> street = organisations.at(organisation, Level.STREET).map(Organisation::code);
    if (street.isEmpty()) {
      return Optional.empty();
    }
    List<String> there = organisations.under(street.get()).stream().map(Organisation::code).toList();
    return jdbc.sql(
            "select organisation from hatchery.holding where person = :person and organisation in (:there)"
                + " and role <> 'EXPERT' and since <= :today and (until is null or until >= :today)"
                + " order by organisation limit 1")
        .param("person", personId)
        .param("there", there)
        .param("today", today.get())
        .query(String.class)
        .optional()
        .map(code -> "同在一个镇街：任职于“" + organisations.get(code).name() + "”");
  }

  /** Keeps a tie that the person declared or that was granted on request; a later declaration replaces the reason. */
  @Transactional
  public void declare(String personId, String organisation, String reason) {
    jdbc.sql(
            "insert into hatchery.tie (person, organisation, reason, declared) values (:person, :org, :reason, :day)"
                + " on conflict (person, organisation) do update set reason = excluded.reason,"
                + " declared = excluded.declared")
        .param("person", personId)
        .param("org", organisation)
        .param("reason", reason)
        .param("day", today.get())
        .update();
  }

  /** The day on which the years are full counts no more. */
  private boolean counts(String relation, LocalDate lastDay) {
    Object years = rules.decide("conflict", Map.of("relation", relation)).row().get("years");
    return Optional.ofNullable((Number) years)
        .map(n -> today.get().isBefore(lastDay.plusYears(n.longValue())))
        .orElse(true);
  }

  private static String day(LocalDate day) {
    return "%d年%d月%d日".formatted(day.getYear(), day.getMonthValue(), day.getDayOfMonth());
  }

  private record Membership(String organisation, Role role, LocalDate since, LocalDate until) {}

  private record Tie(String organisation, String reason, LocalDate declared) {}
}
