package org.hatchery.solicitation;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.hatchery.engine.HumanTask;
import org.hatchery.engine.Outcome;
import org.hatchery.engine.Refusal;
import org.hatchery.engine.Work;
import org.hatchery.notification.Mail;
import org.hatchery.organisation.People;
import org.hatchery.organisation.Role;
import org.springframework.stereotype.Component;

/** The group takes back what it handed in, before the call closes, to change it or to drop it. */
@Component("takeBackProposal")
class TakeBackProposal implements HumanTask<TakeBackProposal.Form> {

  private final Proposals proposals;
  private final ProposalFacts facts;
  private final Calls calls;
  private final People people;
  private final Mail mail;
  private final Clock clock;

  TakeBackProposal(
      Proposals proposals, ProposalFacts facts, Calls calls, People people, Mail mail, Clock clock) {
    this.proposals = proposals;
    this.facts = facts;
    this.calls = calls;
    this.people = people;
    this.mail = mail;
    this.clock = clock;
  }

  record Form(@NotBlank @Pattern(regexp = "edit|drop", message = "只能选列出的一项") String decision) {}

  @Override
  public Map<String, Object> show(Work work) {
    Proposal proposal = proposals.get(work.caseNumber());
    return Map.of(
        "facts", facts.of(proposal), "closes", Calls.when(calls.get(proposal.call()).closes()));
  }

  @Override
  public Optional<String> assignee(Work work) {
    return proposals.writer(work.caseNumber());
  }

  @Override
  public Optional<Instant> due(Work work) {
    return Optional.of(proposals.due(work.caseNumber()));
  }

  @Override
  public Outcome act(Work work, Form form) {
    Proposal proposal = proposals.get(work.caseNumber());
    Call call = calls.lock(proposal.call()).orElseThrow();
    if (!call.takesProposals(clock.instant())) {
      throw new Refusal("榜单 " + call.caseNumber() + " 已于 " + Calls.when(call.closes()) + " 截止，申报书不能再取回。");
    }
    if (form.decision().equals("drop")) {
      proposals.end(work.caseNumber(), Proposal.Status.DISCARDED);
      tell(proposal, "申报已放弃", "已放弃，不再参加“" + call.terms().title() + "”");
      return Outcome.of("drop", "取回申报书并放弃");
    }
    proposals.takeBack(work.caseNumber());
    tell(
        proposal, "申报书已取回",
        "已取回修改。榜单 " + Calls.when(call.closes()) + " 截止，在此之前没有再次提交的，申报无效");
    return Outcome.of("edit", "取回申报书修改");
  }

  private void tell(Proposal proposal, String subject, String what) {
    mail.toGroup(
        "takenBack:" + proposal.caseNumber() + ":" + clock.instant().toEpochMilli(),
        people.group(proposal.group(), Role.LEADER),
        subject + "：" + proposal.title(),
        "“" + proposal.title() + "”（" + proposal.caseNumber() + "）" + what + "。");
  }
}
