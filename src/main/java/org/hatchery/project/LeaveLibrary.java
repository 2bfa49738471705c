package org.hatchery.project;

import org.hatchery.engine.Outcome;
import org.hatchery.engine.Step;
import org.hatchery.engine.Work;
import org.hatchery.notification.Mail;
import org.hatchery.organisation.People;
import org.hatchery.organisation.Role;
import org.springframework.stereotype.Component;

/** Takes a project out of the library with public reason; it comes back only by a new proposal that names it. */
@Component("leaveLibrary")
class LeaveLibrary implements Step {

  private final Projects projects;
  private final People people;
  private final Mail mail;

  LeaveLibrary(Projects projects, People people, Mail mail) {
    this.projects = projects;
    this.people = people;
    this.mail = mail;
  }

  @Override
  public Outcome run(Work work) {
    projects.end(work.caseNumber(), "未达到要求");
    Project project = projects.get(work.caseNumber());
    mail.toGroup(
        "left:" + work.caseNumber(),
        people.group(project.group(), Role.LEADER),
        "项目已退库：" + project.title(),
        "“" + project.title() + "”（" + project.known() + "）已退出项目库。原因：" + project.endReason()
            + "。\n如要再来，请重新申报，并写明原项目编号。");
    return Outcome.of("left", "退出项目库").because(project.endReason());
  }
}
