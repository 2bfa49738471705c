package org.hatchery.incubation;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * One version of a plan of incubation.
 *
 * @param version 1 and up, over all cycles of the case
 * @param openedAt when it was asked for
 * @param comments of the centre; null before its decision, empty where it wrote none
 * @param agreementNumber null before approval
 */
record Plan(
    String caseNumber,
    int version,
    Content content,
    State state,
    Instant openedAt,
    String handedInBy,
    Instant handedInAt,
    String decidedBy,
    Instant decidedAt,
    String comments,
    String agreementNumber,
    LocalDate agreementDate) {

  enum State {
    DRAFT("草稿"),
    HANDED_IN("待审批"),
    RETURNED("退回修改"),
    APPROVED("批准");

    private final String label;

    State(String label) {
      this.label = label;
    }

    String label() {
      return label;
    }
  }

  /**
   * What the leader wrote; in a draft anything may be null.
   *
   * @param milestones still to come, in the order in which they are reached
   * @param resources wanted from others, may be empty
   */
  record Content(List<Step> milestones, String scenes, String training, String resources) {

    static final Content EMPTY = new Content(List.of(), null, null, null);

    Content {
      milestones = milestones == null ? List.of() : List.copyOf(milestones);
    }

    /** Sum of the instalments in fen. */
    long instalmentsFen() {
      return milestones.stream().mapToLong(Step::fen).sum();
    }
  }

  /**
   * @param evidence what will show that it is reached
   * @param instalmentFen money paid once it is verified, in fen; null counts as none
   */
  record Step(String title, LocalDate due, String evidence, Long instalmentFen) {

    long fen() {
      return instalmentFen == null ? 0 : instalmentFen;
    }
  }
}
