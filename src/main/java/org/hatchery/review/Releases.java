package org.hatchery.review;

import org.hatchery.engine.Outcome;
import org.hatchery.engine.Processes;
import org.hatchery.project.Project;
import org.hatchery.project.Projects;
import org.hatchery.project.Stage;
import org.springframework.stereotype.Component;

/** Lets a project go that the round will not review: it waits for the next, and this does not count as a deferral. */
@Component
class Releases {

  private final Entries entries;
  private final Visits visits;
  private final Participations participations;
  private final Projects projects;
  private final Processes processes;
  private final News news;

  Releases(
      Entries entries, Visits visits, Participations participations, Projects projects, Processes processes, News news) {
    this.entries = entries;
    this.visits = visits;
    this.participations = participations;
    this.projects = projects;
    this.processes = processes;
    this.news = news;
  }

  void release(Round round, String caseNumber, String why) {
    Project project = projects.lock(caseNumber);
    entries.state(round.number(), caseNumber, "released", why);
    visits.remove(round.number(), caseNumber);
    if (project.stage() != Stage.REVIEW) {
      return; // it left meanwhile: nobody waits
    }
    participations.state(caseNumber, "released");
    if (!processes.tell("roundResult", caseNumber)) {
      throw new IllegalStateException(caseNumber + " does not wait for the result of " + round.number());
    }
    news.keep(caseNumber, "releaseProjects", "本轮不评", Outcome.of("released", "本轮不评，等待下一轮").because(why));
    news.toLeader(
        "released:" + round.number(), project, "本轮不评：" + project.title(),
        "“" + round.name() + "”这一轮不评“" + project.title() + "”，原因：" + why
            + "。项目仍在待评名单上，下一轮会再邀请，这次不算顺延。");
  }
}
