package org.hatchery.evaluation;

import org.hatchery.engine.Outcome;
import org.hatchery.engine.Step;
import org.hatchery.engine.Work;
import org.hatchery.notification.Mail;
import org.hatchery.organisation.People;
import org.hatchery.organisation.Role;
import org.hatchery.project.Project;
import org.hatchery.project.Projects;
import org.springframework.stereotype.Component;

/** Absent without cause: that part is 0, and the group hears why (DOMAIN.md section 2, presentation). */
@Component("missPresentation")
class MissPresentation implements Step {

  private final Projects projects;
  private final Presentations presentations;
  private final People people;
  private final Mail mail;

  MissPresentation(Projects projects, Presentations presentations, People people, Mail mail) {
    this.projects = projects;
    this.presentations = presentations;
    this.people = people;
    this.mail = mail;
  }

  @Override
  public Outcome run(Work work) {
    Project project = projects.get(work.caseNumber());
    mail.toGroup(
        "evaluation.missed:" + work.caseNumber(),
        people.group(project.group(), Role.LEADER),
        "路演未到场：" + project.title(),
        "“" + project.title() + "”的路演登记为无故未到，路演部分记 0 分。登记的说明："
            + presentations.get(work.caseNumber()).note() + "\n如与事实不符，请尽快与镇街联系；也可在公示期申请复核。");
    return Outcome.silent();
  }
}
