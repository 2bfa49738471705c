package org.hatchery.solicitation;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Map;
import org.hatchery.engine.HumanTask;
import org.hatchery.engine.Outcome;
import org.hatchery.engine.Refusal;
import org.hatchery.engine.Work;
import org.springframework.stereotype.Component;

/** The clerk asks by telephone whether it is solved, for those who do not answer by the link. */
@Component("recordSolved")
class RecordSolved implements HumanTask<RecordSolved.Form> {

  private final Needs needs;
  private final NeedPaths paths;

  RecordSolved(Needs needs, NeedPaths paths) {
    this.needs = needs;
    this.paths = paths;
  }

  record Form(
      @NotBlank @Pattern(regexp = "yes|no", message = "只能选列出的一项") String solved,
      @Size(max = 1000) String note) {}

  @Override
  public String showsInFull() {
    return "需求人的姓名、电话和邮箱";
  }

  @Override
  public Map<String, Object> show(Work work) {
    return Map.of("facts", SortNeed.facts(needs.get(work.caseNumber())));
  }

  @Override
  public Outcome act(Work work, Form form) {
    if (form.solved().equals("no") && form.note() == null) {
      throw new Refusal("没有解决的，请写明“反映人怎么说”：还差什么。");
    }
    paths.answered(work.caseNumber(), form.solved(), form.note());
    return Outcome.of(form.solved(), form.solved().equals("yes") ? "反映人说已解决" : "反映人说没有解决").because(form.note());
  }
}
