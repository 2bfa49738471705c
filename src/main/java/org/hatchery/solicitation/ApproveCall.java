package org.hatchery.solicitation;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import org.hatchery.engine.HumanTask;
import org.hatchery.engine.Outcome;
import org.hatchery.engine.Refusal;
import org.hatchery.engine.Work;
import org.hatchery.organisation.People;
import org.springframework.stereotype.Component;

/** The next level's signer approves the call or returns it with comments (DOMAIN.md, post the call). */
@Component("approveCall")
class ApproveCall implements HumanTask<ApproveCall.Form> {

  private final Calls calls;
  private final Needs needs;
  private final CallFacts facts;
  private final CallTimes times;
  private final People people;

  ApproveCall(Calls calls, Needs needs, CallFacts facts, CallTimes times, People people) {
    this.calls = calls;
    this.needs = needs;
    this.facts = facts;
    this.times = times;
    this.people = people;
  }

  record Form(
      @NotBlank @Pattern(regexp = "approve|return", message = "只能选列出的一项") String decision,
      @Size(max = 1000) String comment) {}

  @Override
  public Map<String, Object> show(Work work) {
    Call call = calls.get(work.caseNumber());
    List<Map<String, String>> versions =
        calls.versions(work.caseNumber()).stream()
            .map(
                version ->
                    Map.of(
                        "version", "第 " + version.version() + " 稿",
                        "by", name(version.writtenBy()),
                        "at", Calls.when(version.writtenAt()),
                        "decision", version.decision() == null ? "待审签" : "退回",
                        "comment", version.comment()))
            .toList();
    List<Map<String, String>> changes =
        calls.returned(work.caseNumber()).map(before -> facts.changes(call.owner(), before, call.terms())).orElse(List.of());
    return Map.of(
        "facts", facts.of(call), "needRows", Needs.rows(needs.ofNumbers(call.terms().needs())), "versions", versions,
        "changes", changes, "changeCount", changes.size(), "returned", versions.size() > 1);
  }

  private String name(String userId) {
    return people.name(userId);
  }

  @Override
  public Outcome act(Work work, Form form) {
    String comment = form.comment() == null ? "" : form.comment();
    if (form.decision().equals("return")) {
      if (comment.isEmpty()) {
        throw new Refusal("退回时请写明“意见”，让起草人知道要改什么。");
      }
      calls.decide(work.caseNumber(), "return", comment, work.userId());
      return Outcome.of("return", "退回修改").because(comment);
    }
    Call call = calls.get(work.caseNumber());
    times.wrong(call.opens(), call.closes(), "callMinimum").ifPresent(wrong -> {
      throw new Refusal("现在不能同意发布：" + wrong + "。请退回，由起草人改期。");
    });
    calls.decide(work.caseNumber(), "approve", comment, work.userId());
    return Outcome.of("approve", "同意发布，" + Calls.when(call.opens()) + " 开始").because(comment);
  }
}
