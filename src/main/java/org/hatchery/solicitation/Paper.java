package org.hatchery.solicitation;

import java.time.LocalDate;
import java.util.List;
import org.hatchery.project.Dossier;

/**
 * What a group writes into its proposal 申报书. In a draft any text may be null and any list empty.
 *
 * @param needs numbers of the needs that it answers
 * @param need which need it is and how the group knows
 * @param area code of {@link org.hatchery.project.Area}
 * @param lane code of {@link org.hatchery.project.Lane}
 * @param parentNumber project number of the project that comes back, or of the brand whose method is adopted
 * @param runningSince of a mature project: since when it runs; else null
 * @param totalFen the sum that the group wrote down, to be compared with that of the lines
 * @param attachments names of documents that were handed in
 */
record Paper(
    List<String> needs,
    String need,
    String area,
    String lane,
    String parentNumber,
    String target,
    String plan,
    String schedule,
    List<Line> budget,
    Integer fixedVolunteers,
    String team,
    String resources,
    String otherFunding,
    String contact,
    String phone,
    List<String> attachments,
    LocalDate runningSince,
    Long totalFen) {

  static final Paper EMPTY =
      new Paper(null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null);

  Paper {
    needs = needs == null ? List.of() : List.copyOf(needs);
    budget = budget == null ? List.of() : List.copyOf(budget);
    attachments = attachments == null ? List.of() : List.copyOf(attachments);
  }

  /** @param amountFen null in a draft */
  record Line(String purpose, Long amountFen) {}

  /** Sum of the budget in fen; lines without an amount count as 0. */
  long budgetFen() {
    return budget.stream().mapToLong(line -> line.amountFen() == null ? 0 : line.amountFen()).sum();
  }

  /** For the spine, of a whole paper. */
  Dossier dossier() {
    return new Dossier(
        need,
        target,
        plan,
        schedule,
        budget.stream().map(line -> new Dossier.BudgetLine(line.purpose(), line.amountFen())).toList(),
        fixedVolunteers,
        team,
        text(resources),
        text(otherFunding),
        contact,
        phone,
        attachments);
  }

  private static String text(String typed) {
    return typed == null ? "" : typed;
  }
}
