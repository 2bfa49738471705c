package org.hatchery.publicity;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import org.hatchery.engine.HumanTask;
import org.hatchery.engine.Outcome;
import org.hatchery.engine.Work;
import org.springframework.stereotype.Component;

/** The next level answers a group that asks for the review of its result (DOMAIN.md, Public notice). */
@Component("decideReconsideration")
class DecideReconsideration implements HumanTask<DecideReconsideration.Form> {

  private final Objections objections;
  private final Notices notices;

  DecideReconsideration(Objections objections, Notices notices) {
    this.objections = objections;
    this.notices = notices;
  }

  record Form(
      @NotBlank @Pattern(regexp = "upheld|redecide", message = "只能选列出的一项") String decision,
      @NotBlank @Size(max = 2000) String reason) {}

  @Override
  public Map<String, Object> show(Work work) {
    Objections.Objection objection = objections.get(work.caseNumber());
    return Map.of(
        "announced", Announced.rows(notices, objection.notice(), objection.caseNumber()),
        "request",
            List.of(
                Map.of(
                    "at", NoticeTimes.minute(objection.registeredAt()),
                    "by", objection.objector(),
                    "facts", objection.facts())),
        "noticeNumber", objection.notice());
  }

  @Override
  public Outcome act(Work work, Form form) {
    objections.decide(work.caseNumber(), form.decision(), form.reason(), work.userId());
    return Outcome.of(form.decision(), Decisions.words(form.decision())).because(form.reason());
  }
}
