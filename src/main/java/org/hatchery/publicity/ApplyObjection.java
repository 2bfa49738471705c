package org.hatchery.publicity;

import java.util.Map;
import org.hatchery.engine.Outcome;
import org.hatchery.engine.Processes;
import org.hatchery.engine.Step;
import org.hatchery.engine.Work;
import org.springframework.stereotype.Component;

/** What was decided takes effect on the announced item; the notice that waited for it goes on. */
@Component("applyObjection")
class ApplyObjection implements Step {

  private static final Map<String, String> MESSAGES =
      Map.of("cancelled", "noticeCancelled", "redecide", "noticeRedecide");

  private final Objections objections;
  private final Notices notices;
  private final Processes processes;

  ApplyObjection(Objections objections, Notices notices, Processes processes) {
    this.objections = objections;
    this.notices = notices;
    this.processes = processes;
  }

  @Override
  public Outcome run(Work work) {
    Objections.Objection objection = objections.get(work.caseNumber());
    String message = MESSAGES.get(objection.decision());
    if (message != null) {
      notices.settle(objection.notice(), objection.caseNumber(), objection.decision(), message);
    }
    // before the notice's time is over nobody waits: it asks for open objections then
    processes.tell("objectionDecided", objection.notice());
    return Outcome.silent();
  }
}
