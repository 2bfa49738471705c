package org.hatchery.evaluation;

import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.hatchery.engine.Outcome;
import org.hatchery.engine.Step;
import org.hatchery.engine.Work;
import org.hatchery.project.Projects;
import org.springframework.stereotype.Component;

/** The letter to who is not admitted, by criterion: what was missing (DOMAIN.md section 2, admission). */
@Component("tellRejected")
class TellRejected implements Step {

  private final Evaluations evaluations;
  private final Reviewers reviewers;
  private final Limits limits;
  private final Projects projects;
  private final Letters letters;

  TellRejected(Evaluations evaluations, Reviewers reviewers, Limits limits, Projects projects, Letters letters) {
    this.evaluations = evaluations;
    this.reviewers = reviewers;
    this.limits = limits;
    this.projects = projects;
    this.letters = letters;
  }

  @Override
  public Outcome run(Work work) {
    Evaluations.Result result = evaluations.result(work.caseNumber()).orElseThrow();
    List<Reviewers.Score> scores = reviewers.scores(work.caseNumber(), result.round());
    String byCriterion =
        result.criteria().stream().map(mean -> line(mean, scores)).collect(Collectors.joining("\n"));
    projects.conclude(work.caseNumber(), "rejected", "评估未通过");
    letters.toLeader(
        "evaluation.rejected:" + evaluations.conclusion(work.caseNumber()).orElseThrow().number(),
        work.caseNumber(),
        "申报未入库",
        "经评估未入库，总分 " + result.valid().toPlainString() + "。各评审项：\n" + byCriterion
            + "\n如有不同意见，请在十五个工作日内向上一级书面申请复核；也可以补足不足后，在下一次征集时重新申报。");
    return Outcome.of("rejected", "未入库，已逐项告知");
  }

  /** The mean, and of a weak criterion what the reviewers wrote; single scores are told to nobody. */
  private String line(Aggregate.Mean mean, List<Reviewers.Score> scores) {
    String line = "· " + mean.label() + "：" + mean.points().toPlainString() + " / " + mean.weight();
    Rubric.Criterion criterion = new Rubric.Criterion(mean.criterion(), mean.label(), mean.weight());
    if (!criterion.below(mean.points(), limits.commentBelow())) {
      return line;
    }
    String comments =
        scores.stream()
            .filter(score -> score.criterion().equals(mean.criterion()))
            .map(Reviewers.Score::comment)
            .filter(Objects::nonNull)
            .distinct()
            .collect(Collectors.joining("；"));
    return line + "，不足：" + comments;
  }
}
