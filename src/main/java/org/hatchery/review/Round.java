package org.hatchery.review;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * A round 评比轮次.
 *
 * @param owner code of the street or city that holds it
 * @param title null while nothing was typed
 * @param areas codes of the areas it takes
 * @param state draft, enrolling, visiting, ranking, announced or stopped
 * @param enrolUntil last moment to enrol; null before it opened
 * @param seed of the draw of observers; null before
 * @param wholeCity whether observers come from the pools of the whole city
 * @param reason why it was stopped; null
 * @param notice number of the public notice; null before
 */
record Round(
    String number, String owner, String startedBy, String title, LocalDate startsOn, LocalDate endsOn,
    List<String> areas, String state, Instant enrolUntil, Long seed, boolean wholeCity, String reason, String notice) {

  String name() {
    return title == null ? "观摩评比" : title;
  }
}
