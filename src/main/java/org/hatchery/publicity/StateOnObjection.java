package org.hatchery.publicity;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hatchery.engine.HumanTask;
import org.hatchery.engine.Outcome;
import org.hatchery.engine.Refusal;
import org.hatchery.engine.Work;
import org.springframework.stereotype.Component;

/** The group whose result is objected to says what it has to say; it never learns who objects (DOMAIN.md, Public notice). */
@Component("stateOnObjection")
class StateOnObjection implements HumanTask<StateOnObjection.Form> {

  private final Objections objections;
  private final Notices notices;

  StateOnObjection(Objections objections, Notices notices) {
    this.objections = objections;
    this.notices = notices;
  }

  record Form(
      @NotBlank @Pattern(regexp = "submit|save", message = "只能选列出的一项") String decision,
      @Size(max = 2000) String statement) {}

  @Override
  public Map<String, Object> show(Work work) {
    Objections.Objection objection = objections.get(work.caseNumber());
    Map<String, Object> shown = new HashMap<>();
    shown.put("announced", Announced.rows(notices, objection.notice(), objection.caseNumber()));
    shown.put(
        "objection", List.of(Map.of("at", NoticeTimes.minute(objection.registeredAt()), "facts", objection.facts())));
    if (objection.statementDraft() != null) {
      shown.put("statement", objection.statementDraft());
    }
    return shown;
  }

  @Override
  public boolean keepsDraft(Form form) {
    return "save".equals(form.decision());
  }

  @Override
  public Outcome act(Work work, Form form) {
    if (form.decision().equals("save")) {
      objections.keepDraft(work.caseNumber(), form.statement());
      return Outcome.silent("save");
    }
    if (form.statement() == null) {
      throw new Refusal("请填写“说明”，写清每一件事实是否属实、有什么材料。");
    }
    objections.state(work.caseNumber(), form.statement(), work.userId());
    return Outcome.of("submit", "对异议作出说明");
  }
}
