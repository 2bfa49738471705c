package org.hatchery.operation;

import java.util.List;

/**
 * One version of the application for a brand.
 *
 * @param version 1 or more
 * @param appliedBy id of who handed it in; null before
 * @param recommendedBy id of who recommended it; null before
 * @param recommendation what the street wrote; null before, may be empty
 * @param decidedBy id of who returned, refused or granted it; null before
 * @param opinion what was written with that decision, or why it ended; null before
 * @param closed nothing came of it and the group was told
 */
record Application(
    String caseNumber, int version, State state, Content content, String appliedBy, String recommendedBy,
    String recommendation, String decidedBy, String opinion, boolean closed) {

  enum State {
    DRAFT("填写中"),
    HANDED_IN("已提交"),
    RECOMMENDED("已推荐"),
    RETURNED("退回修改"),
    GRANTED("拟认定"),
    REFUSED("未通过"),
    DECLINED("放弃申报"),
    LAPSED("期满未申报"),
    CANCELLED("公示取消");

    private final String label;

    State(String label) {
      this.label = label;
    }

    String label() {
      return label;
    }

    /** Whether the leader writes on in a new version. */
    boolean over() {
      return this != DRAFT && this != HANDED_IN && this != RECOMMENDED && this != GRANTED;
    }
  }

  /**
   * What the group hands in.
   *
   * @param brandName null in a draft
   * @param emblem ids of documents of the case 案卷, as the others; empty in a draft
   */
  record Content(String brandName, List<String> emblem, List<String> serviceStandard, List<String> handbook) {

    static final Content EMPTY = new Content(null, List.of(), List.of(), List.of());
  }
}
