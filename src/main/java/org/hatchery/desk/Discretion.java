package org.hatchery.desk;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hatchery.project.Timeline;

/**
 * What the applicant and single reviewers do not read before the result is told: scores, rankings, conclusions and who gives
 * them (DOMAIN.md, Public notice: nobody hears a result before it goes up).
 */
final class Discretion {

  static final Set<String> UNTOLD =
      Set.of(
          "drawReviewers", "witnessDraw", "replaceReviewer", "widenPool", "scoreProposal", "changeScore", "scorePresentation", "aggregateScores", "agreeScore",
          "concludeByTable", "signConclusion", "drawObservers", "scoreVisit", "recordMissing", "rankProjects",
          "confirmRanking", "redecideResult", "recommendBrand", "grantBrand", "checkSignals", "decideRenewal",
          HandCorrections.DISCREET);

  /** Outcomes with which a result becomes known. */
  private static final Set<String> TOLD =
      Set.of(
          "announced", "admitted", "rejected", "refused", "cancelled", "lapsed", "excellent", "pass", "fail", "left", "voided",
          "awarded", "renewed", "revoked", "ended", "released", "deferred");

  /** Steps whose words tell a result, or a score. */
  private static final Set<String> RESULTS =
      Set.of(
          "aggregateScores", "agreeScore", "concludeByTable", "signConclusion", "rankProjects", "confirmRanking",
          "redecideResult", "recommendBrand", "grantBrand", "checkSignals", "decideRenewal");

  /** Steps whose words tell what one reviewer gave: never read by another, nor by the group. */
  private static final Set<String> SINGLE = Set.of("scoreProposal", "changeScore", "scorePresentation", "scoreVisit");

  private Discretion() {}

  /** Whether a task is one of those, so that not even who has it is told. */
  static boolean keeps(String activity) {
    return UNTOLD.contains(activity);
  }

  /** When a result was told last; empty where none was. */
  static Optional<Instant> told(List<Timeline.Entry> entries) {
    return entries.stream()
        .filter(entry -> !keeps(entry.activity()) && TOLD.contains(entry.outcome()))
        .map(Timeline.Entry::happenedAt)
        .max(Instant::compareTo);
  }

  /** Whether judging goes on of which nothing was told yet. */
  static boolean silent(List<Timeline.Entry> entries) {
    boolean silent = false;
    for (Timeline.Entry entry : entries) {
      silent = keeps(entry.activity()) || silent && !TOLD.contains(entry.outcome());
    }
    return silent;
  }

  /** The entries that are no secret any more, or his own; oldest first. What single reviewers gave stays unsaid. */
  static List<Timeline.Entry> readable(List<Timeline.Entry> entries, String userId) {
    List<Timeline.Entry> readable = new ArrayList<>();
    boolean told = false;
    for (int i = entries.size() - 1; i >= 0; i--) {
      Timeline.Entry entry = entries.get(i);
      boolean own = own(entry, userId);
      boolean untold = UNTOLD.contains(entry.activity());
      if (told || own || !untold) {
        readable.add(!own && SINGLE.contains(entry.activity()) ? unsaid(entry, "已完成") : entry);
      }
      told |= !untold && TOLD.contains(entry.outcome());
    }
    Collections.reverse(readable);
    return readable;
  }

  /** For those who see who does what, but hear a result only with everybody else, and single points never; oldest first. */
  static List<Timeline.Entry> withoutResults(List<Timeline.Entry> entries, String userId) {
    List<Timeline.Entry> shown = new ArrayList<>();
    boolean told = false;
    for (int i = entries.size() - 1; i >= 0; i--) {
      Timeline.Entry entry = entries.get(i);
      boolean secret = !told && RESULTS.contains(entry.activity());
      shown.add(
          own(entry, userId) || !secret && !points(entry)
              ? entry
              : unsaid(entry, secret ? "已办结，结果公示后显示" : "已完成"));
      told |= !UNTOLD.contains(entry.activity()) && TOLD.contains(entry.outcome());
    }
    Collections.reverse(shown);
    return shown;
  }

  /** Whether its words are what one observer gave; of reviewers no entry says that. */
  private static boolean points(Timeline.Entry entry) {
    return entry.activity().equals("scoreVisit") && entry.outcome().equals("score");
  }

  private static boolean own(Timeline.Entry entry, String userId) {
    return userId.equals(entry.person()) || userId.equals(entry.actingFor());
  }

  private static Timeline.Entry unsaid(Timeline.Entry e, String said) {
    return new Timeline.Entry(
        e.id(), e.caseNumber(), e.happenedAt(), e.activity(), e.activityName(), e.person(), e.personName(), e.role(),
        e.organisation(), e.organisationName(), e.actingFor(), e.actingForName(), "", said, "", "");
  }
}
