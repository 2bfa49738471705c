package org.hatchery.evaluation;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.hatchery.engine.Decision;
import org.hatchery.engine.Outcome;
import org.hatchery.engine.Rules;
import org.hatchery.engine.Step;
import org.hatchery.engine.Work;
import org.hatchery.project.Projects;
import org.springframework.stereotype.Component;

/**
 * Aggregates the scores of the round, and the presentation where one was held. A seat that nobody could take is filled
 * first, a wide spread goes to the panel (DOMAIN.md section 2, presentation, aggregate and panel).
 */
@Component("aggregateScores")
class AggregateScores implements Step {

  private final Evaluations evaluations;
  private final Reviewers reviewers;
  private final Presentations presentations;
  private final Pool pool;
  private final Projects projects;
  private final Rules rules;

  AggregateScores(
      Evaluations evaluations, Reviewers reviewers, Presentations presentations, Pool pool, Projects projects,
      Rules rules) {
    this.evaluations = evaluations;
    this.reviewers = reviewers;
    this.presentations = presentations;
    this.pool = pool;
    this.projects = projects;
    this.rules = rules;
  }

  @Override
  public Outcome run(Work work) {
    int round = evaluations.lockRound(work.caseNumber());
    List<Reviewers.Score> scores = reviewers.scores(work.caseNumber(), round);
    Map<Integer, Map<String, BigDecimal>> points = new TreeMap<>();
    scores.forEach(
        score -> points.computeIfAbsent(score.seat(), s -> new HashMap<>()).put(score.criterion(), score.points()));
    Pool.Figures seats = pool.figures(projects.get(work.caseNumber()));
    if (points.size() < seats.wanted()) {
      return Outcome.of("vacant", "有评审席位空缺，补充专家后再评");
    }
    List<Rubric.Criterion> criteria =
        scores.stream()
            .map(score -> new Rubric.Criterion(score.criterion(), score.label(), score.weight()))
            .distinct()
            .toList();
    List<Aggregate.Sheet> sheets =
        points.entrySet().stream().map(e -> new Aggregate.Sheet(e.getKey(), e.getValue())).toList();
    Decision figures = rules.decide("aggregation", Map.of("reviewers", points.size()));
    Aggregate papers =
        Aggregate.of(criteria, sheets, figures.number("dropHighest"), figures.number("dropLowest"));
    Optional<Presentations.Held> held = presentations.held(work.caseNumber());
    if (held.isEmpty()) {
      evaluations.keep(work.caseNumber(), round, papers, null, papers.total(), papers.spread(), figures.source());
      return outcome(papers.total(), papers.spread(), figures, false);
    }
    return together(work.caseNumber(), round, papers, sheets, criteria, figures, held.get(), seats.least());
  }

  private Outcome together(
      String caseNumber, int round, Aggregate papers, List<Aggregate.Sheet> sheets, List<Rubric.Criterion> criteria,
      Decision figures, Presentations.Held held, int least) {
    List<BigDecimal> given = held.absent() ? List.of(BigDecimal.ZERO) : held.points();
    // fewer than may review at all is no score: the panel decides
    boolean tooFew = !held.absent() && given.size() < least;
    Decision trim = rules.decide("aggregation", Map.of("reviewers", given.size()));
    List<BigDecimal> counted =
        given.isEmpty()
            ? List.of(BigDecimal.ZERO)
            : Aggregate.trimmed(given, trim.number("dropHighest"), trim.number("dropLowest"));
    Decision weights = rules.decide("components", Map.of("presentation", true));
    long full = criteria.stream().mapToLong(Rubric.Criterion::weight).sum();
    BigDecimal total =
        Aggregate.together(
            Aggregate.counted(sheets, figures.number("dropHighest"), figures.number("dropLowest")), full, counted,
            weights.number("papers"));
    BigDecimal presentation =
        Rubric.rounded(counted.stream().reduce(BigDecimal.ZERO, BigDecimal::add), counted.size());
    BigDecimal spread =
        given.size() < 2
            ? papers.spread()
            : papers.spread().max(given.stream().max(BigDecimal::compareTo).orElseThrow()
                .subtract(given.stream().min(BigDecimal::compareTo).orElseThrow()).setScale(2));
    evaluations.keep(caseNumber, round, papers, presentation, total, spread, figures.source() + "，" + weights.source());
    return outcome(total, spread, figures, tooFew);
  }

  private static Outcome outcome(BigDecimal total, BigDecimal spread, Decision figures, boolean tooFew) {
    boolean wide = tooFew || spread.doubleValue() > ((Number) figures.row().get("spread")).doubleValue();
    return Outcome.of(
            wide ? "wide" : "close",
            "汇总得分 " + total + "，最高与最低相差 " + spread + (tooFew ? "，路演评分人数不足" : "") + (wide ? "，转会商" : ""))
        .byRule(figures.source());
  }
}
