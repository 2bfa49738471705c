package org.hatchery.review;

import java.util.stream.Collectors;
import org.hatchery.organisation.Organisations;
import org.hatchery.organisation.People;
import org.hatchery.project.Project;
import org.hatchery.project.Projects;
import org.hatchery.publicity.Notices;
import org.springframework.stereotype.Component;

/** A result of a round as the public notice shows it. */
@Component
class Announcements {

  private final Projects projects;
  private final Organisations organisations;
  private final People people;
  private final Visits visits;

  Announcements(Projects projects, Organisations organisations, People people, Visits visits) {
    this.projects = projects;
    this.organisations = organisations;
    this.people = people;
    this.visits = visits;
  }

  /** @param entry whose result is decided */
  Notices.Item item(Entry entry) {
    Project project = projects.get(entry.caseNumber());
    String observers =
        visits.to(entry.round(), entry.caseNumber()).stream()
            .filter(visit -> visit.state().equals("scored"))
            .map(visit -> people.get(visit.observer()).name())
            .collect(Collectors.joining("、"));
    String place = entry.place() == null ? "" : "（" + Wording.area(entry.area()) + "第 " + entry.place() + " 名）";
    return new Notices.Item(
        entry.caseNumber(),
        project.title(),
        organisations.get(project.group()).name(),
        Result.label(entry.result()) + place,
        entry.total(),
        null,
        observers);
  }
}
