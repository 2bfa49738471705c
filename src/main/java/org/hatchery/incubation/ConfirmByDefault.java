package org.hatchery.incubation;

import org.hatchery.engine.Outcome;
import org.hatchery.engine.Step;
import org.hatchery.engine.Work;
import org.hatchery.notification.Mail;
import org.hatchery.organisation.People;
import org.hatchery.organisation.Role;
import org.hatchery.project.Project;
import org.hatchery.project.Projects;
import org.springframework.stereotype.Component;

/** A group that does not answer in time enters the next round: it can still defer when the round asks it to confirm. */
@Component("confirmByDefault")
class ConfirmByDefault implements Step {

  private final Projects projects;
  private final People people;
  private final Mail mail;

  ConfirmByDefault(Projects projects, People people, Mail mail) {
    this.projects = projects;
    this.people = people;
    this.mail = mail;
  }

  @Override
  public Outcome run(Work work) {
    Project project = projects.get(work.caseNumber());
    mail.toGroup(
        "readyByDefault:" + work.caseNumber() + ":" + project.cycle(),
        people.group(project.group(), Role.LEADER),
        "出壳申请期满未答复：" + project.title(),
        "“" + project.title() + "”的出壳申请没有在期限内答复，视为确认。下一轮观摩评比开始时还会请您确认是否参评，届时可以申请缓评。");
    return Outcome.of("confirmed", "期满未答复，视为确认出壳申请");
  }
}
