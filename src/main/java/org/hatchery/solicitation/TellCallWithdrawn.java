package org.hatchery.solicitation;

import org.hatchery.engine.Outcome;
import org.hatchery.engine.Processes;
import org.hatchery.engine.Refusal;
import org.hatchery.engine.Step;
import org.hatchery.engine.Work;
import org.springframework.stereotype.Component;

/** Tells the call that it is withdrawn, before it opens. */
@Component("tellCallWithdrawn")
class TellCallWithdrawn implements Step {

  private final CallRequests requests;
  private final Processes processes;

  TellCallWithdrawn(CallRequests requests, Processes processes) {
    this.requests = requests;
    this.processes = processes;
  }

  @Override
  public Outcome run(Work work) {
    if (!processes.tell("callWithdrawn", requests.get(work.caseNumber()).call())) {
      throw new Refusal("这个榜单刚刚已经开始征集，不能再撤回。");
    }
    return Outcome.silent();
  }
}
