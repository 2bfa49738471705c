package org.hatchery.review;

import java.util.Set;
import org.hatchery.engine.Outcome;
import org.hatchery.notification.Mail;
import org.hatchery.organisation.People;
import org.hatchery.organisation.Role;
import org.hatchery.project.Project;
import org.hatchery.project.Timeline;
import org.springframework.stereotype.Component;

/** Tells those concerned by mail and keeps in a project's timeline what its round did. */
@Component
class News {

  private final Mail mail;
  private final People people;
  private final Timeline timeline;

  News(Mail mail, People people, Timeline timeline) {
    this.mail = mail;
    this.people = people;
    this.timeline = timeline;
  }

  void toLeader(String event, Project project, String subject, String text) {
    mail.toGroup(event + ":" + project.caseNumber(), people.group(project.group(), Role.LEADER), subject, text);
  }

  void toClerks(String event, String owner, String subject, String text) {
    mail.toGroup(event, people.group(owner, Role.CLERK), subject, text);
  }

  void toPerson(String event, String person, String subject, String text) {
    mail.toPerson(event, person, subject, text);
  }

  /** A rule did it for the project. */
  void keep(String caseNumber, String activity, String name, Outcome outcome) {
    timeline.add(caseNumber, activity, name, null, Set.of(), outcome);
  }

  /** Somebody did it, in a task of the round. */
  void keep(String caseNumber, String activity, String name, String person, String candidateGroup, Outcome outcome) {
    timeline.add(
        caseNumber, activity, name, person, candidateGroup == null ? Set.of() : Set.of(candidateGroup), outcome);
  }
}
