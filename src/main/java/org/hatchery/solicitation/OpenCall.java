package org.hatchery.solicitation;

import org.hatchery.engine.Outcome;
import org.hatchery.engine.Step;
import org.hatchery.engine.Work;
import org.hatchery.notification.Mail;
import org.hatchery.organisation.Organisation;
import org.hatchery.organisation.Organisations;
import org.hatchery.organisation.People;
import org.hatchery.organisation.Role;
import org.springframework.stereotype.Component;

/** Posts the call 挂榜, again where it was extended: leaders of all groups that may apply are told. */
@Component("openCall")
class OpenCall implements Step {

  private final Calls calls;
  private final Proposals proposals;
  private final Organisations organisations;
  private final People people;
  private final Mail mail;

  OpenCall(Calls calls, Proposals proposals, Organisations organisations, People people, Mail mail) {
    this.calls = calls;
    this.proposals = proposals;
    this.organisations = organisations;
    this.people = people;
    this.mail = mail;
  }

  @Override
  public Outcome run(Work work) {
    Call call = calls.lock(work.caseNumber()).orElseThrow();
    boolean extended = call.status() == Call.Status.UNDECIDED;
    calls.become(work.caseNumber(), Call.Status.OPEN);
    proposals.moveDueDates(work.caseNumber(), call.closes());
    String closes = Calls.when(call.closes());
    Terms terms = call.terms();
    for (Organisation group : calls.groupsOf(call)) {
      mail.toGroup(
          "callOpen:" + work.caseNumber() + ":" + call.closes().getEpochSecond(),
          people.group(group.code(), Role.LEADER),
          (extended ? "征集延期：" : "征集榜单已发布：") + terms.title(),
          organisations.get(call.owner()).name() + (extended ? "把“" : "发布“") + terms.title()
              + (extended ? "”延期征集" : "”，面向辖区内" + CallFacts.registrations(terms) + "的队伍征集项目")
              + "。\n领域：" + CallFacts.areas(terms) + "；名额：" + terms.places() + "；每个项目经费上限：" + Yuan.text(terms.limitFen())
              + "。\n截止：" + closes + "。\n咨询电话：" + terms.enquiryPhone()
              + "。\n请在工作台点“发起流程”，选“申报”，填写申报书。");
    }
    return Outcome.of("opened", (extended ? "延期征集，截止 " : "榜单发布，截止 ") + closes);
  }
}
