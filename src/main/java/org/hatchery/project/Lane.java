package org.hatchery.project;

import java.util.Locale;

/** Lanes of a call (DOMAIN.md, Solicitation): small and new, or running for a year already. */
public enum Lane {
  SEEDLING("新苗"),
  MATURE("成熟");

  private final String label;

  Lane(String label) {
    this.label = label;
  }

  public String label() {
    return label;
  }

  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** @throws IllegalArgumentException for another code than seedling or mature */
  public static Lane of(String code) {
    return valueOf(code.toUpperCase(Locale.ROOT));
  }
}
