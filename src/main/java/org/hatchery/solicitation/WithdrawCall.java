package org.hatchery.solicitation;

import org.hatchery.engine.Outcome;
import org.hatchery.engine.Step;
import org.hatchery.engine.Work;
import org.hatchery.notification.Mail;
import org.hatchery.organisation.Organisations;
import org.hatchery.organisation.People;
import org.hatchery.organisation.Role;
import org.springframework.stereotype.Component;

/** Ends a call that was withdrawn before it opened; its needs stay open for another call. The signer is told. */
@Component("withdrawCall")
class WithdrawCall implements Step {

  private final Calls calls;
  private final CallRequests requests;
  private final Organisations organisations;
  private final People people;
  private final Mail mail;

  WithdrawCall(Calls calls, CallRequests requests, Organisations organisations, People people, Mail mail) {
    this.calls = calls;
    this.requests = requests;
    this.organisations = organisations;
    this.people = people;
    this.mail = mail;
  }

  @Override
  public Outcome run(Work work) {
    Call call = calls.lock(work.caseNumber()).orElseThrow();
    CallRequests.CallRequest request =
        requests.confirmed(call.caseNumber(), CallRequests.Kind.WITHDRAWAL).get(0);
    calls.become(work.caseNumber(), Call.Status.WITHDRAWN);
    String by = people.name(request.requestedBy());
    String text =
        organisations.get(call.owner()).name() + "的经办" + by + "在开始征集之前撤回了“" + call.terms().title() + "”（"
            + call.caseNumber() + "）。\n原因：" + request.reason() + "\n列入的需求 " + call.terms().needs().size()
            + " 项继续待解决，可列入其他榜单。";
    String event = "callWithdrawn:" + call.caseNumber();
    requests.signers(call).forEach(group -> mail.toGroup(event, group, "榜单已撤回：" + call.terms().title(), text));
    mail.toGroup(
        event, people.group(call.owner(), Role.CLERK), "榜单已撤回：" + call.terms().title(), text);
    return Outcome.of("withdrawn", by + "在开始前撤回榜单").because(request.reason());
  }
}
