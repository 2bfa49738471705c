package org.hatchery.solicitation;

import org.hatchery.engine.Outcome;
import org.hatchery.engine.Step;
import org.hatchery.engine.Work;
import org.hatchery.notification.Mail;
import org.hatchery.organisation.People;
import org.hatchery.organisation.Role;
import org.springframework.stereotype.Component;

/** A draft that was not handed in when its call closed, or that nobody touched for long, lapses; the leader is told. */
@Component("lapseProposal")
class LapseProposal implements Step {

  private final Proposals proposals;
  private final Calls calls;
  private final People people;
  private final Mail mail;
  private final LateEntries late;

  LapseProposal(Proposals proposals, Calls calls, People people, Mail mail, LateEntries late) {
    this.proposals = proposals;
    this.calls = calls;
    this.people = people;
    this.mail = mail;
    this.late = late;
  }

  @Override
  public Outcome run(Work work) {
    Proposal proposal = proposals.get(work.caseNumber());
    late.gone(proposal);
    proposals.end(work.caseNumber(), Proposal.Status.LAPSED);
    String why = why(proposal);
    mail.toGroup(
        "lapsed:" + work.caseNumber() + (proposal.lateUntil() == null ? "" : ":late"),
        people.group(proposal.group(), Role.LEADER),
        "申报草稿已失效：" + (proposal.title().isEmpty() ? work.caseNumber() : proposal.title()),
        "您的申报草稿 " + work.caseNumber() + " 已失效：" + why + "。如要参加其他榜单，请重新申报。");
    return Outcome.of("lapsed", "草稿失效").because(why);
  }

  private String why(Proposal proposal) {
    if (proposal.lateUntil() != null) {
      return "准予补交的申报书没有在 " + Calls.when(proposal.lateUntil()) + " 前提交";
    }
    return proposal.call() == null ? "长期未选择榜单，也未提交" : closed(calls.get(proposal.call()));
  }

  private static String closed(Call call) {
    return "榜单“" + call.terms().title() + "”已于 " + Calls.when(call.closes()) + " 截止，申报书没有提交";
  }
}
