package org.hatchery.project;

import org.hatchery.engine.Outcome;
import org.hatchery.engine.Processes;
import org.hatchery.engine.Refusal;
import org.hatchery.engine.Step;
import org.hatchery.engine.Work;
import org.springframework.stereotype.Component;

/** Tells the spine of the project, which ends all that runs for it. */
@Component("terminateProject")
class TerminateProject implements Step {

  private final ExitRequests requests;
  private final Projects projects;
  private final Processes processes;

  TerminateProject(ExitRequests requests, Projects projects, Processes processes) {
    this.requests = requests;
    this.projects = projects;
    this.processes = processes;
  }

  @Override
  public Outcome run(Work work) {
    ExitRequests.ExitRequest request = requests.get(work.caseNumber());
    projects.conclude(request.projectCase(), "ended", "终止：" + request.reason());
    if (!processes.tell("projectTerminated", request.projectCase())) {
      throw new Refusal("这个项目刚刚已经结束，不必再终止。");
    }
    return Outcome.silent();
  }
}
