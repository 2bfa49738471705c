package org.hatchery.review;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.hatchery.calendar.Deadlines;
import org.hatchery.engine.Outcome;
import org.hatchery.engine.Processes;
import org.hatchery.engine.Step;
import org.hatchery.engine.Work;
import org.hatchery.project.Project;
import org.springframework.stereotype.Component;

/** Invites every project that is on the list now; who comes on it later waits for the next round (DOMAIN.md, 4). */
@Component("inviteProjects")
class InviteProjects implements Step {

  private final Rounds rounds;
  private final Participations participations;
  private final Entries entries;
  private final Deadlines deadlines;
  private final Processes processes;
  private final News news;
  private final Clock clock;

  InviteProjects(
      Rounds rounds, Participations participations, Entries entries, Deadlines deadlines, Processes processes, News news,
      Clock clock) {
    this.rounds = rounds;
    this.participations = participations;
    this.entries = entries;
    this.deadlines = deadlines;
    this.processes = processes;
    this.news = news;
    this.clock = clock;
  }

  @Override
  public Outcome run(Work work) {
    Round round = rounds.lock(work.caseNumber());
    Instant until = deadlines.due("confirmEnrolment", clock.instant());
    rounds.enrol(round.number(), until);
    List<Project> invited =
        participations.lockWaiting(round.owner(), round.areas()).stream().filter(project -> invite(round, project)).toList();
    if (invited.isEmpty()) {
      rounds.stop(round.number(), "没有待评项目");
      news.toClerks(
          "nobodyReady:" + round.number(), round.owner(), "没有待评项目：" + round.name(),
          "“" + round.name() + "”开启时，辖区内所选领域没有待评项目，本轮就此结束。等有项目列入待评名单后再开启。");
      return Outcome.of("none", "没有待评项目，本轮结束");
    }
    return Outcome.of("invited", "邀请 " + invited.size() + " 个待评项目，" + Wording.day(until) + "前确认");
  }

  private boolean invite(Round round, Project project) {
    participations.invite(project.caseNumber(), round.number());
    entries.invite(round.number(), project.caseNumber(), project.area().code());
    if (!processes.tell("roundInvites", project.caseNumber())) {
      throw new IllegalStateException(project.caseNumber() + " is on the list but does not wait for a round");
    }
    news.keep(
        project.caseNumber(), "inviteProjects", "邀请参评", Outcome.of("invited", "受邀参加“" + round.name() + "”"));
    return true;
  }
}
