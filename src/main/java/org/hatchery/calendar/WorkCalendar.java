package org.hatchery.calendar;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;

/**
 * Working days in China: weekends off, public holidays off, make-up days worked; all in Asia/Shanghai (DESIGN.md,
 * Time). The years come from {@code calendar/<year>.csv}; a file of the same name in {@code
 * hatchery.calendar.directory} takes the place of the shipped one. In a year without a file only weekends are off,
 * and the log warns once when a deadline reaches it.
 */
@Component
public class WorkCalendar {

  public static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

  /** A day as people read it, of an instant in {@link #ZONE}. */
  public static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyy年M月d日").withZone(ZONE);

  /** The same with hour and minute. */
  public static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("yyyy年M月d日 HH:mm").withZone(ZONE);

  private static final Logger log = LoggerFactory.getLogger(WorkCalendar.class);
  private static final Pattern FILE = Pattern.compile("([0-9]{4})\\.csv");
  private static final LocalTime LAST_SECOND = LocalTime.of(23, 59, 59);

  private final Clock clock;
  private final Map<Integer, CalendarYear> years;
  private final Set<Integer> warned = ConcurrentHashMap.newKeySet();

  @Autowired
  WorkCalendar(Clock clock, @Value("${hatchery.calendar.directory:}") String directory) {
    this(clock, read(directory));
  }

  WorkCalendar(Clock clock, Map<Integer, CalendarYear> years) {
    this.clock = clock;
    this.years = years;
  }

  public boolean isWorkingDay(LocalDate date) {
    CalendarYear year = years.get(date.getYear());
    Boolean ordered = year == null ? null : year.days().get(date);
    if (ordered != null) {
      return ordered;
    }
    return date.getDayOfWeek() != DayOfWeek.SATURDAY && date.getDayOfWeek() != DayOfWeek.SUNDAY;
  }

  /** @return true where the holidays of the year are known, false where only the rule of weekends holds */
  public boolean knows(int year) {
    return years.containsKey(year);
  }

  /**
   * End of a term of working days; the day it begins on does not count.
   *
   * @param days working days, 0 or more; 0: the same day, or the next working day where that is none
   * @return 23:59:59 of the last day
   */
  public Instant endOfWorkingDay(Instant from, int days) {
    return endOfDay(plus(date(from), days));
  }

  /** @return 23:59:59 of that day */
  public Instant endOfDay(LocalDate date) {
    return date.atTime(LAST_SECOND).atZone(ZONE).toInstant();
  }

  public LocalDate today() {
    return date(clock.instant());
  }

  /** The date people in China see on the wall at that moment. */
  public LocalDate date(Instant at) {
    return at.atZone(ZONE).toLocalDate();
  }

  /**
   * Counts as terms are counted: not the day of {@code from}, but the day of {@code to}.
   *
   * @return 0 on the same day; negative where {@code to} lies before
   */
  public int workingDaysBetween(Instant from, Instant to) {
    LocalDate start = date(from);
    LocalDate end = date(to);
    if (end.isBefore(start)) {
      return -workingDaysBetween(to, from);
    }
    int count = 0;
    for (LocalDate day = start.plusDays(1); !day.isAfter(end); day = day.plusDays(1)) {
      count += isWorkingDay(day) ? 1 : 0;
    }
    return count;
  }

  /** The day itself if people work on it, else the next on which they do. */
  LocalDate orNext(LocalDate date) {
    LocalDate day = date;
    while (!isWorkingDay(day)) {
      day = day.plusDays(1);
    }
    warnOf(day);
    return day;
  }

  /** @param days working days, 0 or more */
  LocalDate plus(LocalDate from, int days) {
    if (days < 0) {
      throw new IllegalArgumentException("A term cannot have " + days + " days");
    }
    LocalDate day = from;
    for (int left = days; left > 0; ) {
      day = day.plusDays(1);
      left -= isWorkingDay(day) ? 1 : 0;
    }
    return orNext(day);
  }

  /** The last working day with at least so many working days left until the date, that date counted. */
  public LocalDate minus(LocalDate from, int days) {
    LocalDate day = from;
    int left = days;
    while (left > 0 || !isWorkingDay(day)) {
      left -= isWorkingDay(day) ? 1 : 0;
      day = day.minusDays(1);
    }
    return day;
  }

  private void warnOf(LocalDate reached) {
    int year = reached.getYear();
    if (!knows(year) && warned.add(year)) {
      log.warn(
          "A deadline falls on {}, but the holidays of {} are not known: only weekends are counted as days off."
              + " Put {}.csv into the folder named by hatchery.calendar.directory and start again",
          reached,
          year,
          year);
    }
  }

  private static Map<Integer, CalendarYear> read(String directory) {
    try {
      Map<Integer, CalendarYear> years = new HashMap<>();
      for (Resource file : new PathMatchingResourcePatternResolver().getResources("classpath:calendar/*.csv")) {
        try (Reader text = new InputStreamReader(file.getInputStream(), StandardCharsets.UTF_8)) {
          add(years, file.getFilename(), text);
        }
      }
      if (!directory.isBlank()) {
        for (Path file : filesOf(Path.of(directory))) {
          try (Reader text = Files.newBufferedReader(file)) {
            add(years, file.getFileName().toString(), text);
          }
        }
      }
      return Map.copyOf(years);
    } catch (IOException e) {
      throw new UncheckedIOException("The work calendar cannot be read", e);
    }
  }

  private static List<Path> filesOf(Path directory) throws IOException {
    if (!Files.isDirectory(directory)) {
      throw new IllegalStateException("hatchery.calendar.directory is not a folder: " + directory);
    }
    try (Stream<Path> files = Files.list(directory)) {
      return files.filter(file -> FILE.matcher(file.getFileName().toString()).matches()).sorted().toList();
    }
  }

  private static void add(Map<Integer, CalendarYear> years, String name, Reader text) throws IOException {
    Matcher year = FILE.matcher(name);
    if (!year.matches()) {
      throw new IllegalStateException("A calendar file must be named like 2026.csv: " + name);
    }
    int number = Integer.parseInt(year.group(1));
    years.put(number, CalendarYear.read(number, name, text));
  }
}
