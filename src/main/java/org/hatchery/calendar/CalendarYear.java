package org.hatchery.calendar;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;

/**
 * The days of one year that differ from the rule of weekends, as the State Council's notice orders them.
 *
 * @param days true for a make-up working day, false for a holiday
 */
record CalendarYear(int year, Map<LocalDate, Boolean> days) {

  static final String HEADER = "date,kind,name";

  /**
   * Reads a file {@code date,kind(holiday|workday),name}.
   *
   * @throws IllegalStateException naming file and line of what cannot be read: a wrong calendar must not go unseen
   */
  static CalendarYear read(int year, String file, Reader text) throws IOException {
    Map<LocalDate, Boolean> days = new HashMap<>();
    BufferedReader lines = new BufferedReader(text);
    String line = lines.readLine();
    // spreadsheets like to put a byte order mark before the first word
    if (line == null || !HEADER.equals(line.replace("\uFEFF", "").strip())) {
      throw new IllegalStateException("Calendar " + file + ": the first line must be " + HEADER);
    }
    for (int number = 2; (line = lines.readLine()) != null; number++) {
      if (line.isBlank()) {
        continue;
      }
      String where = "Calendar " + file + ", line " + number + ": ";
      String[] cells = line.split(",", 3);
      if (cells.length < 2) {
        throw new IllegalStateException(where + "must be " + HEADER);
      }
      LocalDate date;
      try {
        date = LocalDate.parse(cells[0].strip());
      } catch (DateTimeException e) {
        throw new IllegalStateException(where + "not a date like 2026-10-01: " + cells[0].strip());
      }
      if (date.getYear() != year) {
        throw new IllegalStateException(where + date + " is not in the year of the file's name");
      }
      boolean working =
          switch (cells[1].strip()) {
            case "holiday" -> false;
            case "workday" -> true;
            default -> throw new IllegalStateException(where + "kind must be holiday or workday: " + cells[1].strip());
          };
      if (days.put(date, working) != null) {
        throw new IllegalStateException(where + date + " is in the file twice");
      }
    }
    return new CalendarYear(year, Map.copyOf(days));
  }
}
