package org.hatchery.solicitation;

import org.hatchery.engine.Outcome;
import org.hatchery.engine.Step;
import org.hatchery.engine.Work;
import org.springframework.stereotype.Component;

/** Not solved: open again, first in the next call; who asked is told. */
@Component("reopenNeed")
class ReopenNeed implements Step {

  private final NeedPaths paths;

  ReopenNeed(NeedPaths paths) {
    this.paths = paths;
  }

  @Override
  public Outcome run(Work work) {
    String note = paths.of(work.caseNumber()).solvedNote();
    paths.reopen(work.caseNumber());
    paths.tell("reopened", work.caseNumber(), "您反映的需求重新征集",
        "您答复需求（" + work.caseNumber() + "）没有解决，已重新待解决，排在下一次征集榜单的最前。");
    return Outcome.of("reopened", "反映人说没有解决，重新征集").because(note);
  }
}
