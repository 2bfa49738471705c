package org.hatchery.evaluation;

import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hatchery.engine.HumanTask;
import org.hatchery.engine.Outcome;
import org.hatchery.engine.Refusal;
import org.hatchery.engine.Work;
import org.hatchery.organisation.Conflicts;
import org.hatchery.project.Projects;
import org.springframework.stereotype.Component;

/**
 * A reviewer scores the proposal by the rubric, not seeing the others; or stands back (DOMAIN.md section 2, review).
 * In the second round he sees his own first scores.
 */
@Component("scoreProposal")
class ScoreProposal implements HumanTask<ScoreProposal.Form> {

  private final Reviewers reviewers;
  private final Rubric rubric;
  private final Limits limits;
  private final ProposalView view;
  private final Projects projects;
  private final Conflicts conflicts;
  private final Sheets sheets;

  ScoreProposal(
      Reviewers reviewers, Rubric rubric, Limits limits, ProposalView view, Projects projects, Conflicts conflicts,
      Sheets sheets) {
    this.sheets = sheets;
    this.reviewers = reviewers;
    this.rubric = rubric;
    this.limits = limits;
    this.view = view;
    this.projects = projects;
    this.conflicts = conflicts;
  }

  /**
   * @param decision {@code submit}, {@code save} or {@code avoid} (stand back)
   * @param sheet one row for each criterion of the rubric
   * @param reason why he stands back
   */
  record Form(
      @NotBlank String decision,
      @Valid @NotNull @Size(max = 50) List<Row> sheet,
      String recommendation,
      @Size(max = 1000) String reason) {}

  /** @param criterion heading of the criterion as shown @param points 0 to its weight, one decimal */
  record Row(
      @Size(max = 200) String criterion,
      @DecimalMin("0") @Digits(integer = 3, fraction = 1) BigDecimal points,
      @Size(max = 1000) String comment) {}

  private Reviewers.Reviewer reviewer(Work work) {
    int seat = Integer.parseInt(work.local("seat").orElseThrow());
    return reviewers.at(work.caseNumber(), seat).orElseThrow();
  }

  @Override
  public Optional<String> assignee(Work work) {
    return Optional.of(reviewer(work).person());
  }

  @Override
  public Optional<Instant> due(Work work) {
    return Optional.of(reviewer(work).dueAt());
  }

  @Override
  public boolean keepsDraft(Form form) {
    return "save".equals(form.decision());
  }

  @Override
  public Map<String, Object> show(Work work) {
    Reviewers.Reviewer reviewer = reviewer(work);
    Map<String, Object> shown = view.of(work.caseNumber());
    shown.put("commentBelow", limits.commentBelow());
    List<Map<String, Object>> first =
        reviewers.scores(work.caseNumber(), reviewer.round() - 1).stream()
            .filter(score -> score.person().equals(reviewer.person()))
            .map(score -> row(score.label() + "（满分 " + score.weight() + "）", score.points(), score.comment()))
            .toList();
    shown.put("firstScores", first);
    shown.put("again", !first.isEmpty());
    shown.put("changes", first.isEmpty() ? List.of() : view.changes(work.caseNumber()));
    Optional<Form> draft = reviewers.draft(work.caseNumber(), reviewer);
    shown.put("sheet", sheet(draft.map(Form::sheet).orElse(List.of())));
    draft.map(Form::recommendation).ifPresent(value -> shown.put("recommendation", value));
    return shown;
  }

  /** The rubric as it is now, with what was typed for it. */
  private List<Map<String, Object>> sheet(List<Row> typed) {
    List<Map<String, Object>> rows = new ArrayList<>();
    for (Rubric.Criterion criterion : rubric.criteria()) {
      Row row = typed.stream().filter(r -> criterion.heading().equals(r.criterion())).findFirst().orElse(null);
      rows.add(row(criterion.heading(), row == null ? null : row.points(), row == null ? null : row.comment()));
    }
    return rows;
  }

  private static Map<String, Object> row(String criterion, BigDecimal points, String comment) {
    Map<String, Object> row = new HashMap<>();
    row.put("criterion", criterion);
    row.put("points", points);
    row.put("comment", comment == null ? "" : comment);
    return row;
  }

  @Override
  public Outcome act(Work work, Form form) {
    Reviewers.Reviewer reviewer = reviewer(work);
    return switch (form.decision()) {
      case "save" -> {
        reviewers.save(work.caseNumber(), reviewer, form);
        yield Outcome.silent("save");
      }
      case "avoid" -> avoid(work, reviewer, form);
      case "submit" -> submit(work, reviewer, form);
      default -> throw new Refusal("请检查：“决定”只能选所列的一项。");
    };
  }

  private Outcome avoid(Work work, Reviewers.Reviewer reviewer, Form form) {
    if (form.reason() == null) {
      throw new Refusal("申请回避请写明“回避原因”。");
    }
    reviewers.leave(work.caseNumber(), reviewer, "CONFLICT", form.reason());
    conflicts.declare(reviewer.person(), projects.get(work.caseNumber()).group(), form.reason());
    return Outcome.of("avoid", "申请回避").because(form.reason());
  }

  private Outcome submit(Work work, Reviewers.Reviewer reviewer, Form form) {
    reviewers.handIn(
        work.caseNumber(), reviewer, sheets.read(reviewer, form.sheet(), form.recommendation()), form.recommendation());
    // neither points nor recommendation: the timeline is read by others
    return Outcome.of("submit", "提交评审");
  }
}
