package org.hatchery.incubation;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import org.hatchery.engine.HumanTask;
import org.hatchery.engine.Outcome;
import org.hatchery.engine.Refusal;
import org.hatchery.engine.Work;
import org.hatchery.project.Projects;
import org.hatchery.project.Timeline;
import org.springframework.stereotype.Component;

/** The group enters the next round or asks for one more cycle instead (DOMAIN.md, Incubation, ready). */
@Component("confirmReadiness")
class ConfirmReadiness implements HumanTask<ConfirmReadiness.Form> {

  private final Timeline timeline;
  private final PlanView view;
  private final Projects projects;

  ConfirmReadiness(Timeline timeline, PlanView view, Projects projects) {
    this.timeline = timeline;
    this.view = view;
    this.projects = projects;
  }

  /** @param decision {@code enter} or {@code again} */
  record Form(@NotBlank String decision, @Size(max = 1000) String reason) {}

  @Override
  public Map<String, Object> show(Work work) {
    List<Map<String, Object>> opinions =
        timeline.of(work.caseNumber()).stream()
            .filter(entry -> entry.activity().equals("recommendReadiness"))
            .map(entry -> Map.<String, Object>of(
                "at", Day.text(entry.happenedAt()),
                "who", entry.personName(),
                "said", entry.said(),
                "reason", entry.reason()))
            .toList();
    return Map.of(
        "opinionRows", opinions,
        "milestoneRows", view.milestones(work.caseNumber()),
        "cycle", projects.get(work.caseNumber()).cycle());
  }

  @Override
  public Outcome act(Work work, Form form) {
    return switch (form.decision()) {
      case "enter" -> Outcome.of("enter", "确认出壳申请，参加下一轮观摩评比");
      case "again" -> again(work, form);
      default -> throw new Refusal("请检查：“决定”没有这个选项，请重新选择。");
    };
  }

  private Outcome again(Work work, Form form) {
    if (form.reason() == null) {
      throw new Refusal("申请再孵化一轮时请填写“原因”。");
    }
    projects.nextCycle(work.caseNumber());
    return Outcome.of("again", "申请再孵化一轮").because(form.reason());
  }
}
