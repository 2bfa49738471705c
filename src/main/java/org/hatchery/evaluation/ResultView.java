package org.hatchery.evaluation;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** The result of the round as tables of a form, for those who conclude; reviewers stand there by seat, not by name. */
@Component("evaluationResultView")
class ResultView {

  private final Evaluations evaluations;
  private final Reviewers reviewers;
  private final Severity severity;

  ResultView(Evaluations evaluations, Reviewers reviewers, Severity severity) {
    this.severity = severity;
    this.evaluations = evaluations;
    this.reviewers = reviewers;
  }

  /** @return total, spread, counted, reviewerCount, criteriaRows, commentRows and severityRows */
  Map<String, Object> of(String caseNumber) {
    Evaluations.Result result = evaluations.result(caseNumber).orElseThrow();
    Map<String, Object> shown = new HashMap<>();
    shown.put("total", result.total().toPlainString());
    shown.put(
        "componentRows",
        result.presentation() == null
            ? List.of()
            : List.of(
                Map.of("component", "材料", "points", result.papers().toPlainString()),
                Map.of("component", "路演", "points", result.presentation().toPlainString())));
    shown.put("spread", result.spread().toPlainString());
    shown.put("reviewerCount", result.reviewers());
    shown.put("countedCount", result.counted());
    shown.put(
        "criteriaRows",
        result.criteria().stream()
            .map(
                mean ->
                    Map.of(
                        "criterion", mean.label(),
                        "weight", mean.weight(),
                        "points", mean.points().toPlainString(),
                        "percent", mean.percent().toPlainString() + "%"))
            .toList());
    List<Map<String, Object>> comments =
        reviewers.scores(caseNumber, result.round()).stream()
            .map(
                score ->
                    Map.<String, Object>of(
                        "reviewer", "评审 " + score.seat(),
                        "criterion", score.label(),
                        "points", score.points().toPlainString(),
                        "comment", score.comment() == null ? "" : score.comment()))
            .toList();
    shown.put("commentRows", comments);
    shown.put("severityRows", severity.rows(caseNumber));
    return shown;
  }
}
