package org.hatchery.evaluation;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hatchery.engine.HumanTask;
import org.hatchery.engine.Outcome;
import org.hatchery.engine.Refusal;
import org.hatchery.engine.Work;
import org.hatchery.project.Timeline;
import org.springframework.stereotype.Component;

/** A reviewer changes his own scores until the last of the round is in (DOMAIN.md section 2, review). */
@Component("changeScore")
class ChangeScore implements HumanTask<ChangeScore.Form> {

  private final ScoreChanges changes;
  private final Evaluations evaluations;
  private final Reviewers reviewers;
  private final Rubric rubric;
  private final Sheets sheets;
  private final Timeline timeline;

  ChangeScore(
      ScoreChanges changes, Evaluations evaluations, Reviewers reviewers, Rubric rubric, Sheets sheets,
      Timeline timeline) {
    this.changes = changes;
    this.evaluations = evaluations;
    this.reviewers = reviewers;
    this.rubric = rubric;
    this.sheets = sheets;
    this.timeline = timeline;
  }

  record Form(
      String review,
      @Valid @Size(max = 50) List<ScoreProposal.Row> sheet,
      String recommendation,
      @NotBlank @Pattern(regexp = "submit|drop", message = "只能选列出的一项") String decision) {}

  @Override
  public Optional<String> assignee(Work work) {
    return Optional.of(changes.person(work.caseNumber()));
  }

  @Override
  public Map<String, Object> show(Work work) {
    String person = changes.person(work.caseNumber());
    List<ScoreChanges.Review> reviews = changes.changeable(person);
    List<Map<String, Object>> mine = new ArrayList<>();
    for (ScoreChanges.Review review : reviews) {
      reviewers.scores(review.caseNumber(), review.round()).stream()
          .filter(score -> score.person().equals(person))
          .forEach(
              score ->
                  mine.add(
                      Map.of(
                          "title", review.title(),
                          "criterion", score.label(),
                          "points", score.points().toPlainString(),
                          "comment", score.comment() == null ? "" : score.comment())));
    }
    List<Map<String, Object>> sheet = new ArrayList<>();
    for (Rubric.Criterion criterion : rubric.criteria()) {
      Map<String, Object> row = new HashMap<>();
      row.put("criterion", criterion.heading());
      row.put("points", null);
      row.put("comment", "");
      sheet.add(row);
    }
    return Map.of(
        "reviews", reviews.stream().map(r -> Map.of("label", r.title() + "（" + r.caseNumber() + "）", "value", r.value())).toList(),
        "mine", mine,
        "sheet", sheet);
  }

  @Override
  public Outcome act(Work work, Form form) {
    if (form.decision().equals("drop")) {
      return Outcome.of("drop", "不更改评分");
    }
    String person = changes.person(work.caseNumber());
    if (form.review() == null) {
      throw new Refusal("请选择要更改的“项目”。");
    }
    // held before it is looked at: the last of the others may be handing in at this moment
    evaluations.lockRound(form.review().split("\\|")[0]);
    ScoreChanges.Review review =
        changes.changeable(person).stream()
            .filter(one -> one.value().equals(form.review()))
            .findFirst()
            .orElseThrow(() -> new Refusal("所选“项目”的评审已经交齐，不能再更改评分。"));
    Reviewers.Reviewer reviewer =
        reviewers.seated(review.caseNumber(), review.round()).stream()
            .filter(one -> one.person().equals(person))
            .findFirst()
            .orElseThrow();
    List<ScoreProposal.Row> sheet = form.sheet() == null ? List.of() : form.sheet();
    changes.change(review, reviewer, sheets.read(reviewer, sheet, form.recommendation()), form.recommendation());
    timeline.add(
        review.caseNumber(), "changeScore", "更改评分", person, Set.of(), Outcome.of("changed", "更改已交的评分"));
    return Outcome.of("submit", "更改评分");
  }
}
