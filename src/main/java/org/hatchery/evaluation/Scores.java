package org.hatchery.evaluation;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Scores of an evaluation as others show them; who may see which, and when, is for the caller to decide. */
@Component
public class Scores {

  private final Evaluations evaluations;
  private final Reviewers reviewers;

  Scores(Evaluations evaluations, Reviewers reviewers) {
    this.evaluations = evaluations;
    this.reviewers = reviewers;
  }

  /** @param percent of the weight */
  public record Mean(String label, int weight, BigDecimal points, BigDecimal percent) {}

  /**
   * What the present round came to.
   *
   * @param total that counts: agreed by the panel where it did
   * @param papers out of 100; null where no presentation was held, as is presentation
   * @param agreedReason of the panel; null where there was none
   * @param conclusion as signed, in Chinese; empty before
   */
  public record Came(
      BigDecimal total, BigDecimal spread, int reviewers, BigDecimal papers, BigDecimal presentation,
      String agreedReason, String conclusion, List<Mean> criteria) {}

  /** What a reviewer gave; he stands there by his seat. @param comment may be empty */
  public record Given(int seat, String label, int weight, BigDecimal points, String comment) {}

  /** Empty while the scores are not aggregated. */
  public Optional<Came> came(String caseNumber) {
    return evaluations.result(caseNumber).map(
        result -> {
          String signed = evaluations.conclusion(caseNumber).map(Evaluations.Conclusion::signed).orElse(null);
          return new Came(
              result.valid(), result.spread(), result.reviewers(), result.papers(), result.presentation(),
              result.agreed() == null ? null : result.agreedReason(), signed == null ? "" : Conclusions.word(signed),
              result.criteria().stream()
                  .map(mean -> new Mean(mean.label(), mean.weight(), mean.points(), mean.percent()))
                  .toList());
        });
  }

  /** What all reviewers gave in the present round, by seat. */
  public List<Given> given(String caseNumber) {
    return reviewers.scores(caseNumber, evaluations.round(caseNumber)).stream().map(Scores::given).toList();
  }

  /** What this reviewer gave last. */
  public List<Given> own(String caseNumber, String person) {
    for (int round = evaluations.round(caseNumber); round > 0; round--) {
      List<Given> own =
          reviewers.scores(caseNumber, round).stream()
              .filter(score -> score.person().equals(person))
              .map(Scores::given)
              .toList();
      if (!own.isEmpty()) {
        return own;
      }
    }
    return List.of();
  }

  private static Given given(Reviewers.Score score) {
    return new Given(
        score.seat(), score.label(), score.weight(), score.points(), score.comment() == null ? "" : score.comment());
  }
}
