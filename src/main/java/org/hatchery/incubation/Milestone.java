package org.hatchery.incubation;

import java.time.Instant;
import java.time.LocalDate;

/**
 * A milestone of an approved plan.
 *
 * @param seq place in the order of the case, 1 and up, over all cycles
 * @param plannedDue as agreed
 * @param due until when it is to be reported: as agreed or, where it was opened late, sent back or rectified, later
 * @param openedAt since when it is this one's turn; null before
 * @param verifiedAt null until the mentor has verified it
 */
record Milestone(
    String caseNumber,
    int seq,
    int planVersion,
    String title,
    LocalDate plannedDue,
    LocalDate due,
    String evidence,
    long instalmentFen,
    Instant openedAt,
    Instant verifiedAt,
    String verifiedBy) {}
