package org.hatchery.project;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hatchery.organisation.Registration;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What the stages after solicitation must know of a call 榜单: written when the call closes, before its projects are opened. */
@Component
public class CallTerms {

  private final JdbcClient jdbc;
  private final ApplicationEventPublisher events;

  CallTerms(JdbcClient jdbc, ApplicationEventPublisher events) {
    this.jdbc = jdbc;
    this.events = events;
  }

  /** Less proposals go into evaluation than were waited for: what waits for all of the call may go on. */
  public record FewerProposals(String call) {}

  /**
   * Terms of a call.
   *
   * @param number 征集编号 ZJ-…
   * @param areas open in the call; empty: all
   * @param budgetLimitFen most that one project may ask for, in fen; null: no limit
   * @param registrations of groups that may apply; empty: all
   * @param proposals how many were handed in and go into evaluation
   * @param enquiryPhone 咨询电话, may be empty
   * @param supervisionPhone 监督电话, may be empty
   */
  public record Terms(
      String number, String title, Set<Area> areas, Long budgetLimitFen, Set<Registration> registrations, int proposals,
      String enquiryPhone, String supervisionPhone) {

    public Terms {
      areas = Set.copyOf(areas);
      registrations = Set.copyOf(registrations);
      enquiryPhone = enquiryPhone == null ? "" : enquiryPhone;
      supervisionPhone = supervisionPhone == null ? "" : supervisionPhone;
    }
  }

  /** Keeps the terms, in the caller's transaction; a second time replaces them. */
  public void keep(Terms terms) {
    jdbc.sql(
            """
            insert into hatchery.call_terms (call_number, title, areas, budget_limit_fen, registrations, proposals,
              enquiry_phone, supervision_phone)
            values (:number, :title, :areas, :limit, :registrations, :proposals, :enquiry, :supervision)
            on conflict (call_number) do update set title = excluded.title, areas = excluded.areas,
              budget_limit_fen = excluded.budget_limit_fen, registrations = excluded.registrations,
              proposals = excluded.proposals, enquiry_phone = excluded.enquiry_phone,
              supervision_phone = excluded.supervision_phone
            """)
        .param("number", terms.number())
        .param("title", terms.title())
        .param("areas", joined(terms.areas()))
        .param("limit", terms.budgetLimitFen())
        .param("registrations", joined(terms.registrations()))
        .param("proposals", terms.proposals())
        .param("enquiry", terms.enquiryPhone())
        .param("supervision", terms.supervisionPhone())
        .update();
  }

  /**
   * One more or one less goes into evaluation than were counted at the closing: somebody was let in late, or did not
   * come after all. Holds the terms until the transaction ends.
   */
  public void count(String number, int more) {
    jdbc.sql("update hatchery.call_terms set proposals = proposals + :more where call_number = :number")
        .param("number", number)
        .param("more", more)
        .update();
    if (more < 0) {
      events.publishEvent(new FewerProposals(number));
    }
  }

  /** How many proposals go into evaluation; whoever counts one more at this moment waits, or is waited for. */
  public int countForNotice(String number) {
    return jdbc.sql("select proposals from hatchery.call_terms where call_number = :number for update")
        .param("number", number)
        .query(Integer.class)
        .optional()
        .orElse(0);
  }

  /** Keeps whether the call holds a presentation 路演; its terms are kept already. */
  public void presents(String number, boolean presents) {
    jdbc.sql("update hatchery.call_terms set presentation = :presents where call_number = :number")
        .param("presents", presents)
        .param("number", number)
        .update();
  }

  /** Whether the call holds a presentation; false where nothing is known of it. */
  public boolean presents(String number) {
    return jdbc.sql("select presentation from hatchery.call_terms where call_number = :number")
        .param("number", number)
        .query(Boolean.class)
        .optional()
        .orElse(false);
  }

  public Optional<Terms> find(String number) {
    return jdbc.sql("select * from hatchery.call_terms where call_number = :number")
        .param("number", number)
        .query(
            (row, index) ->
                new Terms(
                    row.getString("call_number"),
                    row.getString("title"),
                    parted(row.getString("areas"), Area::valueOf),
                    row.getObject("budget_limit_fen", Long.class),
                    parted(row.getString("registrations"), Registration::valueOf),
                    row.getInt("proposals"),
                    row.getString("enquiry_phone"),
                    row.getString("supervision_phone")))
        .optional();
  }

  private static String joined(Set<? extends Enum<?>> values) {
    return values.stream().map(Enum::name).sorted().collect(Collectors.joining(","));
  }

  private static <T> Set<T> parted(String joined, Function<String, T> one) {
    return Arrays.stream(joined.split(",")).filter(name -> !name.isEmpty()).map(one).collect(Collectors.toSet());
  }
}
