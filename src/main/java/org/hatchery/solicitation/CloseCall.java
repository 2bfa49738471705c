package org.hatchery.solicitation;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.hatchery.engine.Outcome;
import org.hatchery.engine.Processes;
import org.hatchery.engine.Step;
import org.hatchery.engine.Work;
import org.hatchery.notification.Mail;
import org.hatchery.organisation.Organisations;
import org.hatchery.organisation.People;
import org.hatchery.organisation.Registration;
import org.hatchery.organisation.Role;
import org.hatchery.project.Area;
import org.hatchery.project.CallTerms;
import org.springframework.stereotype.Component;

/**
 * Closes the call (DOMAIN.md, close): each proposal is told and goes on in its own job, so that hundreds can; the
 * organisation and every proposer get a summary. Without any proposal drafts stay, for the signer may extend.
 */
@Component("closeCall")
class CloseCall implements Step {

  private final Calls calls;
  private final Proposals proposals;
  private final Processes processes;
  private final Organisations organisations;
  private final People people;
  private final Mail mail;
  private final CallTerms callTerms;

  CloseCall(
      Calls calls, Proposals proposals, Processes processes, Organisations organisations, People people, Mail mail,
      CallTerms callTerms) {
    this.calls = calls;
    this.proposals = proposals;
    this.processes = processes;
    this.organisations = organisations;
    this.people = people;
    this.mail = mail;
    this.callTerms = callTerms;
  }

  @Override
  public Outcome run(Work work) {
    Call call = calls.lock(work.caseNumber()).orElseThrow();
    List<Proposal> handedIn = proposals.of(work.caseNumber(), Proposal.Status.HANDED_IN);
    if (handedIn.isEmpty()) {
      calls.become(work.caseNumber(), Call.Status.UNDECIDED);
      tellClerk(call, "“" + call.terms().title() + "”已截止，没有收到申报。由上一级签批决定延期，或按流榜处理。");
      return Outcome.of("none", "征集截止，没有收到申报");
    }
    calls.become(work.caseNumber(), Call.Status.CLOSED);
    List<Proposal> drafts = proposals.of(work.caseNumber(), Proposal.Status.DRAFT);
    callTerms.keep(terms(call, handedIn.size()));
    callTerms.presents(work.caseNumber(), "yes".equals(call.terms().presentation()));
    handedIn.forEach(this::tellClosed);
    drafts.forEach(this::tellClosed);
    handedIn.forEach(proposal -> tellProposer(call, proposal, handedIn.size()));
    String list =
        handedIn.stream()
            .map(p -> p.caseNumber() + " " + p.title() + "（" + organisations.get(p.group()).name() + "）")
            .collect(Collectors.joining("\n"));
    tellClerk(
        call,
        "“" + call.terms().title() + "”已截止，收到申报 " + handedIn.size() + " 份，未提交的草稿 " + drafts.size()
            + " 份已失效。申报已转入形式审查。\n" + list + bidding(call));
    return Outcome.of("some", "征集截止，收到申报 " + handedIn.size() + " 份");
  }

  /** A need that several want goes to bidding: they are evaluated side by side. */
  private String bidding(Call call) {
    return call.terms().needs().stream()
        .map(need -> Map.entry(need, proposals.answering(call.caseNumber(), need)))
        .filter(answered -> answered.getValue() > 1)
        .map(answered -> "\n竞标：需求 " + answered.getKey() + " 有 " + answered.getValue() + " 份申报，一并评估。")
        .collect(Collectors.joining());
  }

  /** What evaluation must know of the call. */
  private static CallTerms.Terms terms(Call call, int handedIn) {
    return new CallTerms.Terms(
        call.caseNumber(),
        call.terms().title(),
        call.terms().areas().stream().map(Area::of).flatMap(Optional::stream).collect(Collectors.toSet()),
        call.terms().limitFen(),
        call.terms().registrations().stream()
            .map(code -> Registration.valueOf(code.toUpperCase(Locale.ROOT)))
            .collect(Collectors.toSet()),
        handedIn,
        call.terms().enquiryPhone(),
        call.terms().supervisionPhone());
  }

  private void tellClosed(Proposal proposal) {
    if (!processes.tell("callClosed", proposal.caseNumber())) {
      throw new IllegalStateException("The proposal " + proposal.caseNumber() + " does not wait for the closing");
    }
  }

  private void tellProposer(Call call, Proposal proposal, int count) {
    mail.toGroup(
        "callClosed:" + proposal.caseNumber(),
        people.group(proposal.group(), Role.LEADER),
        "征集已截止：" + call.terms().title(),
        "“" + call.terms().title() + "”已截止，共收到申报 " + count + " 份。您的申报“" + proposal.title() + "”（"
            + proposal.caseNumber() + "）已转入形式审查，结果另行告知。");
  }

  private void tellClerk(Call call, String text) {
    mail.toGroup(
        "callClosed:" + call.caseNumber() + ":" + call.closes().getEpochSecond(),
        people.group(call.owner(), Role.CLERK),
        "征集已截止：" + call.terms().title(),
        text);
  }
}
