package org.hatchery.evaluation;

import org.hatchery.engine.Outcome;
import org.hatchery.engine.Step;
import org.hatchery.engine.Work;
import org.hatchery.project.Projects;
import org.springframework.stereotype.Component;

/** An objection was upheld: the conclusion is cancelled (DOMAIN.md, Public notice). */
@Component("tellCancelled")
class TellCancelled implements Step {

  private final Projects projects;
  private final Letters letters;

  TellCancelled(Projects projects, Letters letters) {
    this.projects = projects;
    this.letters = letters;
  }

  @Override
  public Outcome run(Work work) {
    projects.conclude(work.caseNumber(), "cancelled", "公示期异议成立，取消入库");
    letters.toLeader(
        "evaluation.cancelled", work.caseNumber(), "公示结论已取消", "公示期内异议成立，公示的结论取消，没有入库。处理的理由另有答复。\n\n接下来：本次申报到此结束；问题改正以后，可以在下一次征集时重新申报。");
    return Outcome.of("cancelled", "公示期异议成立，取消");
  }
}
