package org.hatchery.solicitation;

import org.hatchery.engine.Outcome;
import org.hatchery.engine.Step;
import org.hatchery.engine.Work;
import org.springframework.stereotype.Component;

/** Nobody answered in time whether it is solved: kept as such. */
@Component("settleUnanswered")
class SettleUnanswered implements Step {

  private final NeedPaths paths;

  SettleUnanswered(NeedPaths paths) {
    this.paths = paths;
  }

  @Override
  public Outcome run(Work work) {
    paths.answered(work.caseNumber(), "none", "");
    return Outcome.of("unasked", "反映人没有答复是否解决");
  }
}
