package org.hatchery.solicitation;

import org.hatchery.engine.Outcome;
import org.hatchery.engine.Processes;
import org.hatchery.engine.Step;
import org.hatchery.engine.Work;
import org.hatchery.notification.Mail;
import org.hatchery.organisation.People;
import org.hatchery.organisation.Role;
import org.springframework.stereotype.Component;

/**
 * Ends the call as unanswered 流榜: its needs stay open and go first into the next call; drafts lapse (DOMAIN.md, close).
 */
@Component("endUnanswered")
class EndUnanswered implements Step {

  private final Calls calls;
  private final Needs needs;
  private final Proposals proposals;
  private final Processes processes;
  private final People people;
  private final Mail mail;

  EndUnanswered(Calls calls, Needs needs, Proposals proposals, Processes processes, People people, Mail mail) {
    this.calls = calls;
    this.needs = needs;
    this.proposals = proposals;
    this.processes = processes;
    this.people = people;
    this.mail = mail;
  }

  @Override
  public Outcome run(Work work) {
    Call call = calls.lock(work.caseNumber()).orElseThrow();
    calls.become(work.caseNumber(), Call.Status.UNANSWERED);
    needs.putFirst(call.terms().needs());
    for (Proposal draft : proposals.of(work.caseNumber(), Proposal.Status.DRAFT)) {
      if (!processes.tell("callClosed", draft.caseNumber())) {
        throw new IllegalStateException("The draft " + draft.caseNumber() + " does not wait for the closing");
      }
    }
    mail.toGroup(
        "callUnanswered:" + work.caseNumber(),
        people.group(call.owner(), Role.CLERK),
        "榜单流榜：" + call.terms().title(),
        "“" + call.terms().title() + "”没有收到申报，按流榜结束。列入的需求 " + call.terms().needs().size()
            + " 项继续待解决，下次起草榜单时排在最前。");
    return Outcome.of("unanswered", "流榜，列入的需求优先进入下一榜单");
  }
}
