package org.hatchery.operation;

import java.math.BigDecimal;
import java.util.List;

/**
 * A year of operation at its renewal.
 *
 * @param filed quarterly reports in time
 * @param rating average of 100; 0 where nobody rated
 * @param seed fixed when the year began: {@code new java.util.Random(seed).nextDouble()} is what was drawn
 * @param signals what the table found; empty: renewed by rule
 * @param rule what the tables said, with their versions
 * @param decision null until decided
 * @param stars as decided; null where none were
 * @param reason null or empty without one
 * @param decidedBy id of who decided; null by rule
 */
record Renewal(
    String caseNumber, int year, int filed, int overdue, int activities, int hours, int served, int ratings,
    BigDecimal rating, int complaints, int rectifications, boolean watched, boolean wish, long seed, double drawn,
    List<String> signals, int proposedStars, String rule, Decision decision, Integer stars, String reason,
    String decidedBy) {

  enum Decision {
    RULE,
    KEEP,
    WATCH,
    REVOKE,
    END
  }

  /** The figures in a sentence, for mails and timeline. */
  String figures() {
    return "报告按时 " + filed + " 份、逾期 " + overdue + " 份，活动 " + activities + " 次，服务 " + hours + " 小时、" + served
        + " 人次，群众评分 " + ratings + " 人" + (ratings > 0 ? "、均分 " + rating.toPlainString() : "") + "，投诉 " + complaints
        + " 件，整改 " + rectifications + " 次";
  }

  static String stars(int stars) {
    return List.of("三星级", "四星级", "五星级").get(stars - 3);
  }
}
