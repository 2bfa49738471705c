package org.hatchery.project;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What the stages after solicitation must know of a call 榜单: written when the call closes, before its projects are opened. */
@Component
public class CallTerms {

  private final JdbcClient jdbc;

  CallTerms(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * Terms of a call.
   *
   * @param number 征集编号 ZJ-…
   * @param areas open in the call; empty: all
   * @param budgetLimitFen most that one project may ask for, in fen; null: no limit
   */
  public record Terms(String number, String title, Set<Area> areas, Long budgetLimitFen) {

    public Terms {
      areas = Set.copyOf(areas);
    }
  }

  /** Keeps the terms, in the caller's transaction; a second time replaces them. */
  public void keep(Terms terms) {
    jdbc.sql(
            """
            insert into hatchery.call_terms (call_number, title, areas, budget_limit_fen)
            values (:number, :title, :areas, :limit)
            on conflict (call_number) do update set title = excluded.title, areas = excluded.areas,
              budget_limit_fen = excluded.budget_limit_fen
            """)
        .param("number", terms.number())
        .param("title", terms.title())
        .param("areas", terms.areas().stream().map(Area::name).sorted().collect(Collectors.joining(",")))
        .param("limit", terms.budgetLimitFen())
        .update();
  }

  public Optional<Terms> find(String number) {
    return jdbc.sql("select * from hatchery.call_terms where call_number = :number")
        .param("number", number)
        .query(
            (row, index) ->
                new Terms(
                    row.getString("call_number"),
                    row.getString("title"),
                    areas(row.getString("areas")),
                    row.getObject("budget_limit_fen", Long.class)))
        .optional();
  }

  private static Set<Area> areas(String joined) {
    return Arrays.stream(joined.split(","))
        .filter(name -> !name.isEmpty())
        .map(Area::valueOf)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }
}
