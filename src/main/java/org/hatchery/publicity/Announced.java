package org.hatchery.publicity;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/** An announced item as the forms of this stage show it. */
final class Announced {

  private Announced() {}

  static List<Map<String, Object>> rows(Notices notices, String notice, String caseNumber) {
    return notices.items(notice).stream()
        .map(Notices.ItemState::item)
        .filter(item -> item.caseNumber().equals(caseNumber))
        .map(
            item ->
                Map.<String, Object>of(
                    "title", item.title(),
                    "group", item.group(),
                    "result", item.result(),
                    "score", item.score() == null ? "—" : item.score().toPlainString(),
                    "amount", amount(item.amountFen()),
                    "reviewers", item.reviewers().isEmpty() ? "—" : item.reviewers()))
        .toList();
  }

  static String amount(Long fen) {
    return fen == null ? "—" : BigDecimal.valueOf(fen, 2).toPlainString() + " 元";
  }
}
