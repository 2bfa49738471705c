package org.hatchery.operation;

import java.time.Period;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.hatchery.calendar.WorkCalendar;
import org.hatchery.engine.Decision;
import org.hatchery.engine.Rules;
import org.hatchery.project.Project;
import org.hatchery.project.Projects;
import org.springframework.stereotype.Component;

/** What an application for a brand must meet, by brandRequirements.dmn. */
@Component
class Requirements {

  private final Projects projects;
  private final WorkCalendar calendar;
  private final Rules rules;

  Requirements(Projects projects, WorkCalendar calendar, Rules rules) {
    this.projects = projects;
    this.calendar = calendar;
    this.rules = rules;
  }

  /** @param source table and version */
  record Answer(List<Criterion> criteria, String source) {

    /** What is missing, in the user's words; empty where nothing is. */
    List<String> missing() {
      return criteria.stream().filter(criterion -> !criterion.met()).map(Criterion::missing).toList();
    }

    List<Map<String, String>> rows() {
      return criteria.stream()
          .map(c -> Map.of("criterion", c.criterion(), "met", c.met() ? "达到" : "未达到", "missing", c.missing()))
          .toList();
    }

    String said() {
      return source + "："
          + criteria.stream()
              .map(c -> c.criterion() + (c.met() ? "，达到" : "，未达到"))
              .collect(Collectors.joining("；"));
    }
  }

  record Criterion(String criterion, boolean met, String missing) {}

  Answer of(String caseNumber, Application.Content content) {
    Project project = projects.get(caseNumber);
    long months =
        project.admittedAt() == null
            ? 0
            : Period.between(calendar.date(project.admittedAt()), calendar.today()).toTotalMonths();
    Decision said =
        rules.decide(
            "brandRequirements",
            Map.of(
                "months", (int) months,
                "rectifying", projects.rectifying(caseNumber),
                "emblem", !content.emblem().isEmpty(),
                "standard", !content.serviceStandard().isEmpty(),
                "handbook", !content.handbook().isEmpty()));
    return new Answer(
        said.rows().stream()
            .map(row -> new Criterion(
                (String) row.get("criterion"), (boolean) row.get("met"), (String) row.get("missing")))
            .toList(),
        said.source());
  }
}
