package org.hatchery.operation;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.ToIntFunction;
import org.hatchery.engine.Decision;
import org.hatchery.engine.Outcome;
import org.hatchery.engine.Rules;
import org.hatchery.engine.Step;
import org.hatchery.engine.Work;
import org.springframework.stereotype.Component;

/** Sums up a year; renewal.dmn says whether a person decides on the next (DOMAIN.md, Branded operation, follow-up). */
@Component("checkSignals")
class CheckSignals implements Step {

  private final Brands brands;
  private final Quarters quarters;
  private final Feedback feedback;
  private final Renewals renewals;
  private final Rules rules;

  CheckSignals(Brands brands, Quarters quarters, Feedback feedback, Renewals renewals, Rules rules) {
    this.brands = brands;
    this.quarters = quarters;
    this.feedback = feedback;
    this.renewals = renewals;
    this.rules = rules;
  }

  @Override
  public Outcome run(Work work) {
    String caseNumber = work.caseNumber();
    Brands.Brand brand = brands.get(caseNumber);
    List<Quarter> year = quarters.ofYear(caseNumber, brand.year());
    List<Quarter> filed = year.stream().filter(quarter -> quarter.filedBy() != null).toList();
    int activities = sum(filed, Quarter::activities);
    int hours = sum(filed, Quarter::hours);
    int served = sum(filed, Quarter::served);
    int overdue = (int) year.stream().filter(Quarter::overdue).count();
    int rectifications = (int) year.stream().filter(Quarter::rectified).count();
    boolean wish = filed.stream().anyMatch(Quarter::endWish);
    int complaints = feedback.complaints(caseNumber, brand.year());
    Feedback.Ratings ratings = feedback.ratings(caseNumber, brand.year());
    long seed = brands.seed(caseNumber);
    double drawn = new Random(seed).nextDouble();
    Decision said =
        rules.decide(
            "renewal",
            Map.of(
                "overdue", overdue,
                "ratings", ratings.count(),
                "rating", ratings.average().doubleValue(),
                "complaints", complaints,
                "rectifications", rectifications,
                "watched", brand.watched(),
                "wish", wish,
                "drawn", drawn));
    List<String> signals = said.rows().stream().map(row -> (String) row.get("signal")).toList();
    Decision stars =
        rules.decide(
            "brandStars",
            Map.of(
                "activities", activities,
                "hours", hours,
                "served", served,
                "ratings", ratings.count(),
                "rating", ratings.average().doubleValue()));
    String rule =
        said.source() + "：" + (signals.isEmpty() ? "没有信号" : String.join("、", signals)) + "；" + stars.source() + "："
            + Renewal.stars(stars.number("stars"));
    renewals.open(
        new Renewal(
            caseNumber, brand.year(), filed.size(), overdue, activities, hours, served, ratings.count(),
            ratings.average(), complaints, rectifications, brand.watched(), wish, seed, drawn, signals,
            stars.number("stars"), rule, null, null, null, null));
    return Outcome.of(
            signals.isEmpty() ? "rule" : "person",
            "第 " + brand.year() + " 年期满，" + (signals.isEmpty() ? "没有信号，按规则续评" : "由管理中心决定：" + String.join("、", signals)))
        .byRule(rule);
  }

  private static int sum(List<Quarter> quarters, ToIntFunction<Quarter> figure) {
    return quarters.stream().mapToInt(figure).sum();
  }
}
