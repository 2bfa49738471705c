package org.hatchery.solicitation;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hatchery.engine.HumanTask;
import org.hatchery.engine.Outcome;
import org.hatchery.engine.Refusal;
import org.hatchery.engine.Work;
import org.hatchery.organisation.Organisations;
import org.springframework.stereotype.Component;

/** The call's signer lets in a group that a fault of the system kept out at the closing. */
@Component("admitLate")
class AdmitLate implements HumanTask<AdmitLate.Form> {

  private final CallRequests requests;
  private final Calls calls;
  private final Proposals proposals;
  private final LateEntries late;
  private final Organisations organisations;

  AdmitLate(
      CallRequests requests, Calls calls, Proposals proposals, LateEntries late, Organisations organisations) {
    this.requests = requests;
    this.calls = calls;
    this.proposals = proposals;
    this.late = late;
    this.organisations = organisations;
  }

  record Form(
      @NotBlank @Pattern(regexp = "confirm|drop", message = "只能选列出的一项") String decision,
      String proposal,
      @Size(max = 1000) String reason) {}

  @Override
  public Map<String, Object> show(Work work) {
    String organisation = requests.get(work.caseNumber()).organisation();
    List<Map<String, String>> drafts =
        calls.ofStatus(Call.Status.CLOSED).stream()
            .filter(call -> requests.signs(organisation, call) && !late.announced(call.caseNumber()))
            .flatMap(
                call ->
                    proposals.of(call.caseNumber(), Proposal.Status.LAPSED).stream()
                        .filter(draft -> draft.lateUntil() == null)
                        .map(draft -> row(call, draft)))
            .toList();
    return Map.of(
        "drafts",
            drafts.stream()
                .map(row -> Map.of("value", row.get("number"), "label", row.get("number") + " " + row.get("title")))
                .toList(),
        "draftRows", drafts);
  }

  private Map<String, String> row(Call call, Proposal draft) {
    return Map.of(
        "number", draft.caseNumber(),
        "title", draft.title().isEmpty() ? "（尚未命名）" : draft.title(),
        "group", organisations.get(draft.group()).name(),
        "call", call.caseNumber() + " " + call.terms().title(),
        "closed", Calls.when(call.closes()));
  }

  @Override
  public Optional<String> assignee(Work work) {
    return Optional.of(requests.get(work.caseNumber()).requestedBy());
  }

  @Override
  public Outcome act(Work work, Form form) {
    if (form.decision().equals("drop")) {
      return Outcome.of("drop", "不补录了");
    }
    if (form.proposal() == null || form.reason() == null) {
      throw new Refusal("准予补录时请选择“申报草稿”，并写明“理由”：是什么系统故障、何时发生。");
    }
    Proposal draft =
        proposals.find(form.proposal())
            .filter(found -> found.call() != null)
            .orElseThrow(() -> new Refusal("请检查：“申报草稿”只能选列出的草稿。"));
    Call call = calls.lock(draft.call()).orElseThrow();
    if (!requests.signs(requests.get(work.caseNumber()).organisation(), call)
        || call.status() != Call.Status.CLOSED
        || draft.status() != Proposal.Status.LAPSED
        || draft.lateUntil() != null) {
      throw new Refusal("请检查：“申报草稿”只能选列出的草稿：榜单由您签批、已经截止，草稿截止时没有提交，也没有补录过。");
    }
    late.admit(draft);
    // asked after it was counted: an announcement that begins now waits for the count, and one that was quicker is seen
    if (late.announced(call.caseNumber())) {
      throw new Refusal("榜单 " + call.caseNumber() + " 的入库结果已经公示，不能再补录。请告知队伍参加下一次征集。");
    }
    requests.confirm(work.caseNumber(), call.caseNumber(), draft.caseNumber(), null, form.reason());
    return Outcome.of("confirm", "准予补录 " + draft.caseNumber() + "，榜单 " + call.caseNumber()).because(form.reason());
  }
}
