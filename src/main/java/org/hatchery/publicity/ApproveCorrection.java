package org.hatchery.publicity;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hatchery.engine.HumanTask;
import org.hatchery.engine.Outcome;
import org.hatchery.engine.Refusal;
import org.hatchery.engine.Work;
import org.hatchery.organisation.People;
import org.springframework.stereotype.Component;

/** A signer of the organisation that announced agrees to a correction, or returns it with comments. */
@Component("approveCorrection")
class ApproveCorrection implements HumanTask<ApproveCorrection.Form> {

  private final Corrections corrections;
  private final Notices notices;
  private final People people;

  ApproveCorrection(Corrections corrections, Notices notices, People people) {
    this.corrections = corrections;
    this.notices = notices;
    this.people = people;
  }

  record Form(
      @NotBlank @Pattern(regexp = "approve|return", message = "只能选列出的一项") String decision,
      @Size(max = 500) String comment) {}

  @Override
  public Map<String, Object> show(Work work) {
    Corrections.Correction correction = corrections.get(work.caseNumber());
    List<Map<String, String>> change = new ArrayList<>();
    notices.openItem(correction.notice(), correction.caseNumber()).ifPresent(item -> {
      Notices.Item after = correction.applied(item);
      change(change, "项目名称", item.title(), after.title());
      change(change, "队伍名称", item.group(), after.group());
      change(change, "金额", Announced.amount(item.amountFen()), Announced.amount(after.amountFen()));
      change(change, "评审人", item.reviewers(), after.reviewers());
    });
    return Map.of(
        "change", change,
        "why", List.of(Map.of("by", people.get(correction.writtenBy()).name(), "reason", correction.reason())));
  }

  private static void change(List<Map<String, String>> rows, String field, String old, String now) {
    if (!old.equals(now)) {
      rows.add(Map.of("field", field, "old", old, "new", now));
    }
  }

  @Override
  public Outcome act(Work work, Form form) {
    if (form.decision().equals("return")) {
      if (form.comment() == null) {
        throw new Refusal("退回时请写明“意见”，让填写人知道要改什么。");
      }
      corrections.comment(work.caseNumber(), form.comment());
      return Outcome.of("return", "退回修改").because(form.comment());
    }
    Corrections.Correction correction = corrections.get(work.caseNumber());
    if (notices.openItem(correction.notice(), correction.caseNumber()).isEmpty()) {
      throw new Refusal("这一项已经不在公示中（已生效、已取消或重新决定），不能再更正。请选“退回修改”，由填写人放弃。");
    }
    return Outcome.of("approve", "同意更正，重新公示").because(form.comment());
  }
}
