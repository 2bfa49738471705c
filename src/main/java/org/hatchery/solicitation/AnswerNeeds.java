package org.hatchery.solicitation;

import org.hatchery.engine.Processes;
import org.hatchery.engine.WorkDone;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** A project was admitted: the needs that it answers hear of it. The first project that is admitted answers a need. */
@Component
class AnswerNeeds {

  private final Proposals proposals;
  private final Needs needs;
  private final Processes processes;

  AnswerNeeds(Proposals proposals, Needs needs, Processes processes) {
    this.proposals = proposals;
    this.needs = needs;
    this.processes = processes;
  }

  @EventListener
  void on(WorkDone done) {
    if (!done.work().activityId().equals("admitProject")) {
      return;
    }
    String project = done.work().caseNumber();
    proposals.find(project).map(proposal -> proposal.paper().needs()).ifPresent(
        numbers ->
            numbers.stream().filter(need -> needs.answer(need, project)).forEach(need -> {
              if (!processes.tell("needAnswered", need)) {
                throw new IllegalStateException("The open need " + need + " does not wait for an answer");
              }
            }));
  }
}
