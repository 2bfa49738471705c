package org.hatchery.incubation;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hatchery.engine.HumanTask;
import org.hatchery.engine.Outcome;
import org.hatchery.engine.Refusal;
import org.hatchery.engine.Work;
import org.hatchery.project.Masking;
import org.springframework.stereotype.Component;

/** The mentor recommends the project for the next round, or has more milestones planned (DOMAIN.md, Incubation). */
@Component("recommendReadiness")
class RecommendReadiness implements HumanTask<RecommendReadiness.Form> {

  private final PlannedMilestones milestones;
  private final Mentors mentors;
  private final PlanView view;

  RecommendReadiness(PlannedMilestones milestones, Mentors mentors, PlanView view) {
    this.milestones = milestones;
    this.mentors = mentors;
    this.view = view;
  }

  /** @param decision {@code recommend} or {@code notYet} */
  record Form(@NotBlank String decision, @NotBlank @Size(max = 1000) String opinion) {}

  @Override
  public Map<String, Object> show(Work work) {
    List<Map<String, Object>> reports =
        milestones.all(work.caseNumber()).stream().flatMap(m -> view.reports(m).stream()).toList();
    return Map.of("milestoneRows", view.milestones(work.caseNumber()), "reportRows", Masking.rows(reports));
  }

  @Override
  public Optional<String> assignee(Work work) {
    return mentors.current(work.caseNumber());
  }

  @Override
  public Outcome act(Work work, Form form) {
    return switch (form.decision()) {
      case "recommend" -> Outcome.of("recommend", "推荐出壳").because(form.opinion());
      case "notYet" -> Outcome.of("notYet", "暂不推荐，须再安排里程碑").because(form.opinion());
      default -> throw new Refusal("请检查：“决定”没有这个选项，请重新选择。");
    };
  }
}
