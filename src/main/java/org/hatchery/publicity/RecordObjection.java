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

/** The clerk enters who objects to which announced result, with facts and a contact (DOMAIN.md, Public notice). */
@Component("recordObjection")
class RecordObjection implements HumanTask<RecordObjection.Form> {

  private final Objections objections;
  private final Notices notices;

  RecordObjection(Objections objections, Notices notices) {
    this.objections = objections;
    this.notices = notices;
  }

  record Form(
      @NotBlank String decision,
      String item,
      @Size(max = 2000) String facts,
      @Size(max = 40) String objector,
      @Size(max = 100) String contact) {}

  @Override
  public Map<String, Object> show(Work work) {
    List<Map<String, String>> items =
        notices.up().stream()
            .flatMap(notice -> notices.items(notice.number()).stream()
                .filter(item -> item.state().equals("open"))
                .map(item -> Map.of(
                    "label", item.item().title() + "（" + item.item().group() + "，" + item.item().result() + "）— " + notice.title(),
                    "value", notice.number() + "|" + item.item().caseNumber())))
            .toList();
    return Map.of("items", items);
  }

  @Override
  public Optional<String> assignee(Work work) {
    return Optional.of(objections.get(work.caseNumber()).recordedBy());
  }

  @Override
  public Outcome act(Work work, Form form) {
    if (form.decision().equals("drop")) {
      objections.decide(work.caseNumber(), "dropped", "登记时放弃", work.userId());
      return Outcome.of("drop", "放弃登记");
    }
    if (form.item() == null) {
      throw new Refusal("请填写“公示项目”“事实和理由”“异议人”和“联系方式”；匿名或没有事实的意见不作为异议登记。");
    }
    String[] chosen = form.item().split("\\|", 2);
    if (chosen.length != 2 || notices.find(chosen[0]).isEmpty()) {
      throw new Refusal("所选“公示项目”不在公示中。请刷新页面后重新选择。");
    }
    objections.register(work.caseNumber(), chosen[0], chosen[1], form.facts(), form.objector(), form.contact());
    return Outcome.of("register", "登记异议，先请被异议的队伍说明");
  }
}
