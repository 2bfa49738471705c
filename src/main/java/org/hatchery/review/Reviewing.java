package org.hatchery.review;

import java.time.Duration;
import java.util.Date;
import java.util.List;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.stereotype.Component;

/** What the two diagrams ask of the record. */
@Component("reviewing")
public class Reviewing {

  /** The projects' own timers go first, so that the round finds every answer. */
  private static final Duration AFTER_ALL_ANSWERS = Duration.ofMinutes(1);

  private final Participations participations;
  private final Rounds rounds;
  private final Visits visits;

  Reviewing(Participations participations, Rounds rounds, Visits visits) {
    this.participations = participations;
    this.rounds = rounds;
    this.visits = visits;
  }

  /** For a project: last moment to confirm, the same for all of its round. */
  public Date enrolmentEnds(DelegateExecution execution) {
    return Date.from(rounds.get(participations.round(execution.getProcessBusinessKey())).enrolUntil());
  }

  /** For a round: just after the last moment to confirm. */
  public Date enrolmentClosed(DelegateExecution execution) {
    return Date.from(rounds.get(execution.getProcessBusinessKey()).enrolUntil().plus(AFTER_ALL_ANSWERS));
  }

  /** For a project: whether its round announced a result, rather than going on without it. */
  public boolean announced(DelegateExecution execution) {
    return participations.get(execution.getProcessBusinessKey()).state().equals("announced");
  }

  /** For a round: one element for each observer of each project. */
  public List<String> visits(DelegateExecution execution) {
    return visits.in(execution.getProcessBusinessKey()).stream().map(visit -> String.valueOf(visit.id())).toList();
  }
}
