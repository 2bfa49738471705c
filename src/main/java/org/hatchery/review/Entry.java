package org.hatchery.review;

import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * A project in a round.
 *
 * @param area code
 * @param state invited, enrolled, deferred or released (the round went on or ended without it)
 * @param visitTime hours and minutes, Shanghai, e.g. 09:30
 * @param total null where nobody scored
 * @param place within the area; null where nobody scored
 * @param suggested what the table said; null where nobody scored
 * @param result what the jury said; null before
 */
record Entry(
    String round, String caseNumber, String area, String state, String venue, LocalDate visitDay, String visitTime,
    BigDecimal reputation, BigDecimal standing, BigDecimal replicability, BigDecimal total, Integer place,
    String suggested, String rule, String result, String resultReason, String decidedBy, boolean voided) {}
