package org.hatchery.evaluation;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.util.Map;
import org.hatchery.engine.HumanTask;
import org.hatchery.engine.Outcome;
import org.hatchery.engine.Work;
import org.springframework.stereotype.Component;

/** The panel agrees on one score where the reviewers lie far apart, with reason (DOMAIN.md section 2, panel). */
@Component("agreeScore")
class AgreeScore implements HumanTask<AgreeScore.Form> {

  private final Evaluations evaluations;
  private final ResultView results;
  private final ProposalView view;

  AgreeScore(Evaluations evaluations, ResultView results, ProposalView view) {
    this.evaluations = evaluations;
    this.results = results;
    this.view = view;
  }

  /** @param agreed total out of 100, two decimals at most */
  record Form(
      @NotNull @DecimalMin("0") @DecimalMax("100") @Digits(integer = 3, fraction = 2) BigDecimal agreed,
      @NotBlank @Size(max = 1000) String reason) {}

  @Override
  public Map<String, Object> show(Work work) {
    Map<String, Object> shown = view.of(work.caseNumber());
    shown.putAll(results.of(work.caseNumber()));
    return shown;
  }

  @Override
  public Outcome act(Work work, Form form) {
    evaluations.agree(work.caseNumber(), form.agreed(), form.reason(), work.userId());
    return Outcome.of("agreed", "会商定分 " + form.agreed().toPlainString()).because(form.reason());
  }
}
