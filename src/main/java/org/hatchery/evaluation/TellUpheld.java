package org.hatchery.evaluation;

import org.hatchery.engine.Outcome;
import org.hatchery.engine.Step;
import org.hatchery.engine.Work;
import org.hatchery.project.Projects;
import org.springframework.stereotype.Component;

/** The letter that the next level upheld the refusal, and why. */
@Component("tellUpheld")
class TellUpheld implements Step {

  private final Contests contests;
  private final Projects projects;
  private final Letters letters;

  TellUpheld(Contests contests, Projects projects, Letters letters) {
    this.contests = contests;
    this.projects = projects;
    this.letters = letters;
  }

  @Override
  public Outcome run(Work work) {
    String reason = contests.of(work.caseNumber()).orElseThrow().reason();
    projects.conclude(work.caseNumber(), "refused", "形式审查不予受理，经复核维持：" + reason);
    letters.toLeader(
        "evaluation.upheld", work.caseNumber(), "复核维持不予受理",
        "经上一级复核，维持不予受理。理由：" + reason + "\n\n接下来：本次申报到此结束；补足不足后，可以在下一次征集时重新申报。");
    return Outcome.of("refused", "告知复核结果：维持不予受理").because(reason);
  }
}
