package org.hatchery.solicitation;

import org.hatchery.engine.Outcome;
import org.hatchery.engine.Processes;
import org.hatchery.engine.Refusal;
import org.hatchery.engine.Step;
import org.hatchery.engine.Work;
import org.springframework.stereotype.Component;

/** Tells the open call of its new closing: its timer moves. */
@Component("tellCallExtended")
class TellCallExtended implements Step {

  private final CallRequests requests;
  private final Processes processes;

  TellCallExtended(CallRequests requests, Processes processes) {
    this.requests = requests;
    this.processes = processes;
  }

  @Override
  public Outcome run(Work work) {
    if (!processes.tell("callExtended", requests.get(work.caseNumber()).call())) {
      throw new Refusal("这个榜单刚刚已经截止，不能再延长。");
    }
    return Outcome.silent();
  }
}
