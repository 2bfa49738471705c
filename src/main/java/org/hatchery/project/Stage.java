package org.hatchery.project;

/** Where a project stands on its path. */
public enum Stage {
  EVALUATION("评估"),
  INCUBATION("培育中"),
  REVIEW("观摩评比"),
  RECTIFICATION("整改"),
  OPERATION("品牌运营"),
  ENDED("已结束");

  private final String label;

  Stage(String label) {
    this.label = label;
  }

  public String label() {
    return label;
  }
}
