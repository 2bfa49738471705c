package org.hatchery.publicity;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.HashMap;
import java.util.Map;
import org.hatchery.engine.HumanTask;
import org.hatchery.engine.Outcome;
import org.hatchery.engine.Refusal;
import org.hatchery.engine.Work;
import org.springframework.stereotype.Component;

/** The leader asks in writing for the review 复核 of an announced result (DOMAIN.md, Public notice). */
@Component("writeReconsideration")
class WriteReconsideration implements HumanTask<WriteReconsideration.Form> {

  private final Objections objections;

  WriteReconsideration(Objections objections) {
    this.objections = objections;
  }

  record Form(
      String item,
      @NotBlank @Pattern(regexp = "submit|save|drop", message = "只能选列出的一项") String decision,
      @Size(max = 2000) String facts) {}

  @Override
  public Map<String, Object> show(Work work) {
    Objections.Objection objection = objections.get(work.caseNumber());
    Map<String, Object> shown = new HashMap<>();
    shown.put(
        "items",
        objections.reviewable(objection.groupCode()).stream()
            .map(choice -> Map.of("label", choice.item(), "value", choice.value()))
            .toList());
    if (objection.statementDraft() != null) {
      shown.put("facts", objection.statementDraft());
    }
    return shown;
  }

  @Override
  public boolean keepsDraft(Form form) {
    return "save".equals(form.decision());
  }

  @Override
  public Outcome act(Work work, Form form) {
    return switch (form.decision()) {
      case "save" -> {
        objections.keepDraft(work.caseNumber(), form.facts());
        yield Outcome.silent("save");
      }
      case "drop" -> {
        objections.decide(work.caseNumber(), "dropped", "申请人放弃", work.userId());
        yield Outcome.of("drop", "放弃复核申请");
      }
      default -> submit(work, form);
    };
  }

  private Outcome submit(Work work, Form form) {
    if (form.item() == null || form.facts() == null) {
      throw new Refusal("请选择“公示项目”，并写明“事实和理由”。");
    }
    String[] chosen = form.item().split("\\|", 2);
    String group = objections.get(work.caseNumber()).groupCode();
    if (objections.reviewable(group).stream().noneMatch(choice -> choice.value().equals(form.item()))) {
      throw new Refusal("所选“公示项目”不能申请复核：不是本队伍的、公示期已过，或已经申请过。请刷新页面后重新选择。");
    }
    objections.request(work.caseNumber(), group, chosen[0], chosen[1], form.facts(), work.userId());
    return Outcome.of("submit", "申请复核公示结果").because(form.facts());
  }
}
