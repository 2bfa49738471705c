package org.hatchery.review;

import java.util.List;
import java.util.Set;
import org.hatchery.engine.Outcome;
import org.hatchery.engine.Step;
import org.hatchery.engine.Work;
import org.hatchery.publicity.Notices;
import org.springframework.stereotype.Component;

/** What was announced has changed: the notice starts again, for this project alone (DOMAIN.md, Public notice). */
@Component("announceResult")
class AnnounceResult implements Step {

  private final Participations participations;
  private final Rounds rounds;
  private final Entries entries;
  private final Announcements announcements;
  private final Notices notices;

  AnnounceResult(
      Participations participations, Rounds rounds, Entries entries, Announcements announcements, Notices notices) {
    this.participations = participations;
    this.rounds = rounds;
    this.entries = entries;
    this.announcements = announcements;
    this.notices = notices;
  }

  @Override
  public Outcome run(Work work) {
    Round round = rounds.get(participations.round(work.caseNumber()));
    Entry entry = entries.get(round.number(), work.caseNumber());
    String notice =
        notices.open(
            new Notices.NewNotice(
                Notices.Kind.REVIEW,
                round.name() + "结果公示（重新评定）",
                round.owner(),
                List.of(announcements.item(entry)),
                Set.of(entry.decidedBy())));
    return Outcome.of("announced", "重新公示 " + notice);
  }
}
