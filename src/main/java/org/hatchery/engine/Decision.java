package org.hatchery.engine;

import java.util.List;
import java.util.Map;

/**
 * What a decision table said.
 *
 * @param rows output values by name, one map for each matched rule, in the order of the table
 * @param table id of the decision
 * @param version the engine's version of the table at that moment
 */
public record Decision(List<Map<String, Object>> rows, String table, int version) {

  /** The one matched rule. */
  public Map<String, Object> row() {
    if (rows.size() != 1) {
      throw new IllegalStateException("Table " + table + " matched " + rows.size() + " rules, not one");
    }
    return rows.get(0);
  }

  public String text(String output) {
    Object value = row().get(output);
    return value == null ? "" : value.toString();
  }

  public int number(String output) {
    return ((Number) row().get(output)).intValue();
  }

  /** For the record: table and version. */
  public String source() {
    return table + " v" + version;
  }
}
