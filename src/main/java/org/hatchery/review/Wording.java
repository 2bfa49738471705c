package org.hatchery.review;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.hatchery.calendar.WorkCalendar;
import org.hatchery.project.Area;
import org.hatchery.project.Project;

/** Dates, areas and marks as people read them. */
final class Wording {

  private Wording() {}

  static String day(LocalDate day) {
    return day == null ? "—" : WorkCalendar.DAY.format(day);
  }

  static String day(Instant at) {
    return WorkCalendar.DAY.format(at);
  }

  static String period(Round round) {
    return day(round.startsOn()) + "—" + day(round.endsOn());
  }

  static String area(String code) {
    return Area.of(code).map(Area::label).orElse(code);
  }

  static String areas(Collection<String> codes) {
    return codes.stream().map(Wording::area).collect(Collectors.joining("、"));
  }

  static String points(BigDecimal points) {
    return points == null ? "—" : points.toPlainString();
  }

  /** For a select: our own number and the title as the group wrote it. */
  static List<Map<String, String>> options(List<Project> projects) {
    return projects.stream()
        .map(project -> Map.of("label", project.known() + " " + project.title(), "value", project.caseNumber()))
        .toList();
  }
}
