package org.hatchery.solicitation;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import org.hatchery.engine.HumanTask;
import org.hatchery.engine.Outcome;
import org.hatchery.engine.Refusal;
import org.hatchery.engine.Work;
import org.springframework.stereotype.Component;

/** No proposal at all: extend, or end as unanswered 流榜 (DOMAIN.md, close). */
@Component("decideUnanswered")
class DecideUnanswered implements HumanTask<DecideUnanswered.Form> {

  private final Calls calls;
  private final Needs needs;
  private final Proposals proposals;
  private final CallFacts facts;
  private final CallTimes times;

  DecideUnanswered(Calls calls, Needs needs, Proposals proposals, CallFacts facts, CallTimes times) {
    this.calls = calls;
    this.needs = needs;
    this.proposals = proposals;
    this.facts = facts;
    this.times = times;
  }

  record Form(
      @NotBlank @Pattern(regexp = "extend|end", message = "只能选列出的一项") String decision,
      LocalDate closesOn,
      @Pattern(regexp = DraftCall.TIME, message = DraftCall.TIME_HELP) String closesAt,
      @NotBlank @Size(max = 1000) String reason) {}

  @Override
  public Map<String, Object> show(Work work) {
    Call call = calls.get(work.caseNumber());
    Map<String, Object> shown = new HashMap<>();
    shown.put("facts", facts.of(call));
    shown.put("needRows", Needs.rows(needs.ofNumbers(call.terms().needs())));
    shown.put("draftCount", proposals.of(work.caseNumber(), Proposal.Status.DRAFT).size());
    shown.put("closesAt", call.terms().closesAt());
    return shown;
  }

  @Override
  public Outcome act(Work work, Form form) {
    if (form.decision().equals("end")) {
      return Outcome.of("end", "按流榜处理").because(form.reason());
    }
    if (form.closesOn() == null || form.closesAt() == null) {
      throw new Refusal("延期时请填写新的“截止日期”和“截止时刻”。");
    }
    Call call = calls.lock(work.caseNumber()).orElseThrow();
    Terms terms = call.terms().closing(form.closesOn(), form.closesAt());
    times.wrong(call.opens(), terms.closes(), "callExtension").ifPresent(wrong -> {
      throw new Refusal("请检查：" + wrong + "。");
    });
    calls.extend(work.caseNumber(), terms);
    return Outcome.of("extend", "延期到 " + Calls.when(terms.closes())).because(form.reason());
  }
}
