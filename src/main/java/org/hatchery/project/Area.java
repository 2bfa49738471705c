package org.hatchery.project;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Areas of service (DOMAIN.md, opening). */
public enum Area {
  ELDERLY("扶老助残"),
  HEALTH("医疗健康"),
  DAILY("生活服务"),
  CHILDREN("儿童关爱"),
  ENVIRONMENT("环境整治"),
  CULTURE("文化教育"),
  EMERGENCY("应急与其他");

  private final String label;

  Area(String label) {
    this.label = label;
  }

  public String label() {
    return label;
  }

  /** As tables, forms and rules write it. */
  public String code() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }

  public static Optional<Area> of(String code) {
    return Arrays.stream(values()).filter(area -> area.code().equals(code)).findFirst();
  }

  /** For selects and checklists of forms. */
  public static List<Map<String, String>> options() {
    return Arrays.stream(values()).map(area -> Map.of("label", area.label, "value", area.code())).toList();
  }
}
