package org.hatchery.desk;

import java.util.List;
import java.util.Optional;
import org.hatchery.evaluation.Evaluations;
import org.hatchery.evaluation.Scores;
import org.hatchery.project.Timeline;
import org.hatchery.review.ReviewScores;
import org.springframework.stereotype.Component;

/**
 * Scores of a case as this reader may see them: before the notice only who decides on them or supervises, and each reviewer
 * his own; after it what the notice says, and the criteria for the group and those who handle the case. Single reviewers'
 * points and comments, by seat and not by name, only for those who saw them in their forms.
 */
@Component
class CaseScores {

  static final Shown NONE = new Shown(Optional.empty(), List.of(), List.of(), Optional.empty(), false, false);

  private final Scores scores;
  private final Evaluations evaluations;
  private final ReviewScores review;
  private final CaseRights rights;
  private final Timeline timeline;

  CaseScores(Scores scores, Evaluations evaluations, ReviewScores review, CaseRights rights, Timeline timeline) {
    this.scores = scores;
    this.evaluations = evaluations;
    this.review = review;
    this.rights = rights;
    this.timeline = timeline;
  }

  /**
   * @param given of all reviewers, by seat
   * @param own of the reader
   * @param criteria whether the means of the criteria are shown
   * @param unannounced what is shown is not announced yet
   */
  record Shown(
      Optional<Scores.Came> came, List<Scores.Given> given, List<Scores.Given> own, Optional<ReviewScores.Came> review,
      boolean criteria, boolean unannounced) {

    public boolean any() {
      return came.isPresent() || !own.isEmpty() || review.isPresent();
    }
  }

  Shown of(String caseNumber, String userId, CaseRights.View view) {
    boolean silent = Discretion.silent(timeline.of(caseNumber));
    boolean announced = evaluations.isAnnounced(caseNumber);
    Optional<Scores.Came> came = announced || view.results() ? scores.came(caseNumber) : Optional.empty();
    Optional<ReviewScores.Came> reviewed =
        review.came(caseNumber).filter(one -> view.results() || one.announced() && !silent);
    boolean asReviewer = !view.everything() && !rights.ofGroup(caseNumber, userId);
    return new Shown(
        came,
        came.isPresent() && view.results() ? scores.given(caseNumber) : List.of(),
        asReviewer ? scores.own(caseNumber, userId) : List.of(),
        reviewed,
        !asReviewer,
        came.isPresent() && !announced);
  }
}
