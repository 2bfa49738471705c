package org.hatchery.solicitation;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hatchery.engine.HumanTask;
import org.hatchery.engine.Outcome;
import org.hatchery.engine.Refusal;
import org.hatchery.engine.Work;
import org.springframework.stereotype.Component;

/** The call's signer prolongs it, once and before it closes (DOMAIN.md, close). */
@Component("writeCallExtension")
class WriteCallExtension implements HumanTask<WriteCallExtension.Form> {

  private final CallRequests requests;
  private final Calls calls;
  private final Proposals proposals;
  private final CallTimes times;
  private final Clock clock;

  WriteCallExtension(CallRequests requests, Calls calls, Proposals proposals, CallTimes times, Clock clock) {
    this.requests = requests;
    this.calls = calls;
    this.proposals = proposals;
    this.times = times;
    this.clock = clock;
  }

  record Form(
      @NotBlank @Pattern(regexp = "confirm|drop", message = "只能选列出的一项") String decision,
      String call,
      LocalDate closesOn,
      @Pattern(regexp = DraftCall.TIME, message = DraftCall.TIME_HELP) String closesAt,
      @Size(max = 1000) String reason) {}

  @Override
  public Map<String, Object> show(Work work) {
    String organisation = requests.get(work.caseNumber()).organisation();
    List<Call> possible =
        calls.ofStatus(Call.Status.OPEN).stream()
            .filter(call -> call.takesProposals(clock.instant()) && requests.signs(organisation, call))
            .filter(call -> !extended(call))
            .toList();
    return Map.of(
        "calls", Calls.options(possible),
        "callRows", possible.stream().map(this::row).toList(),
        "closesAt", "17:00");
  }

  private Map<String, String> row(Call call) {
    return Map.of(
        "number", call.caseNumber(),
        "title", call.terms().title(),
        "closes", Calls.when(call.closes()),
        "handedIn", proposals.of(call.caseNumber(), Proposal.Status.HANDED_IN).size() + " 份",
        "drafts", proposals.of(call.caseNumber(), Proposal.Status.DRAFT).size() + " 份");
  }

  private boolean extended(Call call) {
    return !requests.confirmed(call.caseNumber(), CallRequests.Kind.EXTENSION).isEmpty();
  }

  @Override
  public Optional<String> assignee(Work work) {
    return Optional.of(requests.get(work.caseNumber()).requestedBy());
  }

  @Override
  public Outcome act(Work work, Form form) {
    if (form.decision().equals("drop")) {
      return Outcome.of("drop", "不延长了");
    }
    if (form.call() == null || form.closesOn() == null || form.closesAt() == null || form.reason() == null) {
      throw new Refusal("延长时请选择“榜单”，填写新的“截止日期”和“截止时刻”，并写明“理由”。");
    }
    Call call =
        calls.lock(form.call())
            .filter(found -> requests.signs(requests.get(work.caseNumber()).organisation(), found))
            .orElseThrow(() -> new Refusal("请检查：“榜单”只能选列出的榜单。"));
    Terms terms = call.terms().closing(form.closesOn(), form.closesAt());
    wrong(work, call, terms).ifPresent(wrong -> {
      throw new Refusal("请检查：" + wrong + "。");
    });
    requests.confirm(work.caseNumber(), call.caseNumber(), null, terms.closes(), form.reason());
    calls.extend(call.caseNumber(), terms);
    return Outcome.of("confirm", "榜单 " + call.caseNumber() + " 延长到 " + Calls.when(terms.closes()))
        .because(form.reason());
  }

  private Optional<String> wrong(Work work, Call call, Terms terms) {
    if (!call.takesProposals(clock.instant())) {
      return Optional.of("“榜单”" + call.caseNumber() + " 不在征集期内，不能延长");
    }
    if (extended(call)) {
      return Optional.of("“榜单”" + call.caseNumber() + " 已经延长过一次，不能再延长");
    }
    if (call.draftedBy().equals(work.userId())) {
      return Optional.of("“榜单”" + call.caseNumber() + " 由您起草，请由其他签批人延长");
    }
    if (!terms.closes().isAfter(call.closes())) {
      return Optional.of("新的“截止”应晚于原来的截止时间 " + Calls.when(call.closes()));
    }
    return times.wrong(call.opens(), terms.closes(), "callExtension");
  }
}
