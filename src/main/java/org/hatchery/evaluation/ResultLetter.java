package org.hatchery.evaluation;

import java.util.List;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * What a group reads of its result, criterion by criterion: the mean of the reviewers and what they wrote, in an order
 * that tells nothing of who wrote it (DOMAIN.md section 2, admission). Single scores are told to nobody.
 */
@Component("evaluationResultLetter")
class ResultLetter {

  private final Evaluations evaluations;
  private final Reviewers reviewers;
  private final Limits limits;

  ResultLetter(Evaluations evaluations, Reviewers reviewers, Limits limits) {
    this.evaluations = evaluations;
    this.reviewers = reviewers;
    this.limits = limits;
  }

  /** @return total, each criterion, and what panel and signer wrote where they departed from the rule */
  String of(String caseNumber) {
    Evaluations.Result result = evaluations.result(caseNumber).orElseThrow();
    Evaluations.Conclusion conclusion = evaluations.conclusion(caseNumber).orElseThrow();
    List<Reviewers.Score> scores = reviewers.scores(caseNumber, result.round());
    StringBuilder text = new StringBuilder("总分 " + result.valid().toPlainString());
    if (result.agreed() != null) {
      text.append("（评审分差较大，经会商定分；会商理由：").append(result.agreedReason()).append("）");
    }
    text.append("。").append(conclusion.tableReason()).append("。\n\n各评审项的平均得分：");
    result.criteria().forEach(mean -> text.append("\n").append(line(mean, scores)));
    if (conclusion.reason() != null && !conclusion.signed().equals(conclusion.byTable())) {
      text.append("\n\n按表应为“").append(Conclusions.word(conclusion.byTable())).append("”，签署为“")
          .append(Conclusions.word(conclusion.signed())).append("”，理由：").append(conclusion.reason());
    }
    return text.toString();
  }

  private String line(Aggregate.Mean mean, List<Reviewers.Score> scores) {
    Rubric.Criterion criterion = new Rubric.Criterion(mean.criterion(), mean.label(), mean.weight());
    boolean weak = criterion.below(mean.points(), limits.commentBelow());
    String line =
        "· " + mean.label() + "：" + mean.points().toPlainString() + " / " + mean.weight() + (weak ? "，不足" : "");
    String comments =
        scores.stream()
            .filter(score -> score.criterion().equals(mean.criterion()))
            .map(Reviewers.Score::comment)
            .filter(comment -> comment != null && !comment.isBlank())
            .map(String::strip)
            .distinct()
            .sorted()
            .collect(Collectors.joining("；"));
    return comments.isEmpty() ? line : line + "。评审意见：" + comments;
  }
}
