package org.hatchery.project;

import org.hatchery.engine.Outcome;
import org.hatchery.engine.Step;
import org.hatchery.engine.Work;
import org.hatchery.notification.Mail;
import org.hatchery.organisation.People;
import org.hatchery.organisation.Role;
import org.springframework.stereotype.Component;

/** Ends the record of a project and tells its leader and its street. */
@Component("recordTerminated")
class RecordTerminated implements Step {

  private final Projects projects;
  private final People people;
  private final Mail mail;

  RecordTerminated(Projects projects, People people, Mail mail) {
    this.projects = projects;
    this.people = people;
    this.mail = mail;
  }

  @Override
  public Outcome run(Work work) {
    projects.end(work.caseNumber(), "终止");
    Project project = projects.get(work.caseNumber());
    String text = "“" + project.title() + "”（" + project.known() + "）已终止。原因：" + project.endReason() + "。";
    mail.toGroup("exit:" + work.caseNumber(), people.group(project.group(), Role.LEADER), "项目已终止：" + project.title(), text + "\n如有不同意见，请在十五个工作日内向上一级书面申请复核。");
    mail.toGroup("exit:" + work.caseNumber(), people.group(project.street(), Role.CLERK), "项目已终止：" + project.title(), text);
    return Outcome.of("ended", "项目终止").because(project.endReason());
  }
}
