package org.hatchery.review;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a review comes to (DOMAIN.md, 4, result). */
enum Result {
  EXCELLENT("优秀"),
  PASS("合格"),
  FAIL("不合格");

  private final String label;

  Result(String label) {
    this.label = label;
  }

  String label() {
    return label;
  }

  /** As tables, forms and the spine write it. */
  String code() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }

  static Optional<Result> of(String code) {
    return Arrays.stream(values()).filter(result -> result.code().equals(code)).findFirst();
  }

  static String label(String code) {
    return of(code).map(Result::label).orElse("");
  }

  /** For selects of forms. */
  static List<Map<String, String>> options() {
    return Arrays.stream(values()).map(result -> Map.of("label", result.label, "value", result.code())).toList();
  }
}
