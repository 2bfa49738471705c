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
import org.hatchery.notification.Mail;
import org.hatchery.organisation.People;
import org.hatchery.organisation.Role;
import org.hatchery.project.Masking;
import org.hatchery.project.Project;
import org.hatchery.project.Projects;
import org.springframework.stereotype.Component;

/** The mentor verifies a reported milestone or sends it back with a reason. */
@Component("verifyMilestone")
class VerifyMilestone implements HumanTask<VerifyMilestone.Form> {

  private final PlannedMilestones milestones;
  private final MilestoneReports reports;
  private final Mentors mentors;
  private final PlanView view;
  private final Projects projects;
  private final People people;
  private final Mail mail;

  VerifyMilestone(
      PlannedMilestones milestones, MilestoneReports reports, Mentors mentors, PlanView view, Projects projects,
      People people, Mail mail) {
    this.milestones = milestones;
    this.reports = reports;
    this.mentors = mentors;
    this.view = view;
    this.projects = projects;
    this.people = people;
    this.mail = mail;
  }

  /** @param decision {@code verified} or {@code rejected} */
  record Form(@NotBlank String decision, @Size(max = 1000) String opinion) {}

  @Override
  public Map<String, Object> show(Work work) {
    Milestone milestone = milestones.current(work.caseNumber());
    return Map.of(
        "milestoneRows", List.of(view.milestone(milestone)),
        "reportRows", Masking.rows(view.reports(milestone)),
        "allRows", view.milestones(work.caseNumber()));
  }

  @Override
  public Optional<String> assignee(Work work) {
    return mentors.current(work.caseNumber());
  }

  @Override
  public Outcome act(Work work, Form form) {
    Milestone milestone = milestones.current(work.caseNumber());
    return switch (form.decision()) {
      case "verified" -> verify(work, milestone, form);
      case "rejected" -> reject(work, milestone, form);
      default -> throw new Refusal("请检查：“决定”没有这个选项，请重新选择。");
    };
  }

  private Outcome verify(Work work, Milestone milestone, Form form) {
    reports.decide(milestone, true, work.userId(), form.opinion());
    milestones.verify(milestone, work.userId());
    Project project = projects.get(work.caseNumber());
    String event = "milestone:" + work.caseNumber() + ":" + milestone.seq() + ":verified";
    String text = "“" + project.title() + "”的里程碑“" + milestone.title() + "”已核验通过。";
    mail.toGroup(event, people.group(project.group(), Role.LEADER), "里程碑已通过：" + project.title(), text);
    if (milestone.instalmentFen() > 0) {
      mail.toGroup(
          event,
          people.group(project.centre(), Role.CLERK),
          "可拨付分期经费：" + project.title(),
          text + "按孵化协议可拨付分期经费 " + Yuan.text(milestone.instalmentFen()) + "。");
    }
    return Outcome.of("verified", "里程碑“" + milestone.title() + "”核验通过").because(form.opinion());
  }

  private Outcome reject(Work work, Milestone milestone, Form form) {
    if (form.opinion() == null) {
      throw new Refusal("核验不通过时请填写“核验意见”，写明还缺什么。");
    }
    int attempt = reports.handedIn(milestone).orElseThrow().attempt();
    reports.decide(milestone, false, work.userId(), form.opinion());
    Milestone again = milestones.open(milestone);
    Project project = projects.get(work.caseNumber());
    mail.toGroup(
        "milestone:" + work.caseNumber() + ":" + milestone.seq() + ":rejected:" + attempt,
        people.group(project.group(), Role.LEADER),
        "里程碑未通过：" + project.title(),
        "“" + project.title() + "”的里程碑“" + milestone.title() + "”未通过核验。意见：" + form.opinion() + "\n请在 "
            + Day.text(again.due()) + " 前重新报告。");
    return Outcome.of("rejected", "里程碑“" + milestone.title() + "”核验不通过").because(form.opinion());
  }
}
