package org.hatchery.evaluation;

import org.hatchery.engine.Outcome;
import org.hatchery.engine.Step;
import org.hatchery.engine.Work;
import org.hatchery.project.Projects;
import org.springframework.stereotype.Component;

/** The conclusion of this project is signed: it waits for those of the call that are still open. */
@Component("announceTogether")
class AnnounceTogether implements Step {

  private final Evaluations evaluations;
  private final Announcement announcement;
  private final Projects projects;

  AnnounceTogether(Evaluations evaluations, Announcement announcement, Projects projects) {
    this.evaluations = evaluations;
    this.announcement = announcement;
    this.projects = projects;
  }

  @Override
  public Outcome run(Work work) {
    evaluations.ready(work.caseNumber());
    announcement.check(projects.get(work.caseNumber()).call());
    return Outcome.silent("announced");
  }
}
