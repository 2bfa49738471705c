package org.hatchery.review;

import java.util.List;
import java.util.stream.Collectors;
import org.hatchery.engine.Outcome;
import org.hatchery.engine.Processes;
import org.hatchery.engine.Step;
import org.hatchery.engine.Work;
import org.hatchery.project.Projects;
import org.hatchery.project.Stage;
import org.hatchery.publicity.Notices;
import org.springframework.stereotype.Component;

/** One public notice over all results; each project then waits for its own item (DOMAIN.md, 4, public notice). */
@Component("announceRanking")
class AnnounceRanking implements Step {

  private final Rounds rounds;
  private final Entries entries;
  private final Participations participations;
  private final Projects projects;
  private final Announcements announcements;
  private final Notices notices;
  private final Processes processes;

  AnnounceRanking(
      Rounds rounds, Entries entries, Participations participations, Projects projects, Announcements announcements,
      Notices notices, Processes processes) {
    this.rounds = rounds;
    this.entries = entries;
    this.participations = participations;
    this.projects = projects;
    this.announcements = announcements;
    this.notices = notices;
    this.processes = processes;
  }

  @Override
  public Outcome run(Work work) {
    Round round = rounds.lock(work.caseNumber());
    List<Entry> decided =
        entries.in(round.number(), "enrolled").stream()
            .filter(entry -> projects.lock(entry.caseNumber()).stage() == Stage.REVIEW)
            .toList();
    if (decided.isEmpty()) {
      rounds.stop(round.number(), "参评项目都已退出");
      return Outcome.of("none", "参评项目都已退出，没有结果可公示");
    }
    decided.forEach(entry -> tell(round, entry));
    String notice =
        notices.open(
            new Notices.NewNotice(
                Notices.Kind.REVIEW,
                round.name() + "结果公示",
                round.owner(),
                decided.stream().map(announcements::item).toList(),
                decided.stream().map(Entry::decidedBy).collect(Collectors.toSet())));
    rounds.announced(round.number(), notice);
    return Outcome.of("announced", "公示 " + decided.size() + " 个项目的结果，公示编号 " + notice);
  }

  private void tell(Round round, Entry entry) {
    participations.state(entry.caseNumber(), "announced");
    if (!processes.tell("roundResult", entry.caseNumber())) {
      throw new IllegalStateException(entry.caseNumber() + " does not wait for the result of " + round.number());
    }
  }
}
