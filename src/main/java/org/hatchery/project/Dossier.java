package org.hatchery.project;

import java.util.List;

/**
 * What the group proposed, in its latest version. Texts may be empty, never null after {@link Projects#open}.
 *
 * @param need which need is answered and how it is known
 * @param target whom it serves, where
 * @param schedule when what happens
 * @param fixedVolunteers number of volunteers who take part regularly, 0 or more
 * @param otherFunding what others already fund, empty for nothing
 * @param attachments names of what was handed in, for formal screening
 */
public record Dossier(
    String need,
    String target,
    String plan,
    String schedule,
    List<BudgetLine> budget,
    int fixedVolunteers,
    String team,
    String resources,
    String otherFunding,
    String contact,
    String phone,
    List<String> attachments) {

  public Dossier {
    budget = budget == null ? List.of() : List.copyOf(budget);
    attachments = attachments == null ? List.of() : List.copyOf(attachments);
  }

  /** @param amountFen money asked for, in fen, above 0 */
  public record BudgetLine(String purpose, long amountFen) {}

  /** Sum of the budget lines in fen. */
  public long budgetFen() {
    return budget.stream().mapToLong(BudgetLine::amountFen).sum();
  }
}
