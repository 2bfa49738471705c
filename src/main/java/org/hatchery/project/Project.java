package org.hatchery.project;

import java.time.Instant;

/**
 * A project as the record has it.
 *
 * @param number project number given at admission; null before
 * @param result what the last stage came to ({@code admitted}, {@code ready}, {@code excellent} …); null while it runs
 * @param cycle which cycle of incubation, 1 or more
 * @param belowPass how many times running it fell below 60 in a review
 * @param endReason why it ended or left the library; null while it runs
 */
public record Project(
    String caseNumber,
    String number,
    String title,
    String group,
    String community,
    String street,
    String centre,
    String owner,
    String call,
    String parentNumber,
    Area area,
    Lane lane,
    Stage stage,
    String result,
    int cycle,
    int belowPass,
    Instant openedAt,
    Instant admittedAt,
    Instant endedAt,
    String endReason) {

  /** Whether it is in the library 项目库: admitted and not left. */
  public boolean inLibrary() {
    return number != null && stage != Stage.ENDED;
  }

  /** The number people know it by: the project number once it has one, before that the case number. */
  public String known() {
    return number == null ? caseNumber : number;
  }
}
