package org.hatchery.operation;

import org.hatchery.engine.Outcome;
import org.hatchery.engine.Step;
import org.hatchery.engine.Work;
import org.springframework.stereotype.Component;

/** An objection to the announced brand was upheld. */
@Component("cancelBrand")
class CancelBrand implements Step {

  private final Applications applications;
  private final NotGranted notGranted;

  CancelBrand(Applications applications, NotGranted notGranted) {
    this.applications = applications;
    this.notGranted = notGranted;
  }

  @Override
  public Outcome run(Work work) {
    Application granted = applications.current(work.caseNumber());
    String reason = "公示期异议成立，取消认定";
    applications.decide(granted, Application.State.CANCELLED, null, reason);
    return notGranted.conclude(granted, reason);
  }
}
