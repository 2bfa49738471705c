package org.hatchery.incubation;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hatchery.engine.HumanTask;
import org.hatchery.engine.Outcome;
import org.hatchery.engine.Refusal;
import org.hatchery.engine.Work;
import org.springframework.stereotype.Component;

/** The leader reports a milestone with evidence from the documents of the case (DOMAIN.md, Incubation, milestones). */
@Component("reportMilestone")
class ReportMilestone implements HumanTask<ReportMilestone.Form> {

  private final PlannedMilestones milestones;
  private final MilestoneReports reports;
  private final Evidence evidence;
  private final PlanView view;

  ReportMilestone(PlannedMilestones milestones, MilestoneReports reports, Evidence evidence, PlanView view) {
    this.milestones = milestones;
    this.reports = reports;
    this.evidence = evidence;
    this.view = view;
  }

  /**
   * @param decision {@code submit} or {@code save}
   * @param proofs ids of documents of the case; to be handed in, one at least that proved no other milestone
   */
  record Form(
      @NotBlank String decision,
      @NotBlank @Size(max = 4000) String report,
      @Size(max = 50) List<String> proofs) {}

  @Override
  public Map<String, Object> show(Work work) {
    Milestone milestone = milestones.current(work.caseNumber());
    Optional<MilestoneReports.Report> draft = reports.draft(milestone);
    Map<String, Object> shown = new HashMap<>();
    shown.put("milestoneRows", List.of(view.milestone(milestone)));
    shown.put("reportRows", view.reports(milestone));
    shown.put("allRows", view.milestones(work.caseNumber()));
    shown.put("documentOptions", evidence.options(work.caseNumber()));
    shown.put("graceText", Day.text(milestones.graceEnds(milestone)));
    shown.put("report", draft.map(MilestoneReports.Report::text).orElse(""));
    shown.put("proofs", draft.map(MilestoneReports.Report::documents).orElse(List.of()));
    return shown;
  }

  @Override
  public Optional<Instant> due(Work work) {
    return Optional.of(milestones.dueAt(milestones.current(work.caseNumber())));
  }

  @Override
  public boolean keepsDraft(Form form) {
    return "save".equals(form.decision());
  }

  @Override
  public Outcome act(Work work, Form form) {
    Milestone milestone = milestones.current(work.caseNumber());
    evidence.check(work.caseNumber(), form.proofs());
    if (keepsDraft(form)) {
      reports.keep(milestone, form.report(), form.proofs());
      return Outcome.silent("save");
    }
    if (!form.decision().equals("submit")) {
      throw new Refusal("请检查：“决定”没有这个选项，请重新选择。");
    }
    evidence.demand(
        work.caseNumber(), form.proofs(), "里程碑“" + milestone.title() + "”", milestone.evidence(),
        reports.verified(work.caseNumber()), null);
    reports.handIn(milestone, form.report(), form.proofs(), work.userId());
    return Outcome.of("submit", "报告里程碑“" + milestone.title() + "”，佐证材料 " + form.proofs().size() + " 份");
  }
}
