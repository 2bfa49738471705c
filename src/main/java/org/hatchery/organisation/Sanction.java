package org.hatchery.organisation;

import java.time.LocalDate;

/**
 * An entry of the register of sanctions.
 *
 * @param basis by whom and why, as the register has it
 * @param since first day
 * @param until last day; null while in force
 */
public record Sanction(String organisation, Kind kind, String basis, LocalDate since, LocalDate until) {

  /** Lists on which a group may stand (DOMAIN.md section 2, formal screening). */
  public enum Kind implements Labelled {
    ABNORMAL("经营异常名录"),
    DISHONEST("失信名单"),
    GRAVE("严重违法");

    private final String label;

    Kind(String label) {
      this.label = label;
    }

    @Override
    public String label() {
      return label;
    }
  }
}
