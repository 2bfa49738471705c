package org.hatchery.organisation;

/** Levels of the tree from the top down; a city uses as many as it has (DOMAIN.md, People). */
public enum Level implements Labelled {
  CITY("市"),
  STREET("街道"),
  COMMUNITY("社区"),
  GRID("网格"),
  BUILDING("楼栋");

  private final String label;

  Level(String label) {
    this.label = label;
  }

  @Override
  public String label() {
    return label;
  }

  public boolean above(Level other) {
    return ordinal() < other.ordinal();
  }
}
