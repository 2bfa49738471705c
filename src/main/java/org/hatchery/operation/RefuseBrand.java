package org.hatchery.operation;

import org.hatchery.engine.Outcome;
import org.hatchery.engine.Step;
import org.hatchery.engine.Work;
import org.hatchery.operation.Application.State;
import org.springframework.stereotype.Component;

/** No brand: declined by the group, not applied for in time, or refused by street or city. */
@Component("refuseBrand")
class RefuseBrand implements Step {

  private final Applications applications;
  private final NotGranted notGranted;

  RefuseBrand(Applications applications, NotGranted notGranted) {
    this.applications = applications;
    this.notGranted = notGranted;
  }

  @Override
  public Outcome run(Work work) {
    Application last =
        applications
            .latest(work.caseNumber())
            .filter(application -> application.state() == State.DECLINED || application.state() == State.REFUSED)
            .filter(application -> !application.closed())
            .orElseGet(() -> lapsed(work.caseNumber()));
    return notGranted.conclude(last, last.opinion());
  }

  private Application lapsed(String caseNumber) {
    Application draft = applications.current(caseNumber);
    applications.keep(draft, draft.content());
    applications.decide(draft, State.LAPSED, null, "未申报：期满没有提交品牌申报");
    return applications.latest(caseNumber).orElseThrow();
  }
}
