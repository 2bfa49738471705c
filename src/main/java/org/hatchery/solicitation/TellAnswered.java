package org.hatchery.solicitation;

import org.hatchery.engine.Outcome;
import org.hatchery.engine.Step;
import org.hatchery.engine.Work;
import org.hatchery.notification.Mail;
import org.hatchery.project.Project;
import org.hatchery.project.Projects;
import org.springframework.stereotype.Component;

/** Residents of the answered needs are told of the admission (DOMAIN.md, Evaluation, admission). */
@Component("tellAnswered")
class TellAnswered implements Step {

  private final Needs needs;
  private final Projects projects;
  private final Mail mail;
  private final NeedPaths paths;

  TellAnswered(Needs needs, Projects projects, Mail mail, NeedPaths paths) {
    this.paths = paths;
    this.needs = needs;
    this.projects = projects;
    this.mail = mail;
  }

  @Override
  public Outcome run(Work work) {
    Project project = projects.get(needs.answeredBy(work.caseNumber()).orElseThrow());
    needs.decide(work.caseNumber(), Need.Status.ANSWERED, "");
    mail.toAddress(
        "answered:" + work.caseNumber(),
        needs.get(work.caseNumber()).email(),
        "您反映的需求有项目承接了",
        "您反映的需求（" + work.caseNumber() + "）由项目“" + project.title() + "”（" + project.known() + "）承接。");
    paths.ended(work.caseNumber());
    return Outcome.of("answered", "由项目 " + project.known() + " 承接");
  }
}
