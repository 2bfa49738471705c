package org.hatchery.publicity;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hatchery.engine.HumanTask;
import org.hatchery.engine.Outcome;
import org.hatchery.engine.Refusal;
import org.hatchery.engine.Work;
import org.springframework.stereotype.Component;

/** An organisation that did not sign decides on an objection (DOMAIN.md, Public notice). */
@Component("decideObjection")
class DecideObjection implements HumanTask<DecideObjection.Form> {

  private static final Map<String, String> WORDS =
      Map.of(
          "dismissed", "异议不成立，公示结果不变",
          "cancelled", "异议成立，取消结果",
          "redecide", "异议成立，重新作出决定",
          "uncooperative", "队伍不配合核查，取消结果");

  private final Objections objections;
  private final Notices notices;

  DecideObjection(Objections objections, Notices notices) {
    this.objections = objections;
    this.notices = notices;
  }

  record Form(@NotBlank String decision, @NotBlank @Size(max = 2000) String reason) {}

  @Override
  public Map<String, Object> show(Work work) {
    Objections.Objection objection = objections.get(work.caseNumber());
    Notices.Notice notice = notices.get(objection.notice());
    Optional<Notices.Item> item =
        notices.items(notice.number()).stream()
            .map(Notices.ItemState::item)
            .filter(i -> i.caseNumber().equals(objection.caseNumber()))
            .findFirst();
    return Map.of(
        "announced", item.map(i -> List.of(Map.of(
            "title", i.title(), "group", i.group(), "result", i.result(),
            "score", i.score() == null ? "—" : i.score().toPlainString()))).orElse(List.of()),
        "objection", List.of(Map.of(
            "facts", objection.facts(), "objector", objection.objector(), "contact", objection.contact())),
        "noticeNumber", notice.number());
  }

  @Override
  public Outcome act(Work work, Form form) {
    Objections.Objection objection = objections.get(work.caseNumber());
    if (notices.get(objection.notice()).signers().contains(work.userId())) {
      throw new Refusal("公示的结果由您签署，按回避要求不能处理对它的异议。请放回任务，由其他签批人认领。");
    }
    if (!WORDS.containsKey(form.decision())) {
      throw new Refusal("请选择“处理结果”。");
    }
    String kept = form.decision().equals("uncooperative") ? "cancelled" : form.decision();
    objections.decide(work.caseNumber(), kept, form.reason(), work.userId());
    return Outcome.of(form.decision(), WORDS.get(form.decision())).because(form.reason());
  }
}
