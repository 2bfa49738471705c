package org.hatchery.solicitation;

import java.time.LocalDate;
import org.hatchery.project.Area;

/**
 * What somebody needs. Texts may be empty, never null.
 *
 * @param owner code of the organisation that received it
 * @param summary in one sentence, without personal data: the only text that others see
 * @param contactName personal, as are phone and email
 * @param channel call, letter, visit or online; null in a draft
 * @param area null in a draft
 * @param receivedOn when it was received: the clock starts then; null in a draft
 * @param priority was in a call that nobody answered
 */
record Need(
    String caseNumber,
    String owner,
    String recordedBy,
    Status status,
    String summary,
    String details,
    String place,
    String beneficiaries,
    String contactName,
    String phone,
    String email,
    String channel,
    Area area,
    LocalDate receivedOn,
    boolean priority,
    String reason) {

  enum Status {
    DRAFT, RECORDED, OPEN, OUT_OF_SCOPE, LINKED, ANSWERED, SOLVED, UNSOLVED, CLOSED, DROPPED
  }
}
