package org.hatchery.organisation;

/** What an organisation is. GROUP and SOCIAL both propose projects (DOMAIN.md, People). */
public enum Kind implements Labelled {
  PARTY("党组织"),
  CENTRE("管理中心"),
  GROUP("志愿队"),
  SOCIAL("社会组织");

  private final String label;

  Kind(String label) {
    this.label = label;
  }

  @Override
  public String label() {
    return label;
  }

  /** True for those that propose and run projects. */
  public boolean proposes() {
    return this == GROUP || this == SOCIAL;
  }
}
