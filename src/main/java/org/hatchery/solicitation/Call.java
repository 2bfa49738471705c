package org.hatchery.solicitation;

import java.time.Instant;

/**
 * A call 榜单.
 *
 * @param owner code of the street or city that posts it
 * @param opens null until it was put before the signer
 * @param closes null until then; moves when the call is extended
 */
record Call(
    String caseNumber, String owner, String draftedBy, Status status, Terms terms, Instant opens, Instant closes) {

  /** UNDECIDED: closed without any proposal, the signer decides. */
  enum Status {
    DRAFT, SUBMITTED, APPROVED, OPEN, UNDECIDED, CLOSED, UNANSWERED, DROPPED, WITHDRAWN
  }

  /** @return true from the opening until the minute of closing, whether or not the closing has run already */
  boolean takesProposals(Instant now) {
    return status == Status.OPEN && now.isBefore(closes);
  }
}
