package org.hatchery.incubation;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hatchery.calendar.WorkCalendar;
import org.hatchery.engine.HumanTask;
import org.hatchery.engine.Outcome;
import org.hatchery.engine.Refusal;
import org.hatchery.engine.Work;
import org.hatchery.notification.Mail;
import org.hatchery.organisation.People;
import org.hatchery.organisation.Role;
import org.hatchery.project.Masking;
import org.hatchery.project.Project;
import org.hatchery.project.Projects;
import org.springframework.stereotype.Component;

/** The centre approves the plan with its agreement or returns it with comments, any number of times. */
@Component("approvePlan")
class ApprovePlan implements HumanTask<ApprovePlan.Form> {

  private final Plans plans;
  private final PlannedMilestones milestones;
  private final PlanView view;
  private final Projects projects;
  private final WorkCalendar calendar;
  private final People people;
  private final Mail mail;

  ApprovePlan(
      Plans plans, PlannedMilestones milestones, PlanView view, Projects projects, WorkCalendar calendar,
      People people, Mail mail) {
    this.plans = plans;
    this.milestones = milestones;
    this.view = view;
    this.projects = projects;
    this.calendar = calendar;
    this.people = people;
    this.mail = mail;
  }

  /** @param decision {@code approve} or {@code return} */
  record Form(
      @NotBlank String decision,
      @Size(max = 60) String agreementNumber,
      LocalDate agreementDate,
      @Size(max = 2000) String comments) {}

  @Override
  public Map<String, Object> show(Work work) {
    String caseNumber = work.caseNumber();
    Plan plan = plans.current(caseNumber);
    List<Plan> versions = plans.handedIn(caseNumber);
    Map<String, Object> shown = new HashMap<>();
    shown.put("version", plan.version());
    shown.put("budgetText", Yuan.text(projects.dossier(caseNumber).budgetFen()));
    shown.put("sumText", Yuan.text(plan.content().instalmentsFen()));
    shown.put("planRows", view.steps(plan));
    shown.put("supportRows", Masking.rows(PlanView.support(plan.content())));
    shown.put("milestoneRows", view.milestones(caseNumber));
    shown.put("versionRows", Masking.rows(view.versions(caseNumber)));
    shown.put(
        "earlierRows",
        versions.stream().filter(v -> v.version() < plan.version()).flatMap(v -> view.steps(v).stream()).toList());
    versions.stream()
        .filter(v -> v.agreementNumber() != null)
        .reduce((first, later) -> later)
        .ifPresent(v -> shown.put("agreementNumber", v.agreementNumber()));
    return shown;
  }

  @Override
  public Outcome act(Work work, Form form) {
    return switch (form.decision()) {
      case "approve" -> approve(work, form);
      case "return" -> giveBack(work, form);
      default -> throw new Refusal("请检查：“决定”没有这个选项，请重新选择。");
    };
  }

  private Outcome approve(Work work, Form form) {
    if (form.agreementNumber() == null || form.agreementDate() == null) {
      throw new Refusal("批准时请填写“协议编号”和“签订日期”。");
    }
    if (form.agreementDate().isAfter(calendar.today())) {
      throw new Refusal("请检查：“签订日期”不能晚于今天。请在协议签订后再批准。");
    }
    Project project = projects.get(work.caseNumber());
    if (!plans.takeNumber(project.centre(), form.agreementNumber(), work.caseNumber())) {
      throw new Refusal("请检查：“协议编号”已用于本中心的另一个项目。请核对后重填。");
    }
    Plan plan = plans.current(work.caseNumber());
    String comments = form.comments() == null ? "" : form.comments();
    plans.approve(plan, work.userId(), comments, form.agreementNumber(), form.agreementDate());
    milestones.add(plan);
    mail.toGroup(
        "plan:" + work.caseNumber() + ":" + plan.version(),
        people.group(project.group(), Role.LEADER),
        "孵化计划已批准：" + project.title(),
        "“" + project.title() + "”的孵化计划第 " + plan.version() + " 版已批准，请按里程碑推进，逐个报告。");
    return Outcome.of(
            "approve",
            "批准孵化计划第 " + plan.version() + " 版，协议 " + form.agreementNumber()
                + "（" + Day.text(form.agreementDate()) + "）")
        .because(comments);
  }

  private Outcome giveBack(Work work, Form form) {
    if (form.comments() == null) {
      throw new Refusal("退回修改时请填写“审批意见”，写明要改什么。");
    }
    Plan plan = plans.current(work.caseNumber());
    plans.giveBack(plan, work.userId(), form.comments());
    Project project = projects.get(work.caseNumber());
    mail.toGroup(
        "plan:" + work.caseNumber() + ":" + plan.version(),
        people.group(project.group(), Role.LEADER),
        "孵化计划退回修改：" + project.title(),
        "“" + project.title() + "”的孵化计划第 " + plan.version() + " 版退回修改。审批意见：" + form.comments());
    return Outcome.of("return", "退回孵化计划第 " + plan.version() + " 版").because(form.comments());
  }
}
