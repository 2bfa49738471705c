package org.hatchery.publicity;

import org.hatchery.engine.Outcome;
import org.hatchery.engine.Step;
import org.hatchery.engine.Work;
import org.springframework.stereotype.Component;

/** Every item is settled. */
@Component("closeNotice")
class CloseNotice implements Step {

  private final Notices notices;

  CloseNotice(Notices notices) {
    this.notices = notices;
  }

  @Override
  public Outcome run(Work work) {
    notices.close(work.caseNumber());
    return Outcome.of("closed", "公示结束");
  }
}
