package org.hatchery.evaluation;

import org.hatchery.engine.Outcome;
import org.hatchery.engine.Step;
import org.hatchery.engine.Work;
import org.hatchery.project.Projects;
import org.springframework.stereotype.Component;

/** The letter that the proposal is not taken up, with reason and the right to 复核. */
@Component("tellRefused")
class TellRefused implements Step {

  private final Evaluations evaluations;
  private final Projects projects;
  private final Letters letters;

  TellRefused(Evaluations evaluations, Projects projects, Letters letters) {
    this.evaluations = evaluations;
    this.projects = projects;
    this.letters = letters;
  }

  @Override
  public Outcome run(Work work) {
    String reason = evaluations.screeningReason(work.caseNumber());
    projects.conclude(work.caseNumber(), "refused", "形式审查不予受理：" + reason);
    letters.toLeader(
        "evaluation.refused", work.caseNumber(), "申报不予受理", "经形式审查不予受理。理由：" + reason + "\n如有不同意见，请在十五个工作日内向上一级书面申请复核。");
    return Outcome.of("refused", "告知不予受理").because(reason);
  }
}
