package org.hatchery.incubation;

import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hatchery.calendar.Deadlines;
import org.hatchery.calendar.WorkCalendar;
import org.hatchery.engine.HumanTask;
import org.hatchery.engine.Outcome;
import org.hatchery.engine.Refusal;
import org.hatchery.engine.Work;
import org.hatchery.project.Projects;
import org.springframework.stereotype.Component;

/** The leader plans the next milestones with scenes, training, resources and money (DOMAIN.md, Incubation). */
@Component("draftPlan")
class DraftPlan implements HumanTask<DraftPlan.Form> {

  private final Plans plans;
  private final PlannedMilestones milestones;
  private final PlanView view;
  private final Projects projects;
  private final Deadlines deadlines;
  private final WorkCalendar calendar;

  DraftPlan(
      Plans plans, PlannedMilestones milestones, PlanView view, Projects projects, Deadlines deadlines,
      WorkCalendar calendar) {
    this.plans = plans;
    this.milestones = milestones;
    this.view = view;
    this.projects = projects;
    this.deadlines = deadlines;
    this.calendar = calendar;
  }

  /** @param decision {@code submit} or {@code save} */
  record Form(
      @NotBlank String decision,
      @NotEmpty @Size(max = 20) List<@Valid Line> milestones,
      @NotBlank @Size(max = 2000) String scenes,
      @NotBlank @Size(max = 2000) String training,
      @Size(max = 2000) String resources) {}

  /** @param instalment in 元; null: none */
  record Line(
      @NotBlank @Size(max = 80) String title,
      @NotNull LocalDate due,
      @NotBlank @Size(max = 500) String evidence,
      @DecimalMin("0") @DecimalMax("99999999.99") @Digits(integer = 8, fraction = 2) BigDecimal instalment) {}

  @Override
  public Map<String, Object> show(Work work) {
    String caseNumber = work.caseNumber();
    Plan plan = plans.current(caseNumber);
    Map<String, Object> shown = new HashMap<>();
    shown.put("budgetText", Yuan.text(budget(caseNumber)));
    shown.put("leftText", Yuan.text(budget(caseNumber) - milestones.instalmentsFen(caseNumber)));
    shown.put("askedRows", view.asked(caseNumber));
    shown.put("milestoneRows", view.milestones(caseNumber));
    shown.put("versionRows", view.versions(caseNumber));
    shown.put("milestones", plan.content().milestones().stream().map(DraftPlan::line).toList());
    shown.put("scenes", text(plan.content().scenes()));
    shown.put("training", text(plan.content().training()));
    shown.put("resources", text(plan.content().resources()));
    return shown;
  }

  private static Line line(Plan.Step step) {
    return new Line(step.title(), step.due(), step.evidence(), Yuan.of(step.instalmentFen()));
  }

  private static String text(String text) {
    return text == null ? "" : text;
  }

  @Override
  public Optional<Instant> due(Work work) {
    return Optional.of(deadlines.due("draftPlan", plans.current(work.caseNumber()).openedAt()));
  }

  @Override
  public boolean keepsDraft(Form form) {
    return "save".equals(form.decision());
  }

  @Override
  public Outcome act(Work work, Form form) {
    Plan plan = plans.current(work.caseNumber());
    Plan.Content content =
        new Plan.Content(
            form.milestones().stream()
                .map(line -> new Plan.Step(line.title(), line.due(), line.evidence(), Yuan.fen(line.instalment())))
                .toList(),
            form.scenes(),
            form.training(),
            form.resources());
    if (keepsDraft(form)) {
      plans.keep(plan, content);
      return Outcome.silent("save");
    }
    if (!form.decision().equals("submit")) {
      throw new Refusal("请检查：“决定”没有这个选项，请重新选择。");
    }
    checkDays(content);
    checkMoney(work.caseNumber(), content);
    plans.handIn(plan, content, work.userId());
    return Outcome.of("submit", "提交孵化计划第 " + plan.version() + " 版：" + PlanView.summary(content));
  }

  private void checkDays(Plan.Content content) {
    LocalDate before = calendar.today();
    for (int i = 0; i < content.milestones().size(); i++) {
      LocalDate due = content.milestones().get(i).due();
      String field = "“里程碑”第" + (i + 1) + "行“截止日期”";
      if (!due.isAfter(calendar.today())) {
        throw new Refusal("请检查：" + field + "应在今天之后。");
      }
      if (due.isBefore(before)) {
        throw new Refusal("请检查：" + field + "早于上一个里程碑。里程碑逐个进行，请按先后顺序排列。");
      }
      before = due;
    }
  }

  private void checkMoney(String caseNumber, Plan.Content content) {
    long left = budget(caseNumber) - milestones.instalmentsFen(caseNumber);
    if (content.instalmentsFen() > left) {
      throw new Refusal(
          "请检查：“分期经费”合计 " + Yuan.text(content.instalmentsFen()) + "，超过申报预算中还可安排的 " + Yuan.text(left) + "。请调低。");
    }
  }

  private long budget(String caseNumber) {
    return projects.dossier(caseNumber).budgetFen();
  }
}
