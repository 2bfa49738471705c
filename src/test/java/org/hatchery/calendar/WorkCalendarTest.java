package org.hatchery.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.TimeZone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class WorkCalendarTest {

  // 1 October in Shanghai, still 30 September in UTC
  private final Clock clock = Clock.fixed(Instant.parse("2026-09-30T16:30:00Z"), ZoneOffset.UTC);
  private final WorkCalendar calendar = new WorkCalendar(clock, "");

  @Test
  void theYearsHaveAsManyWorkingDaysAsTheNoticesOfTheStateCouncilGive() {
    assertThat(workingDays(2024)).isEqualTo(251);
    assertThat(workingDays(2025)).isEqualTo(248);
    assertThat(workingDays(2026)).isEqualTo(248);
  }

  private long workingDays(int year) {
    return LocalDate.of(year, 1, 1).datesUntil(LocalDate.of(year + 1, 1, 1)).filter(calendar::isWorkingDay).count();
  }

  @ParameterizedTest
  @CsvSource({
    "2026-09-30, true, before National Day",
    "2026-10-01, false, National Day",
    "2026-10-07, false, the last day of the holiday",
    "2026-10-08, true, the first day after it",
    "2026-09-20, true, a Sunday worked for it",
    "2026-10-10, true, a Saturday worked for it",
    "2026-10-11, false, a Sunday",
    "2026-02-14, true, a Saturday worked for Spring Festival",
    "2026-02-16, false, New Year's Eve of the farmers' calendar",
    "2026-02-23, false, the last day of Spring Festival",
    "2026-02-28, true, a Saturday worked for it",
    "2026-11-28, false, a Saturday like any other",
    "2026-11-30, true, a Monday like any other",
    "2025-10-08, false, National Day and Mid-Autumn together",
  })
  void holidaysAreOffAndMakeUpDaysAreWorked(LocalDate date, boolean working, String what) {
    assertThat(calendar.isWorkingDay(date)).as(what).isEqualTo(working);
  }

  @ParameterizedTest
  @CsvSource({
    // the day it begins on does not count; 8, 9 and 10 October are worked
    "2026-09-30T02:00:00Z, 1, 2026-10-08T15:59:59Z",
    "2026-09-30T02:00:00Z, 3, 2026-10-10T15:59:59Z",
    "2026-09-30T02:00:00Z, 4, 2026-10-12T15:59:59Z",
    // across Spring Festival: 13 Friday, 14 worked, 15 to 23 off, 24 to 28 worked
    "2026-02-13T01:00:00Z, 1, 2026-02-14T15:59:59Z",
    "2026-02-13T01:00:00Z, 2, 2026-02-24T15:59:59Z",
    "2026-02-13T01:00:00Z, 6, 2026-02-28T15:59:59Z",
    // begins on a day off
    "2026-10-03T01:00:00Z, 1, 2026-10-08T15:59:59Z",
    "2026-10-03T01:00:00Z, 0, 2026-10-08T15:59:59Z",
    "2026-10-08T01:00:00Z, 0, 2026-10-08T15:59:59Z",
    // 23:30 UTC on Sunday is Monday morning in Shanghai
    "2026-11-29T23:30:00Z, 1, 2026-12-01T15:59:59Z",
    // the last second of a day is still that day
    "2026-11-30T15:59:59Z, 1, 2026-12-01T15:59:59Z",
    "2026-11-30T16:00:00Z, 1, 2026-12-02T15:59:59Z",
    // across the year
    "2025-12-30T01:00:00Z, 2, 2026-01-04T15:59:59Z",
  })
  void aTermEndsWithItsLastWorkingDay(Instant from, int days, Instant end) {
    assertThat(calendar.endOfWorkingDay(from, days)).isEqualTo(end);
    if (days > 0) {
      assertThat(calendar.workingDaysBetween(from, end)).isEqualTo(days);
      assertThat(calendar.workingDaysBetween(end, from)).isEqualTo(-days);
    }
  }

  @Test
  void aTermOfLessThanNoDaysIsAMistake() {
    assertThatThrownBy(() -> calendar.endOfWorkingDay(clock.instant(), -1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void everyWorkingDayOfAllYearsIsCountedOnce() {
    Instant from = calendar.endOfDay(LocalDate.of(2023, 12, 31));
    for (int days = 1; days <= 747; days++) {
      Instant end = calendar.endOfWorkingDay(from, days);
      assertThat(calendar.workingDaysBetween(from, end)).isEqualTo(days);
      assertThat(calendar.isWorkingDay(calendar.date(end))).isTrue();
    }
    assertThat(calendar.date(calendar.endOfWorkingDay(from, 747))).isEqualTo(LocalDate.of(2026, 12, 31));
  }

  @Test
  void countingBackReachesADayOnWhichPeopleWork() {
    assertThat(calendar.minus(LocalDate.of(2026, 10, 8), 1)).isEqualTo(LocalDate.of(2026, 9, 30));
    assertThat(calendar.minus(LocalDate.of(2026, 10, 3), 0)).isEqualTo(LocalDate.of(2026, 9, 30));
    assertThat(calendar.minus(LocalDate.of(2026, 12, 1), 2)).isEqualTo(LocalDate.of(2026, 11, 27));
  }

  @Test
  void todayIsTheDayInChinaWhereverTheMachineStands() {
    TimeZone machine = TimeZone.getDefault();
    try {
      TimeZone.setDefault(TimeZone.getTimeZone("America/New_York"));
      assertThat(calendar.today()).isEqualTo(LocalDate.of(2026, 10, 1));
      // the night in which New York's clocks go back
      assertThat(calendar.endOfWorkingDay(Instant.parse("2026-10-30T04:00:00Z"), 1))
          .isEqualTo(Instant.parse("2026-11-02T15:59:59Z"));
    } finally {
      TimeZone.setDefault(machine);
    }
  }

  @Test
  void aYearWithoutDataHasItsWeekendsOffAndTheLogWarnsOnce(CapturedOutput log) {
    assertThat(calendar.knows(2026)).isTrue();
    assertThat(calendar.knows(2027)).isFalse();
    assertThat(log).doesNotContain("2027");
    assertThat(calendar.endOfWorkingDay(Instant.parse("2026-12-31T02:00:00Z"), 1))
        .isEqualTo(Instant.parse("2027-01-01T15:59:59Z"));
    assertThat(calendar.endOfWorkingDay(Instant.parse("2026-12-31T02:00:00Z"), 2))
        .isEqualTo(Instant.parse("2027-01-04T15:59:59Z"));
    assertThat(log.getAll().split("holidays of 2027 are not known", -1)).hasSize(2);
    assertThat(log).contains("Put 2027.csv into the folder named by hatchery.calendar.directory");
  }

  @Test
  void aCitysOwnFilesTakeThePlaceOfTheShippedOnes(@TempDir Path folder, CapturedOutput log) throws Exception {
    Files.writeString(folder.resolve("2026.csv"), "date,kind,name\n2026-06-18,holiday,停水停电\n");
    // as a spreadsheet saves it: byte order mark, line ends of Windows, an empty line
    Files.writeString(
        folder.resolve("2027.csv"),
        "\uFEFFdate,kind,name\r\n2027-01-01,holiday,元旦\r\n\r\n2027-01-02,workday,\r\n");
    Files.writeString(folder.resolve("说明.txt"), "not a calendar");
    WorkCalendar own = new WorkCalendar(clock, folder.toString());
    assertThat(own.isWorkingDay(LocalDate.of(2026, 6, 18))).isFalse();
    assertThat(own.isWorkingDay(LocalDate.of(2026, 10, 1))).isTrue();
    assertThat(own.isWorkingDay(LocalDate.of(2025, 10, 1))).isFalse();
    assertThat(own.endOfWorkingDay(Instant.parse("2026-12-31T02:00:00Z"), 1))
        .isEqualTo(Instant.parse("2027-01-02T15:59:59Z"));
    assertThat(log).doesNotContain("not known");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'日期,类型'                               | the first line must be date,kind,name",
        "'date,kind,name\n2026-13-01,holiday,x'    | line 2: not a date like 2026-10-01: 2026-13-01",
        "'date,kind,name\n\n2026-10-01,free,x'     | line 3: kind must be holiday or workday: free",
        "'date,kind,name\n2025-10-01,holiday,x'    | line 2: 2025-10-01 is not in the year of the file's name",
        "'date,kind,name\n2026-10-01'              | line 2: must be date,kind,name",
        "'date,kind,name\n2026-10-01,holiday,x\n2026-10-01,workday,y' | line 3: 2026-10-01 is in the file twice",
      })
  void aWrongFileStopsTheStartAndSaysWhere(String text, String why, @TempDir Path folder) throws Exception {
    Files.writeString(folder.resolve("2026.csv"), text.strip());
    assertThatThrownBy(() -> new WorkCalendar(clock, folder.toString()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("2026.csv")
        .hasMessageContaining(why);
  }

  @Test
  void aMissingFolderStopsTheStart(@TempDir Path folder) {
    assertThatThrownBy(() -> new WorkCalendar(clock, folder.resolve("nowhere").toString()))
        .hasMessageContaining("hatchery.calendar.directory is not a folder");
  }
}
