package org.hatchery.evaluation;

import org.hatchery.engine.Outcome;
import org.hatchery.engine.Step;
import org.hatchery.engine.Work;
import org.hatchery.project.Projects;
import org.springframework.stereotype.Component;

/** A proposal lapses: not corrected or revised in time, or returned more often than allowed. */
@Component("tellLapsed")
class TellLapsed implements Step {

  private final Evaluations evaluations;
  private final Projects projects;
  private final Letters letters;

  TellLapsed(Evaluations evaluations, Projects projects, Letters letters) {
    this.evaluations = evaluations;
    this.projects = projects;
    this.letters = letters;
  }

  @Override
  public Outcome run(Work work) {
    boolean revising = runs(work.caseNumber(), Evaluations.REVISION);
    boolean late = revising || runs(work.caseNumber(), Evaluations.CORRECTION);
    String why = revising ? "修改完善逾期未提交" : late ? "补正逾期未提交" : "补正次数已用完，材料仍不齐";
    projects.conclude(work.caseNumber(), "lapsed", why + "，申报失效");
    letters.toLeader(
        "evaluation.lapsed", work.caseNumber(), "申报已失效",
        why + "，本次申报失效。\n\n" + asked(work.caseNumber(), revising, late)
            + "\n\n接下来：补齐以后，可以在下一次征集时重新申报；已填的申报书留在案卷里，可以照用。");
    return Outcome.of("lapsed", "申报失效").because(why);
  }

  /** What was asked for and did not come. */
  private String asked(String caseNumber, boolean revising, boolean late) {
    if (!late) {
      return "最后一次审查认为还缺：" + evaluations.screening(caseNumber).orElseThrow().reason();
    }
    String kind = revising ? Evaluations.REVISION : Evaluations.CORRECTION;
    return (revising ? "要求修改的是：" : "要求补正的是：") + evaluations.rework(caseNumber, kind).orElseThrow().asked();
  }

  private boolean runs(String caseNumber, String kind) {
    return evaluations.rework(caseNumber, kind).filter(rework -> rework.handedInAt() == null).isPresent();
  }
}
