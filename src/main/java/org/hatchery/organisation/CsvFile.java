package org.hatchery.organisation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.hatchery.organisation.ImportReport.RefusedLine;

/**
 * A file of comma-separated values with a header, as spreadsheets write it: UTF-8 with or without byte order mark, or
 * GB18030. Headers may be Chinese or English.
 *
 * @param lines what could be read
 * @param refused what could not
 */
record CsvFile(List<Line> lines, List<RefusedLine> refused) {

  /** What keeps a spreadsheet from computing a cell is no part of what it says. */
  private static final Pattern QUOTED_FORMULA = Pattern.compile("^'(?=[=+\\-@])");

  /**
   * @param number of the line in the file, the first is 1
   * @param values by English header, stripped; a column that is missing or empty is not there
   */
  record Line(String file, int number, Map<String, String> values) {

    /** Empty text where the column is missing or empty. */
    String get(String key) {
      return values.getOrDefault(key, "");
    }

    boolean has(String key) {
      return values.containsKey(key);
    }
  }

  /**
   * @param name shown in the report
   * @param columns Chinese header by English header
   * @param required English headers that must be there
   */
  static CsvFile read(String name, byte[] content, Map<String, String> columns, List<String> required) {
    List<Line> lines = new ArrayList<>();
    List<RefusedLine> refused = new ArrayList<>();
    String text;
    try {
      text = decode(content);
    } catch (CharacterCodingException e) {
      refused.add(new RefusedLine(name, 0, "", "文件编码无法识别，请另存为 UTF-8 的 CSV 后再导入。"));
      return new CsvFile(lines, refused);
    }
    CsvMapper mapper =
        CsvMapper.builder()
            .enable(CsvParser.Feature.WRAP_AS_ARRAY, CsvParser.Feature.TRIM_SPACES, CsvParser.Feature.SKIP_EMPTY_LINES)
            .build();
    List<String> header = null;
    int number = 0;
    try (MappingIterator<String[]> rows = mapper.readerFor(String[].class).readValues(text)) {
      while (rows.hasNextValue()) {
        number = rows.getParser().currentLocation().getLineNr();
        String[] cells = rows.nextValue();
        if (header == null) {
          header = header(name, number, cells, columns, required, refused);
          if (header.isEmpty()) {
            return new CsvFile(lines, refused);
          }
          continue;
        }
        Map<String, String> values = values(header, cells);
        if (cells.length > header.size()) {
          refused.add(
              new RefusedLine(
                  name,
                  number,
                  "",
                  "这一行有 %d 列，表头只有 %d 列；内容里的逗号请用双引号括起来。".formatted(cells.length, header.size())));
        } else if (!values.isEmpty()) {
          lines.add(new Line(name, number, values));
        }
      }
    } catch (JsonProcessingException e) {
      refused.add(new RefusedLine(name, Math.max(number, 1), "", "这一行的引号不配对，此行及以后的内容没有读入，请改正后重新导入。"));
    } catch (IOException e) {
      throw new IllegalStateException("Cannot read a text in memory", e);
    }
    if (header == null) {
      refused.add(new RefusedLine(name, 1, "", "文件是空的，第一行应为表头：" + String.join("、", columns.values()) + "。"));
    }
    return new CsvFile(lines, refused);
  }

  private static String decode(byte[] content) throws CharacterCodingException {
    String text;
    try {
      text = strict(content, StandardCharsets.UTF_8);
    } catch (CharacterCodingException e) {
      text = strict(content, Charset.forName("GB18030"));
    }
    return text.startsWith("\uFEFF") ? text.substring(1) : text;
  }

  private static String strict(byte[] content, Charset charset) throws CharacterCodingException {
    return charset
        .newDecoder()
        .onMalformedInput(CodingErrorAction.REPORT)
        .onUnmappableCharacter(CodingErrorAction.REPORT)
        .decode(ByteBuffer.wrap(content))
        .toString();
  }

  /** English headers in the order of the file, null for a column we do not know; empty where the file is of no use. */
  private static List<String> header(
      String file,
      int number,
      String[] cells,
      Map<String, String> columns,
      List<String> required,
      List<RefusedLine> refused) {
    Map<String, String> known = new HashMap<>();
    columns.forEach(
        (english, chinese) -> {
          known.put(english, english);
          known.put(chinese, english);
        });
    List<String> header = new ArrayList<>();
    for (String cell : cells) {
      String key = known.get(cell.strip().toLowerCase(Locale.ROOT));
      if (key == null && !cell.isBlank()) {
        refused.add(
            new RefusedLine(
                file,
                number,
                cell.strip(),
                "没有这个列名，此列没有读入；可用的列名：" + String.join("、", columns.values()) + "。"));
      }
      if (key != null && header.contains(key)) {
        refused.add(new RefusedLine(file, number, columns.get(key), "表头里有两个同名的列，请删去一个后重新导入。"));
        return List.of();
      }
      header.add(key);
    }
    for (String key : required) {
      if (!header.contains(key)) {
        refused.add(new RefusedLine(file, number, columns.get(key), "表头缺少这一列，整个文件没有导入，请补上后重新导入。"));
      }
    }
    return header.containsAll(required) ? header : Collections.emptyList();
  }

  private static Map<String, String> values(List<String> header, String[] cells) {
    Map<String, String> values = new HashMap<>();
    for (int i = 0; i < Math.min(header.size(), cells.length); i++) {
      if (header.get(i) != null && cells[i] != null && !cells[i].isBlank()) {
        String cell = cells[i].strip();
        boolean exact = header.get(i).equals("password");
        values.put(header.get(i), exact ? cell : QUOTED_FORMULA.matcher(cell).replaceFirst(""));
      }
    }
    return values;
  }
}
