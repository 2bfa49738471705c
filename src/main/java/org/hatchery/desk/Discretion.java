package org.hatchery.desk;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.hatchery.project.Timeline;

/**
 * What the applicant and single reviewers do not read before the result is told: scores, rankings, conclusions and who gives
 * them (DOMAIN.md, Public notice: nobody hears a result before it goes up).
 */
final class Discretion {

  private static final Set<String> UNTOLD =
      Set.of(
          "drawReviewers", "witnessDraw", "replaceReviewer", "widenPool", "scoreProposal", "changeScore", "scorePresentation", "aggregateScores", "agreeScore",
          "concludeByTable", "signConclusion", "drawObservers", "scoreVisit", "recordMissing", "rankProjects",
          "confirmRanking", "redecideResult", "recommendBrand", "grantBrand", "checkSignals", "decideRenewal");

  /** Outcomes with which a result becomes known. */
  private static final Set<String> TOLD =
      Set.of(
          "announced", "admitted", "rejected", "refused", "cancelled", "lapsed", "excellent", "pass", "fail", "left", "voided",
          "awarded", "renewed", "revoked", "ended", "released", "deferred");

  private Discretion() {}

  /** Whether a task is one of those, so that not even who has it is told. */
  static boolean keeps(String activity) {
    return UNTOLD.contains(activity);
  }

  /** The entries that are no secret any more, or his own; oldest first. */
  static List<Timeline.Entry> readable(List<Timeline.Entry> entries, String userId) {
    List<Timeline.Entry> readable = new ArrayList<>();
    boolean told = false;
    for (int i = entries.size() - 1; i >= 0; i--) {
      Timeline.Entry entry = entries.get(i);
      boolean own = userId.equals(entry.person()) || userId.equals(entry.actingFor());
      boolean untold = UNTOLD.contains(entry.activity());
      if (told || own || !untold) {
        readable.add(entry);
      }
      told |= !untold && TOLD.contains(entry.outcome());
    }
    Collections.reverse(readable);
    return readable;
  }
}
