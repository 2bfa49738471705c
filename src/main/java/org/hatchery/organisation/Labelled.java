package org.hatchery.organisation;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** A closed list of values that people know by a Chinese word and files also by an English one. */
interface Labelled {

  /** The Chinese word users read. */
  String label();

  String name();

  /** The value meant by a Chinese word or an English name in any case; empty where there is none such. */
  static <E extends Enum<E> & Labelled> Optional<E> parse(Class<E> type, String text) {
    String wanted = text.strip();
    return Arrays.stream(type.getEnumConstants())
        .filter(e -> e.label().equals(wanted) || e.name().equals(wanted.toUpperCase(Locale.ROOT)))
        .findFirst();
  }
}
