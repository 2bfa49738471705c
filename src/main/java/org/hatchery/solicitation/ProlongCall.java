package org.hatchery.solicitation;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.hatchery.engine.Outcome;
import org.hatchery.engine.Step;
import org.hatchery.engine.Work;
import org.hatchery.notification.Mail;
import org.hatchery.organisation.People;
import org.hatchery.organisation.Role;
import org.springframework.stereotype.Component;

/** An open call closes later than was said: groups that wrote or handed in something and the clerk are told. */
@Component("prolongCall")
class ProlongCall implements Step {

  private final Calls calls;
  private final CallRequests requests;
  private final Proposals proposals;
  private final People people;
  private final Mail mail;

  ProlongCall(Calls calls, CallRequests requests, Proposals proposals, People people, Mail mail) {
    this.calls = calls;
    this.requests = requests;
    this.proposals = proposals;
    this.people = people;
    this.mail = mail;
  }

  @Override
  public Outcome run(Work work) {
    Call call = calls.get(work.caseNumber());
    String reason = requests.confirmed(call.caseNumber(), CallRequests.Kind.EXTENSION).get(0).reason();
    proposals.moveDueDates(call.caseNumber(), call.closes());
    List<Proposal> drafts = proposals.of(call.caseNumber(), Proposal.Status.DRAFT);
    List<Proposal> handedIn = proposals.of(call.caseNumber(), Proposal.Status.HANDED_IN);
    Set<String> told = new TreeSet<>();
    Stream.concat(drafts.stream(), handedIn.stream())
        .forEach(proposal -> told.add(people.group(proposal.group(), Role.LEADER)));
    told.add(people.group(call.owner(), Role.CLERK));
    String closes = Calls.when(call.closes());
    for (String group : told) {
      mail.toGroup(
          "callProlonged:" + call.caseNumber(),
          group,
          "征集延长：" + call.terms().title(),
          "“" + call.terms().title() + "”延长征集，新的截止时间 " + closes + "。\n理由：" + reason
              + "\n没提交的草稿可以继续填写；已提交的申报书在新的截止时间之前可以取回修改。");
    }
    return Outcome.of("prolonged", "征集延长，截止 " + closes).because(reason);
  }
}
