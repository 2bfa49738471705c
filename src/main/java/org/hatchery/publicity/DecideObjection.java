package org.hatchery.publicity;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hatchery.calendar.Deadlines;
import org.hatchery.engine.HumanTask;
import org.hatchery.engine.Outcome;
import org.hatchery.engine.Refusal;
import org.hatchery.engine.Work;
import org.springframework.stereotype.Component;

/** An organisation that did not sign decides on an objection (DOMAIN.md, Public notice). */
@Component("decideObjection")
class DecideObjection implements HumanTask<DecideObjection.Form> {

  private static final Set<String> CHOICES = Set.of("dismissed", "cancelled", "redecide", "uncooperative");

  private final Objections objections;
  private final Notices notices;
  private final Deadlines deadlines;

  DecideObjection(Objections objections, Notices notices, Deadlines deadlines) {
    this.objections = objections;
    this.notices = notices;
    this.deadlines = deadlines;
  }

  record Form(@NotBlank String decision, @NotBlank @Size(max = 2000) String reason) {}

  @Override
  public String showsInFull() {
    return "异议人的姓名和联系方式";
  }

  @Override
  public Map<String, Object> show(Work work) {
    Objections.Objection objection = objections.get(work.caseNumber());
    return Map.of(
        "announced", Announced.rows(notices, objection.notice(), objection.caseNumber()),
        "objection",
            List.of(
                Map.of(
                    "at", NoticeTimes.minute(objection.registeredAt()),
                    "facts", objection.facts(),
                    "objector", objection.objector(),
                    "contact", objection.contact())),
        "statements",
            objection.statement() == null
                ? List.of(Map.of("at", "—", "statement", "队伍到期没有说明，视为不配合核查。"))
                : List.of(
                    Map.of("at", NoticeTimes.minute(objection.statedAt()), "statement", objection.statement())),
        "noticeNumber", objection.notice());
  }

  /** Ten working days from the day it came in, the time for the statement included. */
  @Override
  public Optional<Instant> due(Work work) {
    return Optional.of(deadlines.due("decideObjection", objections.get(work.caseNumber()).registeredAt()));
  }

  @Override
  public Outcome act(Work work, Form form) {
    Objections.Objection objection = objections.get(work.caseNumber());
    if (!CHOICES.contains(form.decision())) {
      throw new Refusal("请选择“处理结果”。");
    }
    if (objection.contact().length() >= 5 && form.reason().contains(objection.contact())) {
      throw new Refusal("“理由”会答复给队伍，请删去异议人的联系方式。");
    }
    objections.decide(work.caseNumber(), form.decision(), form.reason(), work.userId());
    return Outcome.of(form.decision(), Decisions.words(form.decision())).because(form.reason());
  }
}
