package org.hatchery.project;

import org.hatchery.engine.Outcome;
import org.hatchery.engine.Step;
import org.hatchery.engine.Work;
import org.hatchery.notification.Mail;
import org.hatchery.organisation.People;
import org.hatchery.organisation.Role;
import org.springframework.stereotype.Component;

/** Gives the project its number and enters it in the library as 培育中 (DOMAIN.md, Evaluation, admission). */
@Component("admitProject")
class AdmitProject implements Step {

  private final Projects projects;
  private final People people;
  private final Mail mail;

  AdmitProject(Projects projects, People people, Mail mail) {
    this.projects = projects;
    this.people = people;
    this.mail = mail;
  }

  @Override
  public Outcome run(Work work) {
    String number = projects.admit(work.caseNumber());
    Project project = projects.get(work.caseNumber());
    mail.toGroup(
        "admitted:" + work.caseNumber(),
        people.group(project.group(), Role.LEADER),
        "项目已入库：" + project.title(),
        "“" + project.title() + "”公示无异议，已进入项目库，项目编号 " + number + "，状态为培育中。\n"
            + (project.lane() == Lane.SEEDLING
                ? "下一步：请编制孵化计划，待办会另行通知您。"
                : "下一步：项目按成熟项目参加下一轮观摩评比，轮次开始时会请您确认参评。"));
    return Outcome.of("admitted", "入库，项目编号 " + number);
  }
}
