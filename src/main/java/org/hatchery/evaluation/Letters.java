package org.hatchery.evaluation;

import org.hatchery.notification.Mail;
import org.hatchery.organisation.People;
import org.hatchery.organisation.Role;
import org.hatchery.project.Project;
import org.hatchery.project.Projects;
import org.springframework.stereotype.Component;

/** Letters of evaluation to the leader of the group. */
@Component("evaluationLetters")
class Letters {

  private final Mail mail;
  private final People people;
  private final Projects projects;

  Letters(Mail mail, People people, Projects projects) {
    this.mail = mail;
    this.people = people;
    this.projects = projects;
  }

  /** @param text follows the name and number of the project */
  void toLeader(String event, String caseNumber, String subject, String text) {
    Project project = projects.get(caseNumber);
    mail.toGroup(
        event + ":" + caseNumber,
        people.group(project.group(), Role.LEADER),
        subject + "：" + project.title(),
        "“" + project.title() + "”（" + project.known() + "）" + text);
  }
}
