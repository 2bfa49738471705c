package org.hatchery.solicitation;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Map;
import java.util.Set;
import org.hatchery.engine.HumanTask;
import org.hatchery.engine.Outcome;
import org.hatchery.engine.Refusal;
import org.hatchery.engine.Work;
import org.hatchery.project.Timeline;
import org.springframework.stereotype.Component;

/** A need that turns out not to be the same goes its own way again; both who asked are told (DOMAIN.md, collect needs). */
@Component("unlinkNeed")
class UnlinkNeed implements HumanTask<UnlinkNeed.Form> {

  private final Unlinkings unlinkings;
  private final NeedPaths paths;
  private final Timeline timeline;

  UnlinkNeed(Unlinkings unlinkings, NeedPaths paths, Timeline timeline) {
    this.unlinkings = unlinkings;
    this.paths = paths;
    this.timeline = timeline;
  }

  record Form(
      String linked,
      @NotBlank @Pattern(regexp = "unlink|drop", message = "只能选列出的一项") String decision,
      @Size(max = 1000) String reason) {}

  @Override
  public Map<String, Object> show(Work work) {
    return Map.of(
        "linkedNeeds",
        paths.linkedIn(unlinkings.owner(work.caseNumber())).stream()
            .map(
                need ->
                    Map.of(
                        "label", need.caseNumber() + " " + need.summary() + "（" + need.reason() + "）",
                        "value", need.caseNumber()))
            .toList());
  }

  @Override
  public Outcome act(Work work, Form form) {
    if (form.decision().equals("drop")) {
      return Outcome.of("drop", "放弃分开");
    }
    if (form.linked() == null || form.reason() == null) {
      throw new Refusal("请选择“要分开的需求”，并写明“理由”。");
    }
    if (paths.linkedIn(unlinkings.owner(work.caseNumber())).stream().noneMatch(n -> n.caseNumber().equals(form.linked()))) {
      throw new Refusal("所选“要分开的需求”已不是并入状态。请刷新页面后重新选择。");
    }
    String main = paths.of(form.linked()).linkedTo();
    paths.unlink(form.linked());
    paths.tell("unlinked", form.linked(), "您反映的需求已单独办理", "您反映的需求（" + form.linked() + "）与 " + main + " 不是一回事，已分开单独办理。");
    paths.tell("unlinked:" + form.linked(), main, "同时办理的需求已分开", "与您反映的需求（" + main + "）并在一起的另一件需求已分开办理，您的需求不受影响。");
    timeline.add(form.linked(), "unlinkNeed", "分开需求", work.userId(), Set.of(), Outcome.of("unlinked", "与 " + main + " 分开").because(form.reason()));
    return Outcome.of("unlink", "分开 " + form.linked()).because(form.reason());
  }
}
