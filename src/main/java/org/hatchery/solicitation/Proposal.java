package org.hatchery.solicitation;

import java.time.Instant;

/**
 * A proposal 申报 before it goes over to the spine.
 *
 * @param group code of the proposing group
 * @param writtenBy who wrote last
 * @param call number of the call; null while none is chosen
 * @param lateUntil until when one who was let in after the closing may hand in; else null
 * @param title may be empty in a draft, never null
 */
record Proposal(
    String caseNumber, String group, String writtenBy, Status status, String call, String title, Paper paper,
    Instant startedAt, Instant lateUntil) {

  enum Status {
    DRAFT, HANDED_IN, HANDED_OVER, LAPSED, DISCARDED
  }
}
