package org.hatchery.operation;

import java.math.BigDecimal;
import java.sql.Timestamp;
import java.time.Clock;
import org.hatchery.engine.Refusal;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What residents say of a brand in operation: ratings and complaints, signals of the yearly renewal. */
@Component
public class Feedback {

  private final JdbcClient jdbc;
  private final Clock clock;
  private final Brands brands;

  Feedback(JdbcClient jdbc, Clock clock, Brands brands) {
    this.jdbc = jdbc;
    this.clock = clock;
    this.brands = brands;
  }

  /** @param average of 100 with two decimals; 0 where nobody rated */
  record Ratings(int count, BigDecimal average) {}

  /**
   * Counts a rating in the running year; that a resident rates once is for the caller to see to.
   *
   * @param score 0 to 100
   * @throws Refusal for another score or a brand that is not active
   */
  public void rate(String caseNumber, int score) {
    if (score < 0 || score > 100) {
      throw new Refusal("评分应为 0 到 100。");
    }
    jdbc.sql(
            """
            insert into hatchery.brand_rating (case_number, year, score, given_at)
            values (:caseNumber, :year, :score, :now)
            """)
        .param("caseNumber", caseNumber)
        .param("year", active(caseNumber).year())
        .param("score", score)
        .param("now", Timestamp.from(clock.instant()))
        .update();
  }

  /**
   * Counts a complaint in the running year.
   *
   * @param facts 1 to 2000 characters, without personal data
   * @throws Refusal without facts or for a brand that is not active
   */
  public void complain(String caseNumber, String facts) {
    if (facts == null || facts.isBlank() || facts.length() > 2000) {
      throw new Refusal("请写明投诉的事实，最多 2000 个字。");
    }
    jdbc.sql(
            """
            insert into hatchery.brand_complaint (case_number, year, facts, received_at)
            values (:caseNumber, :year, :facts, :now)
            """)
        .param("caseNumber", caseNumber)
        .param("year", active(caseNumber).year())
        .param("facts", facts.strip())
        .param("now", Timestamp.from(clock.instant()))
        .update();
  }

  private Brands.Brand active(String caseNumber) {
    return brands
        .of(caseNumber)
        .filter(brand -> brand.state() == Brands.State.ACTIVE)
        .orElseThrow(() -> new Refusal("这个品牌不在运营中，不再接受评分和投诉。"));
  }

  Ratings ratings(String caseNumber, int year) {
    return jdbc.sql(
            """
            select count(*)::int count, coalesce(round(avg(score), 2), 0) average from hatchery.brand_rating
            where case_number = :caseNumber and year = :year
            """)
        .param("caseNumber", caseNumber)
        .param("year", year)
        .query(Ratings.class)
        .single();
  }

  int complaints(String caseNumber, int year) {
    return jdbc.sql("select count(*) from hatchery.brand_complaint where case_number = :caseNumber and year = :year")
        .param("caseNumber", caseNumber)
        .param("year", year)
        .query(Integer.class)
        .single();
  }
}
