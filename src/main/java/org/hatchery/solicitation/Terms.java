package org.hatchery.solicitation;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import org.hatchery.calendar.WorkCalendar;

/**
 * What a call says. In a draft any text may be null and any list empty.
 *
 * @param areas codes of {@link org.hatchery.project.Area}
 * @param opensOn opens when this day begins
 * @param closesAt HH:mm, on the day of closing
 * @param places how many projects are wanted
 * @param limitFen most that one project may ask for, in fen
 * @param registrations who may apply: registered, filed, none
 * @param lanes codes of {@link org.hatchery.project.Lane}
 * @param presentation yes or no: whether a presentation 路演 is held
 * @param needs numbers of the needs that it asks to be answered
 */
record Terms(
    String title,
    String introduction,
    List<String> areas,
    LocalDate opensOn,
    LocalDate closesOn,
    String closesAt,
    Integer places,
    Long limitFen,
    List<String> registrations,
    List<String> lanes,
    String presentation,
    List<String> needs,
    String enquiryPhone,
    String supervisionPhone) {

  static final Terms EMPTY =
      new Terms(null, null, null, null, null, null, null, null, null, null, null, null, null, null);

  Terms {
    areas = areas == null ? List.of() : List.copyOf(areas);
    registrations = registrations == null ? List.of() : List.copyOf(registrations);
    lanes = lanes == null ? List.of() : List.copyOf(lanes);
    needs = needs == null ? List.of() : List.copyOf(needs);
  }

  Instant opens() {
    return opensOn.atStartOfDay(WorkCalendar.ZONE).toInstant();
  }

  Instant closes() {
    return moment(closesOn, closesAt);
  }

  /** @param time HH:mm */
  static Instant moment(LocalDate day, String time) {
    return day.atTime(LocalTime.parse(time)).atZone(WorkCalendar.ZONE).toInstant();
  }

  Terms closing(LocalDate day, String time) {
    return new Terms(
        title, introduction, areas, opensOn, day, time, places, limitFen, registrations, lanes, presentation, needs,
        enquiryPhone, supervisionPhone);
  }
}
