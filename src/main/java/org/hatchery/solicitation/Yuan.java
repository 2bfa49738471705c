package org.hatchery.solicitation;

import java.math.BigDecimal;

/** Forms speak of 元, the record of fen. */
final class Yuan {

  private Yuan() {}

  /** @param yuan with 2 decimals at most; null gives null */
  static Long fen(BigDecimal yuan) {
    return yuan == null ? null : yuan.movePointRight(2).longValueExact();
  }

  static BigDecimal of(long fen) {
    return BigDecimal.valueOf(fen, 2);
  }

  /** For people: {@code 30000元} or {@code 0.50元}. */
  static String text(long fen) {
    return (fen % 100 == 0 ? String.valueOf(fen / 100) : of(fen).toPlainString()) + "元";
  }
}
