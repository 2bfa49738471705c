package org.hatchery.desk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** docs/rights.md, read: each line of its tables that begins with a method. */
final class RightsTable {

  static final Path FILE = Path.of("docs/rights.md");

  /** Columns of the table, in order. */
  enum Who {
    NOBODY, LEADER, MEMBER, CLERK, SIGNER, EXPERT, MENTOR, SUPERVISOR, ADMINISTRATOR
  }

  /** Whose case, task or account is asked for; the three answers of a cell, in order. */
  enum Whose {
    OWN, NEIGHBOUR, OTHER_BRANCH
  }

  /** Words of the cells, with the statuses that they stand for. */
  private static final Map<String, List<Integer>> WORDS =
      Map.of("可", List.of(200, 204), "转", List.of(302, 303), "禁", List.of(403), "无", List.of(404), "拒", List.of(400, 409));

  /** One path. @param cells by column; a cell has one answer for all three, or three */
  record Row(String method, String path, List<List<String>> cells) {

    Optional<String> answer(Who who, Whose whose) {
      List<String> cell = cells.get(who.ordinal());
      String word = cell.size() == 1 ? cell.get(0) : cell.get(whose.ordinal());
      return word.equals("—") ? Optional.empty() : Optional.of(word);
    }

    boolean knowsWhose() {
      return cells.stream().anyMatch(cell -> cell.size() > 1);
    }

    @Override
    public String toString() {
      return method + " " + path;
    }
  }

  private RightsTable() {}

  static List<Row> read() {
    try {
      List<Row> rows = new ArrayList<>();
      for (String line : Files.readAllLines(FILE)) {
        if (line.matches("\\| (GET|POST|PUT|DELETE|OPTIONS) .*")) {
          rows.add(row(line));
        }
      }
      return rows;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Row row(String line) {
    List<String> parts = Arrays.stream(line.substring(1).split("\\|")).map(String::strip).toList();
    int columns = Who.values().length;
    if (parts.size() != columns + 3) {
      throw new AssertionError(FILE + ": a line of " + (columns + 3) + " columns is wanted, this has " + parts.size() + ": " + line);
    }
    List<List<String>> cells =
        parts.subList(2, 2 + columns).stream().map(cell -> Arrays.stream(cell.split("/")).map(String::strip).toList()).toList();
    return new Row(parts.get(0), parts.get(1).replace("`", ""), cells);
  }

  /** The word of the table for what was answered. */
  static String word(int status, String location) {
    if (status == 401 || status == 302 && location.matches("(https?://[^/]+)?/login([?#].*)?")) {
      return "登录";
    }
    return WORDS.entrySet().stream()
        .filter(word -> word.getValue().contains(status))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElse(String.valueOf(status));
  }
}
