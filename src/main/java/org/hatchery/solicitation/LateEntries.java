package org.hatchery.solicitation;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.hatchery.calendar.Deadlines;
import org.hatchery.project.CallTerms;
import org.hatchery.project.Project;
import org.hatchery.project.Projects;
import org.hatchery.publicity.Notices;
import org.springframework.stereotype.Component;

/**
 * Those who could not hand in because the system failed and are let in after the closing. The results of the call wait
 * for them: they count among its proposals from the moment they are let in.
 */
@Component
class LateEntries {

  private final Proposals proposals;
  private final CallTerms terms;
  private final Projects projects;
  private final Notices notices;
  private final Deadlines deadlines;
  private final Clock clock;

  LateEntries(
      Proposals proposals, CallTerms terms, Projects projects, Notices notices, Deadlines deadlines, Clock clock) {
    this.proposals = proposals;
    this.terms = terms;
    this.projects = projects;
    this.notices = notices;
    this.deadlines = deadlines;
    this.clock = clock;
  }

  /** Whether results of the call have gone up already: then it is too late for all. */
  boolean announced(String call) {
    List<String> projectsOfCall = projects.ofCall(call).stream().map(Project::caseNumber).toList();
    return notices.tells(Notices.Kind.ADMISSION, projectsOfCall);
  }

  /** @return until when the group may hand in */
  Instant admit(Proposal draft) {
    terms.count(draft.call(), 1);
    Instant until = deadlines.due("lateEntry", clock.instant());
    proposals.admitLate(draft.caseNumber(), until);
    return until;
  }

  /** One that was let in did not hand in: the others need not wait for it any more. */
  void gone(Proposal draft) {
    if (draft.lateUntil() != null) {
      terms.count(draft.call(), -1);
    }
  }
}
