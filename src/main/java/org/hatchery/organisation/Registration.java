package org.hatchery.organisation;

/** How a volunteer group is known to the authorities (DOMAIN.md, People). */
public enum Registration implements Labelled {
  REGISTERED("登记"),
  FILED("备案"),
  NONE("未登记");

  private final String label;

  Registration(String label) {
    this.label = label;
  }

  @Override
  public String label() {
    return label;
  }
}
