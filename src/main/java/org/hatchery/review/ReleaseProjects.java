package org.hatchery.review;

import java.util.List;
import org.hatchery.engine.Outcome;
import org.hatchery.engine.Step;
import org.hatchery.engine.Work;
import org.springframework.stereotype.Component;

/** The round was stopped: each enrolled project goes back to the list. */
@Component("releaseProjects")
class ReleaseProjects implements Step {

  private final Rounds rounds;
  private final Entries entries;
  private final Releases releases;

  ReleaseProjects(Rounds rounds, Entries entries, Releases releases) {
    this.rounds = rounds;
    this.entries = entries;
    this.releases = releases;
  }

  @Override
  public Outcome run(Work work) {
    Round round = rounds.get(work.caseNumber());
    List<Entry> enrolled = entries.in(round.number(), "enrolled");
    enrolled.forEach(entry -> releases.release(round, entry.caseNumber(), round.reason()));
    return Outcome.of("released", enrolled.size() + " 个项目回到待评名单");
  }
}
