package org.hatchery.evaluation;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.hatchery.engine.Decision;
import org.hatchery.engine.Outcome;
import org.hatchery.engine.Rules;
import org.hatchery.engine.Step;
import org.hatchery.engine.Work;
import org.hatchery.project.Projects;
import org.springframework.stereotype.Component;

/**
 * Aggregates the scores of the round. A seat that nobody could take is filled first, a wide spread goes to the panel
 * (DOMAIN.md section 2, aggregate and panel).
 */
@Component("aggregateScores")
class AggregateScores implements Step {

  private final Evaluations evaluations;
  private final Reviewers reviewers;
  private final Pool pool;
  private final Projects projects;
  private final Rules rules;

  AggregateScores(Evaluations evaluations, Reviewers reviewers, Pool pool, Projects projects, Rules rules) {
    this.evaluations = evaluations;
    this.reviewers = reviewers;
    this.pool = pool;
    this.projects = projects;
    this.rules = rules;
  }

  @Override
  public Outcome run(Work work) {
    int round = evaluations.lockRound(work.caseNumber());
    List<Reviewers.Score> scores = reviewers.scores(work.caseNumber(), round);
    Map<Integer, Map<String, java.math.BigDecimal>> points = new TreeMap<>();
    scores.forEach(
        score -> points.computeIfAbsent(score.seat(), s -> new HashMap<>()).put(score.criterion(), score.points()));
    if (points.size() < pool.figures(projects.get(work.caseNumber())).wanted()) {
      return Outcome.of("vacant", "有评审席位空缺，补充专家后再评");
    }
    List<Rubric.Criterion> criteria =
        scores.stream()
            .map(score -> new Rubric.Criterion(score.criterion(), score.label(), score.weight()))
            .distinct()
            .toList();
    Decision figures = rules.decide("aggregation", Map.of("reviewers", points.size()));
    Aggregate aggregate =
        Aggregate.of(
            criteria,
            points.entrySet().stream().map(e -> new Aggregate.Sheet(e.getKey(), e.getValue())).toList(),
            figures.number("dropHighest"),
            figures.number("dropLowest"));
    evaluations.keep(work.caseNumber(), round, aggregate, figures.source());
    boolean wide =
        aggregate.spread().doubleValue() > ((Number) figures.row().get("spread")).doubleValue();
    return Outcome.of(
            wide ? "wide" : "close",
            "汇总得分 " + aggregate.total() + "，最高与最低相差 " + aggregate.spread() + (wide ? "，转会商" : ""))
        .byRule(figures.source());
  }
}
