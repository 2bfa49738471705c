package org.hatchery.evaluation;

import org.hatchery.engine.Outcome;
import org.hatchery.engine.Step;
import org.hatchery.engine.Work;
import org.hatchery.project.Projects;
import org.springframework.stereotype.Component;

/** The letter that the next level overturned the refusal: the proposal goes on as if it had been taken up. */
@Component("tellOverturned")
class TellOverturned implements Step {

  private final Contests contests;
  private final Projects projects;
  private final Letters letters;

  TellOverturned(Contests contests, Projects projects, Letters letters) {
    this.contests = contests;
    this.projects = projects;
    this.letters = letters;
  }

  @Override
  public Outcome run(Work work) {
    String reason = contests.of(work.caseNumber()).orElseThrow().reason();
    letters.toLeader(
        "evaluation.overturned", work.caseNumber(), "复核撤销不予受理",
        "经上一级复核，撤销不予受理，申报已受理。理由：" + reason
            + "\n\n接下来：抽取专家评审。同一榜单的结论尚未公示的，一并公示；已公示的，另行公示。");
    letters.toScreening(
        "evaluation.overturned", projects.get(work.caseNumber()), "复核撤销不予受理",
        "上一级复核撤销了形式审查的不予受理，申报已进入评审。理由见案卷。");
    return Outcome.of("overturned", "告知复核结果：予以受理").because(reason);
  }
}
