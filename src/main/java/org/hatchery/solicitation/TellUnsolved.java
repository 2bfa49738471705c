package org.hatchery.solicitation;

import org.hatchery.engine.Outcome;
import org.hatchery.engine.Step;
import org.hatchery.engine.Work;
import org.hatchery.notification.Mail;
import org.hatchery.organisation.Organisations;
import org.hatchery.organisation.People;
import org.hatchery.organisation.Role;
import org.springframework.stereotype.Component;

/** Not solved a second time: the next level hears of it, and who asked that it does. */
@Component("tellUnsolved")
class TellUnsolved implements Step {

  private final Needs needs;
  private final NeedPaths paths;
  private final Organisations organisations;
  private final People people;
  private final Mail mail;

  TellUnsolved(Needs needs, NeedPaths paths, Organisations organisations, People people, Mail mail) {
    this.needs = needs;
    this.paths = paths;
    this.organisations = organisations;
    this.people = people;
    this.mail = mail;
  }

  @Override
  public Outcome run(Work work) {
    Need need = needs.get(work.caseNumber());
    String note = paths.of(work.caseNumber()).solvedNote();
    needs.decide(work.caseNumber(), Need.Status.UNSOLVED, "反映人两次答复没有解决");
    mail.toGroup(
        "unsolved:" + work.caseNumber(),
        people.group(organisations.next(need.owner()).code(), Role.SIGNER),
        "需求两次没有解决：" + work.caseNumber(),
        "需求“" + need.summary() + "”（" + work.caseNumber() + "）先后由项目承接，反映人两次答复没有解决，请研究其他办法。");
    paths.tell("unsolved", work.caseNumber(), "您反映的需求已报上一级",
        "您答复需求（" + work.caseNumber() + "）仍没有解决，已报告上一级组织研究其他办法。");
    return Outcome.of("unsolved", "仍未解决，报告上一级").because(note);
  }
}
