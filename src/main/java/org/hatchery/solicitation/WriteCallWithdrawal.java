package org.hatchery.solicitation;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hatchery.engine.HumanTask;
import org.hatchery.engine.Outcome;
import org.hatchery.engine.Refusal;
import org.hatchery.engine.Work;
import org.springframework.stereotype.Component;

/** The clerk withdraws a call that has not opened yet (DOMAIN.md, post the call). */
@Component("writeCallWithdrawal")
class WriteCallWithdrawal implements HumanTask<WriteCallWithdrawal.Form> {

  private final CallRequests requests;
  private final Calls calls;
  private final Clock clock;

  WriteCallWithdrawal(CallRequests requests, Calls calls, Clock clock) {
    this.requests = requests;
    this.calls = calls;
    this.clock = clock;
  }

  record Form(
      @NotBlank @Pattern(regexp = "confirm|drop", message = "只能选列出的一项") String decision,
      String call,
      @Size(max = 1000) String reason) {}

  @Override
  public Map<String, Object> show(Work work) {
    List<Call> possible = possible(requests.get(work.caseNumber()).organisation());
    return Map.of(
        "calls", Calls.options(possible),
        "callRows",
            possible.stream()
                .map(
                    call ->
                        Map.of(
                            "number", call.caseNumber(), "title", call.terms().title(),
                            "status", call.status() == Call.Status.APPROVED ? "已同意，等待开始" : "待审签",
                            "opens", Calls.when(call.opens()),
                            "needs", call.terms().needs().size() + " 项"))
                .toList());
  }

  private List<Call> possible(String owner) {
    return calls.ofStatus(Call.Status.SUBMITTED, Call.Status.APPROVED).stream()
        .filter(call -> call.owner().equals(owner) && withdrawable(call))
        .toList();
  }

  private boolean withdrawable(Call call) {
    return call.status() == Call.Status.SUBMITTED
        || call.status() == Call.Status.APPROVED && clock.instant().isBefore(call.opens());
  }

  @Override
  public Optional<String> assignee(Work work) {
    return Optional.of(requests.get(work.caseNumber()).requestedBy());
  }

  @Override
  public Outcome act(Work work, Form form) {
    if (form.decision().equals("drop")) {
      return Outcome.of("drop", "不撤回了");
    }
    if (form.call() == null || form.reason() == null) {
      throw new Refusal("撤回时请选择“榜单”，并写明“撤回原因”。");
    }
    Call call =
        calls.lock(form.call())
            .filter(found -> found.owner().equals(requests.get(work.caseNumber()).organisation()))
            .orElseThrow(() -> new Refusal("请检查：“榜单”只能选列出的榜单。"));
    if (!withdrawable(call)) {
      throw new Refusal("请检查：“榜单”" + call.caseNumber() + " 已经开始征集或已经结束，不能撤回。");
    }
    requests.confirm(work.caseNumber(), call.caseNumber(), null, null, form.reason());
    return Outcome.of("confirm", "撤回榜单 " + call.caseNumber()).because(form.reason());
  }
}
