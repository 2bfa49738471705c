package org.hatchery.incubation;

import org.hatchery.engine.Outcome;
import org.hatchery.engine.Step;
import org.hatchery.engine.Work;
import org.hatchery.notification.Mail;
import org.hatchery.organisation.People;
import org.hatchery.organisation.Role;
import org.hatchery.project.Project;
import org.hatchery.project.Projects;
import org.hatchery.project.Stage;
import org.springframework.stereotype.Component;

/** The rectification is done: the project goes back to where it was. */
@Component("clearRectification")
class ClearRectification implements Step {

  private final Rectifications rectifications;
  private final Projects projects;
  private final People people;
  private final Mail mail;

  ClearRectification(Rectifications rectifications, Projects projects, People people, Mail mail) {
    this.rectifications = rectifications;
    this.projects = projects;
    this.people = people;
    this.mail = mail;
  }

  @Override
  public Outcome run(Work work) {
    Rectification open = rectifications.last(work.caseNumber());
    rectifications.close(open, true);
    Project project = projects.get(work.caseNumber());
    if (project.stage() != Stage.INCUBATION) {
      // incubation goes on where it was and has no result yet
      projects.conclude(work.caseNumber(), "cleared");
    }
    mail.toGroup(
        "rectified:" + open.id(),
        people.group(project.group(), Role.LEADER),
        "整改到位：" + project.title(),
        "“" + project.title() + "”的整改经核验到位，项目继续推进。");
    return Outcome.silent();
  }
}
