package org.hatchery.evaluation;

import org.hatchery.engine.Outcome;
import org.hatchery.engine.Step;
import org.hatchery.engine.Work;
import org.hatchery.notification.Mail;
import org.hatchery.organisation.Organisations;
import org.hatchery.organisation.People;
import org.hatchery.organisation.Role;
import org.hatchery.project.Project;
import org.hatchery.project.Projects;
import org.springframework.stereotype.Component;

/** A recusal that is not decided in time: the supervisors hear of it. */
@Component("escalateRecusal")
class EscalateRecusal implements Step {

  private final Recusals recusals;
  private final Projects projects;
  private final Organisations organisations;
  private final People people;
  private final Mail mail;

  EscalateRecusal(Recusals recusals, Projects projects, Organisations organisations, People people, Mail mail) {
    this.recusals = recusals;
    this.projects = projects;
    this.organisations = organisations;
    this.people = people;
    this.mail = mail;
  }

  @Override
  public Outcome run(Work work) {
    Project project = projects.get(recusals.get(work.caseNumber()).caseNumber());
    organisations.above(project.street()).forEach(
        organisation ->
            mail.toGroup(
                "escalated:" + work.caseNumber(),
                people.group(organisation.code(), Role.SUPERVISOR),
                "回避申请逾期未决定：" + work.caseNumber(),
                "“" + project.title() + "”申请专家回避已过期限，还没有决定，请督促。"));
    return Outcome.of("escalated", "逾期未决定，已报监督人员");
  }
}
