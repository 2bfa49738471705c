package org.hatchery.organisation;

import java.util.List;

/**
 * What an import came to.
 *
 * @param organisations lines of organisations.csv taken over, new or changed or the same
 * @param people likewise of people.csv
 * @param holdings likewise of roles.csv
 * @param deputies likewise of deputies.csv
 * @param sanctions likewise of sanctions.csv
 * @param refused every line that was not taken over, by file and line
 */
public record ImportReport(
    int organisations, int people, int holdings, int deputies, int sanctions, List<RefusedLine> refused) {

  /**
   * @param line number of the line in the file, the first is 1
   * @param field Chinese name of the column; empty where the whole line is meant
   * @param reason in Chinese: what is wrong and what to do
   */
  public record RefusedLine(String file, int line, String field, String reason) {

    @Override
    public String toString() {
      String where = line == 0 ? file : "%s 第 %d 行".formatted(file, line);
      return field.isEmpty() ? "%s：%s".formatted(where, reason) : "%s，%s：%s".formatted(where, field, reason);
    }
  }

  /** The whole report in Chinese, one refused line a line. */
  public String text() {
    StringBuilder text = new StringBuilder();
    text.append("导入组织 %d 个、人员 %d 名、任职 %d 条、代理 %d 条、处罚 %d 条"
            .formatted(organisations, people, holdings, deputies, sanctions));
    text.append(refused.isEmpty() ? "，全部成功。" : "；%d 行未导入：".formatted(refused.size()));
    refused.forEach(line -> text.append(System.lineSeparator()).append("  ").append(line));
    return text.toString();
  }
}
