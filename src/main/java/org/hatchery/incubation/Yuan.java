package org.hatchery.incubation;

import java.math.BigDecimal;
import java.util.Locale;

/** Money as people write it, 元 with two decimals; the record keeps fen. */
final class Yuan {

  private Yuan() {}

  /** @return null for null; the form holds to two decimals */
  static Long fen(BigDecimal yuan) {
    return yuan == null ? null : yuan.movePointRight(2).longValueExact();
  }

  /** @return null for null */
  static BigDecimal of(Long fen) {
    return fen == null ? null : BigDecimal.valueOf(fen, 2);
  }

  /** e.g. {@code 5,000.00 元} */
  static String text(long fen) {
    return String.format(Locale.ROOT, "%,.2f 元", BigDecimal.valueOf(fen, 2));
  }
}
