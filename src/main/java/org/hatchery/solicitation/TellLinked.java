package org.hatchery.solicitation;

import org.hatchery.engine.Outcome;
import org.hatchery.engine.Step;
import org.hatchery.engine.Work;
import org.springframework.stereotype.Component;

/** The need it was linked to has a result, or its own term is over: who asked hears the same. */
@Component("tellLinked")
class TellLinked implements Step {

  private final Needs needs;
  private final NeedPaths paths;

  TellLinked(Needs needs, NeedPaths paths) {
    this.needs = needs;
    this.paths = paths;
  }

  @Override
  public Outcome run(Work work) {
    String main = paths.of(work.caseNumber()).linkedTo();
    Need need = needs.get(main);
    boolean answered = need.status() == Need.Status.ANSWERED || need.status() == Need.Status.SOLVED;
    needs.decide(work.caseNumber(), answered ? Need.Status.ANSWERED : Need.Status.CLOSED, "随 " + main + " 办结");
    String what =
        answered
            ? "已有项目承接。"
            : need.status() == Need.Status.OUT_OF_SCOPE
                ? "不属于征集范围，未能受理。理由：" + need.reason()
                : "期满仍没有项目承接，登记到此结束。如仍有需要，请再次反映。";
    paths.tell("linkedEnded", work.caseNumber(), "您反映的需求有结果了",
        "您反映的需求（" + work.caseNumber() + "，并入 " + main + "）" + what);
    paths.ended(work.caseNumber());
    return Outcome.of("linkedEnded", "随 " + main + " 办结");
  }
}
