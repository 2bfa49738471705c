package org.hatchery.evaluation;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hatchery.engine.Refusal;
import org.springframework.stereotype.Component;

/** Reads the score sheet of a reviewer: every criterion once, within its weight, with a comment where the table wants one. */
@Component("scoreSheets")
class Sheets {

  private static final Set<String> RECOMMENDATIONS = Set.of("admit", "revise", "reject");

  private final Rubric rubric;
  private final Limits limits;

  Sheets(Rubric rubric, Limits limits) {
    this.rubric = rubric;
    this.limits = limits;
  }

  /** @throws Refusal naming each criterion that is wrong */
  List<Reviewers.Score> read(Reviewers.Reviewer reviewer, List<ScoreProposal.Row> sheet, String recommendation) {
    if (recommendation == null || !RECOMMENDATIONS.contains(recommendation)) {
      throw new Refusal("请选择“建议”。");
    }
    List<Rubric.Criterion> criteria = rubric.criteria();
    Set<String> headings = Set.copyOf(criteria.stream().map(Rubric.Criterion::heading).toList());
    if (sheet.size() != criteria.size()
        || !sheet.stream().map(ScoreProposal.Row::criterion).allMatch(c -> c != null && headings.contains(c))) {
      throw new Refusal("请检查：“评分”须逐项填写，不增不减。评审项如有变动，请刷新页面后重新填写。");
    }
    List<String> wrong = new ArrayList<>();
    List<Reviewers.Score> scores = new ArrayList<>();
    for (Rubric.Criterion criterion : criteria) {
      sheet.stream()
          .filter(row -> criterion.heading().equals(row.criterion()))
          .findFirst()
          .ifPresentOrElse(
              row -> {
                check(criterion, row).ifPresent(wrong::add);
                scores.add(
                    new Reviewers.Score(
                        reviewer.seat(), reviewer.person(), criterion.code(), criterion.label(), criterion.weight(),
                        row.points(), row.comment()));
              },
              () -> wrong.add("“" + criterion.label() + "”没有评分"));
    }
    if (!wrong.isEmpty()) {
      throw new Refusal("请检查：" + String.join("；", wrong) + "。");
    }
    return scores;
  }

  private Optional<String> check(Rubric.Criterion criterion, ScoreProposal.Row row) {
    String label = "“" + criterion.label() + "”";
    if (row.points() == null) {
      return Optional.of(label + "没有评分");
    }
    if (row.points().compareTo(BigDecimal.valueOf(criterion.weight())) > 0) {
      return Optional.of(label + "的得分不能超过 " + criterion.weight());
    }
    if (criterion.below(row.points(), limits.commentBelow()) && row.comment() == null) {
      return Optional.of(label + "的得分低于满分的 " + limits.commentBelow() + "%，请写明理由");
    }
    return Optional.empty();
  }
}
