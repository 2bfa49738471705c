package org.hatchery.evaluation;

import org.hatchery.engine.Outcome;
import org.hatchery.engine.Step;
import org.hatchery.engine.Work;
import org.springframework.stereotype.Component;

/** A reconsideration that nobody answered in time is brought before the level above and its supervisors. */
@Component("escalateReconsideration")
class EscalateReconsideration implements Step {

  private final Letters letters;

  EscalateReconsideration(Letters letters) {
    this.letters = letters;
  }

  @Override
  public Outcome run(Work work) {
    String above = letters.aboveWhoHas("evaluation.escalated", work.caseNumber(), "reconsiderRefusal");
    letters.toLeader(
        "evaluation.escalated", work.caseNumber(), "复核逾期，已报告再上一级",
        "您申请的复核到期还没有答复，已报告" + above + "督办。复核仍在办理，答复后另行告知。");
    return Outcome.of("escalated", "复核逾期，已报告" + above);
  }
}
