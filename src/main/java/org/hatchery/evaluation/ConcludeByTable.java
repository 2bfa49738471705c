package org.hatchery.evaluation;

import java.util.Map;
import org.hatchery.engine.Decision;
import org.hatchery.engine.Outcome;
import org.hatchery.engine.Rules;
import org.hatchery.engine.Step;
import org.hatchery.engine.Work;
import org.springframework.stereotype.Component;

/** What admission.dmn concludes from the scores (DOMAIN.md section 2, admission conclusion). */
@Component("concludeByTable")
class ConcludeByTable implements Step {

  private final Evaluations evaluations;
  private final Rules rules;

  ConcludeByTable(Evaluations evaluations, Rules rules) {
    this.evaluations = evaluations;
    this.rules = rules;
  }

  @Override
  public Outcome run(Work work) {
    Evaluations.Result result = evaluations.result(work.caseNumber()).orElseThrow();
    Decision table =
        rules.decide(
            "admission",
            Map.of(
                "total", result.valid().doubleValue(),
                "weakest", result.weakest().doubleValue(),
                "revisions", evaluations.reworks(work.caseNumber(), Evaluations.REVISION)));
    evaluations.concludedByTable(
        work.caseNumber(), table.text("conclusion"), table.text("reason"), table.source());
    return Outcome.of(table.text("conclusion"), "按表结论：" + Conclusions.word(table.text("conclusion")))
        .because(table.text("reason"))
        .byRule(table.source());
  }
}
