package org.hatchery.evaluation;

import org.hatchery.engine.Outcome;
import org.hatchery.engine.Step;
import org.hatchery.engine.Work;
import org.hatchery.project.Projects;
import org.springframework.stereotype.Component;

/** The letter to who is not admitted, by criterion: what was missing (DOMAIN.md section 2, admission). */
@Component("tellRejected")
class TellRejected implements Step {

  private final Evaluations evaluations;
  private final ResultLetter result;
  private final Projects projects;
  private final Letters letters;

  TellRejected(Evaluations evaluations, ResultLetter result, Projects projects, Letters letters) {
    this.evaluations = evaluations;
    this.result = result;
    this.projects = projects;
    this.letters = letters;
  }

  @Override
  public Outcome run(Work work) {
    projects.conclude(work.caseNumber(), "rejected", "评估未通过");
    letters.toLeader(
        "evaluation.rejected:" + evaluations.conclusion(work.caseNumber()).orElseThrow().number(),
        work.caseNumber(),
        "申报未入库",
        "经评估未入库，公示期满。" + result.of(work.caseNumber())
            + "\n\n接下来：本次申报到此结束。对照不足补充完善后，可以在下一次征集时重新申报。");
    return Outcome.of("rejected", "未入库，已逐项告知");
  }
}
