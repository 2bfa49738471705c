package org.hatchery.solicitation;

import org.hatchery.engine.Outcome;
import org.hatchery.engine.Step;
import org.hatchery.engine.Work;
import org.hatchery.notification.Mail;
import org.springframework.stereotype.Component;

/** Some time after a project took it up, who asked is asked whether it is solved (DOMAIN.md, collect needs). */
@Component("askSolved")
class AskSolved implements Step {

  private final Needs needs;
  private final NeedPaths paths;
  private final Mail mail;

  AskSolved(Needs needs, NeedPaths paths, Mail mail) {
    this.needs = needs;
    this.paths = paths;
    this.mail = mail;
  }

  @Override
  public Outcome run(Work work) {
    String code = paths.askSolved(work.caseNumber());
    int times = paths.of(work.caseNumber()).reopened();
    paths.tell("askSolved" + times, work.caseNumber(), "您反映的需求解决了吗",
        "您反映的需求“" + needs.get(work.caseNumber()).summary() + "”（" + work.caseNumber() + "）已有项目承接一段时间。解决了吗？请点这里答复（只能答复一次）："
            + mail.link("/portal/solved/" + code));
    return Outcome.of("asked", "请反映人答复是否解决");
  }
}
