package org.hatchery.solicitation;

import org.hatchery.engine.Outcome;
import org.hatchery.engine.Step;
import org.hatchery.engine.Work;
import org.hatchery.notification.Mail;
import org.springframework.stereotype.Component;

/** A need that no project took up in its term is closed; who asked is told. */
@Component("closeNeed")
class CloseNeed implements Step {

  private final Needs needs;
  private final Mail mail;
  private final NeedPaths paths;

  CloseNeed(Needs needs, Mail mail, NeedPaths paths) {
    this.paths = paths;
    this.needs = needs;
    this.mail = mail;
  }

  @Override
  public Outcome run(Work work) {
    needs.decide(work.caseNumber(), Need.Status.CLOSED, "期满无项目承接");
    mail.toAddress(
        "closed:" + work.caseNumber(),
        needs.get(work.caseNumber()).email(),
        "您反映的需求已结束登记",
        "您反映的需求（" + work.caseNumber() + "）期满仍没有项目承接，登记到此结束。如仍有需要，请再次反映。");
    paths.ended(work.caseNumber());
    return Outcome.of("closed", "期满无项目承接，结束登记");
  }
}
