package org.hatchery.evaluation;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.hatchery.engine.HumanTask;
import org.hatchery.engine.Outcome;
import org.hatchery.engine.Refusal;
import org.hatchery.engine.Work;
import org.springframework.stereotype.Component;

/** Each reviewer scores the presentation, not seeing the others (DOMAIN.md section 2, presentation). */
@Component("scorePresentation")
class ScorePresentation implements HumanTask<ScorePresentation.Form> {

  private final Presentations presentations;
  private final Reviewers reviewers;
  private final ProposalView view;
  private final Limits limits;

  ScorePresentation(Presentations presentations, Reviewers reviewers, ProposalView view, Limits limits) {
    this.presentations = presentations;
    this.reviewers = reviewers;
    this.view = view;
    this.limits = limits;
  }

  /** @param points out of 100, one decimal at most */
  record Form(
      @NotNull @DecimalMin("0") @DecimalMax("100") @Digits(integer = 3, fraction = 1) BigDecimal points,
      @Size(max = 1000) String comment) {}

  private Reviewers.Reviewer reviewer(Work work) {
    return reviewers.at(work.caseNumber(), Integer.parseInt(work.local("seat").orElseThrow())).orElseThrow();
  }

  @Override
  public Optional<String> assignee(Work work) {
    return Optional.of(reviewer(work).person());
  }

  @Override
  public Optional<Instant> due(Work work) {
    return Optional.of(presentations.get(work.caseNumber()).scoresDue());
  }

  @Override
  public Map<String, Object> show(Work work) {
    Map<String, Object> shown = view.of(work.caseNumber());
    shown.put("commentBelow", limits.commentBelow());
    return shown;
  }

  @Override
  public Outcome act(Work work, Form form) {
    if (form.points().compareTo(BigDecimal.valueOf(limits.commentBelow())) < 0 && form.comment() == null) {
      throw new Refusal("路演得分低于 " + limits.commentBelow() + " 分，请写明“评语”。");
    }
    presentations.score(work.caseNumber(), reviewer(work), form.points(), form.comment());
    // not the points: the timeline is read by others
    return Outcome.of("scored", "提交路演评分");
  }
}
