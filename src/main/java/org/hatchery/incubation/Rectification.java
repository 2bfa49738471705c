package org.hatchery.incubation;

import java.time.Instant;
import java.util.List;

/**
 * A rectification 整改 of a project.
 *
 * @param dueAt until when it is to be reported
 * @param report what the leader wrote, null before; kept while he still writes
 * @param documents ids of documents of the case
 * @param reportedAt null until it was handed in
 * @param decidedAt null until the centre has decided
 * @param opinion of the centre; public where it was not cleared
 * @param clearedAt null where it is open or was not cleared
 * @param closedAt null while it is open
 */
record Rectification(
    long id,
    String caseNumber,
    String cause,
    Instant openedAt,
    Instant dueAt,
    String report,
    List<String> documents,
    String reportedBy,
    Instant reportedAt,
    String decidedBy,
    Instant decidedAt,
    String opinion,
    Instant clearedAt,
    Instant closedAt) {}
