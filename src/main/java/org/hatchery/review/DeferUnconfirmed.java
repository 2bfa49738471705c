package org.hatchery.review;

import org.hatchery.engine.Outcome;
import org.hatchery.engine.Step;
import org.hatchery.engine.Work;
import org.hatchery.project.Project;
import org.hatchery.project.Projects;
import org.springframework.stereotype.Component;

/** Who did not confirm in time is deferred and told so (DOMAIN.md, 4, enrol). */
@Component("deferUnconfirmed")
class DeferUnconfirmed implements Step {

  private final Participations participations;
  private final Rounds rounds;
  private final Entries entries;
  private final Projects projects;
  private final News news;

  DeferUnconfirmed(
      Participations participations, Rounds rounds, Entries entries, Projects projects, News news) {
    this.participations = participations;
    this.rounds = rounds;
    this.entries = entries;
    this.projects = projects;
    this.news = news;
  }

  @Override
  public Outcome run(Work work) {
    Round round = rounds.get(participations.round(work.caseNumber()));
    Project project = projects.get(work.caseNumber());
    participations.defer(work.caseNumber());
    entries.state(round.number(), work.caseNumber(), "deferred", "逾期未确认");
    news.toLeader(
        "unconfirmed:" + round.number(), project, "未按时确认，顺延：" + project.title(),
        "“" + round.name() + "”的报名已截止，您没有按时确认，“" + project.title() + "”顺延到下一轮。下一轮开启时会再邀请您。");
    return Outcome.of("deferred", "逾期未确认，顺延到下一轮");
  }
}
