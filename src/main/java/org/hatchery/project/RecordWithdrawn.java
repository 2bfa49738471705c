package org.hatchery.project;

import org.hatchery.engine.Outcome;
import org.hatchery.engine.Step;
import org.hatchery.engine.Work;
import org.hatchery.notification.Mail;
import org.hatchery.organisation.People;
import org.hatchery.organisation.Role;
import org.springframework.stereotype.Component;

/** Ends the record of a project and tells its leader and its street. */
@Component("recordWithdrawn")
class RecordWithdrawn implements Step {

  private final Projects projects;
  private final People people;
  private final Mail mail;

  RecordWithdrawn(Projects projects, People people, Mail mail) {
    this.projects = projects;
    this.people = people;
    this.mail = mail;
  }

  @Override
  public Outcome run(Work work) {
    projects.end(work.caseNumber(), "撤回");
    Project project = projects.get(work.caseNumber());
    String text = "“" + project.title() + "”（" + project.known() + "）已撤回。原因：" + project.endReason() + "。";
    mail.toGroup("exit:" + work.caseNumber(), people.group(project.group(), Role.LEADER), "项目已撤回：" + project.title(), text);
    mail.toGroup("exit:" + work.caseNumber(), people.group(project.street(), Role.CLERK), "项目已撤回：" + project.title(), text);
    return Outcome.of("ended", "项目撤回").because(project.endReason());
  }
}
