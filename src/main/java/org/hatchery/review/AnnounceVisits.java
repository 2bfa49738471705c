package org.hatchery.review;

import java.util.List;
import org.hatchery.engine.Outcome;
import org.hatchery.engine.Step;
import org.hatchery.engine.Work;
import org.hatchery.project.Project;
import org.hatchery.project.Projects;
import org.springframework.stereotype.Component;

/** Tells observers and leaders place and time; lets go the projects that have no observers. */
@Component("announceVisits")
class AnnounceVisits implements Step {

  private final Rounds rounds;
  private final Entries entries;
  private final Visits visits;
  private final Projects projects;
  private final Releases releases;
  private final News news;

  AnnounceVisits(
      Rounds rounds, Entries entries, Visits visits, Projects projects, Releases releases, News news) {
    this.rounds = rounds;
    this.entries = entries;
    this.visits = visits;
    this.projects = projects;
    this.releases = releases;
    this.news = news;
  }

  @Override
  public Outcome run(Work work) {
    Round round = rounds.get(work.caseNumber());
    int told = 0;
    for (Entry entry : entries.in(round.number(), "enrolled")) {
      List<Visits.Visit> observed = visits.to(round.number(), entry.caseNumber());
      if (observed.isEmpty()) {
        releases.release(round, entry.caseNumber(), "没有利害关系的观摩员不足");
      } else {
        tell(round, entry, observed);
        told++;
      }
    }
    return Outcome.of("told", "通知 " + told + " 个项目的观摩员和负责人");
  }

  private void tell(Round round, Entry entry, List<Visits.Visit> observed) {
    Project project = projects.get(entry.caseNumber());
    String when = Wording.day(entry.visitDay()) + " " + entry.visitTime();
    String text =
        "“" + project.title() + "”的现场观摩\n时间：" + when + "\n地点：" + entry.venue() + "\n评比：" + round.name();
    news.toLeader("visit:" + round.number(), project, "现场观摩：" + project.title(), text + "\n请做好现场准备。");
    observed.forEach(visit -> news.toPerson(
        "visit:" + round.number() + ":" + entry.caseNumber(), visit.observer(), "现场观摩：" + project.title(),
        text + "\n请到现场观摩，随后在任务列表里打分。"));
    news.keep(
        entry.caseNumber(), "announceVisits", "安排现场观摩",
        Outcome.of("arranged", when + " 在" + entry.venue() + "现场观摩，观摩员 " + observed.size() + " 名"));
  }
}
