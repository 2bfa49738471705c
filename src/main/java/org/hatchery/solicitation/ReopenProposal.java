package org.hatchery.solicitation;

import java.util.Set;
import org.hatchery.engine.Outcome;
import org.hatchery.engine.Processes;
import org.hatchery.engine.Step;
import org.hatchery.engine.Work;
import org.hatchery.notification.Mail;
import org.hatchery.organisation.People;
import org.hatchery.organisation.Role;
import org.hatchery.project.Timeline;
import org.springframework.stereotype.Component;

/** The leader of the group that was let in late gets the draft again, for a short term. */
@Component("reopenProposal")
class ReopenProposal implements Step {

  private final CallRequests requests;
  private final Proposals proposals;
  private final Calls calls;
  private final Processes processes;
  private final People people;
  private final Mail mail;
  private final Timeline timeline;

  ReopenProposal(
      CallRequests requests, Proposals proposals, Calls calls, Processes processes, People people, Mail mail,
      Timeline timeline) {
    this.requests = requests;
    this.proposals = proposals;
    this.calls = calls;
    this.processes = processes;
    this.people = people;
    this.mail = mail;
    this.timeline = timeline;
  }

  @Override
  public Outcome run(Work work) {
    CallRequests.CallRequest request = requests.get(work.caseNumber());
    Proposal proposal = proposals.get(request.proposal());
    String until = Calls.when(proposal.lateUntil());
    String by = people.name(request.requestedBy());
    Outcome outcome =
        Outcome.of("lateAdmitted", by + "准予 " + proposal.caseNumber() + " 补录，" + until + " 前补交").because(request.reason());
    timeline.add(request.call(), work.activityId(), "准予补录", request.requestedBy(), Set.of(), outcome);
    timeline.add(proposal.caseNumber(), work.activityId(), "准予补录", request.requestedBy(), Set.of(), outcome);
    mail.toGroup(
        "lateAdmitted:" + proposal.caseNumber(),
        people.group(proposal.group(), Role.LEADER),
        "准予补交申报书：" + calls.get(request.call()).terms().title(),
        "您的申报草稿 " + proposal.caseNumber() + " 因系统故障没能提交，现准予补交。请在 " + until
            + " 前填写完整并提交，过时失效。\n理由：" + request.reason());
    processes.start("lateEntryAdmitted", proposal.caseNumber());
    return Outcome.silent();
  }
}
