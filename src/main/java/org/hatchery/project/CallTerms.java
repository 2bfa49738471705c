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
   * @param enquiryPhone 咨询电话, may be empty
   * @param supervisionPhone 监督电话, may be empty
   */
  public record Terms(
      String number, String title, Set<Area> areas, Long budgetLimitFen, String enquiryPhone, String supervisionPhone) {

    public Terms {
      areas = Set.copyOf(areas);
      enquiryPhone = enquiryPhone == null ? "" : enquiryPhone;
      supervisionPhone = supervisionPhone == null ? "" : supervisionPhone;
    }

    public Terms(String number, String title, Set<Area> areas, Long budgetLimitFen) {
      this(number, title, areas, budgetLimitFen, "", "");
    }
  }

  /** Keeps the terms, in the caller's transaction; a second time replaces them. */
  public void keep(Terms terms) {
    jdbc.sql(
            """
            insert into hatchery.call_terms (call_number, title, areas, budget_limit_fen, enquiry_phone,
              supervision_phone)
            values (:number, :title, :areas, :limit, :enquiry, :supervision)
            on conflict (call_number) do update set title = excluded.title, areas = excluded.areas,
              budget_limit_fen = excluded.budget_limit_fen, enquiry_phone = excluded.enquiry_phone,
              supervision_phone = excluded.supervision_phone
            """)
        .param("number", terms.number())
        .param("title", terms.title())
        .param("areas", terms.areas().stream().map(Area::name).sorted().collect(Collectors.joining(",")))
        .param("limit", terms.budgetLimitFen())
        .param("enquiry", terms.enquiryPhone())
        .param("supervision", terms.supervisionPhone())
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
                    row.getObject("budget_limit_fen", Long.class),
                    row.getString("enquiry_phone"),
                    row.getString("supervision_phone")))
        .optional();
  }

  private static Set<Area> areas(String joined) {
    return Arrays.stream(joined.split(","))
        .filter(name -> !name.isEmpty())
        .map(Area::valueOf)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }
}
