package org.hatchery.incubation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hatchery.organisation.People;
import org.hatchery.project.Timeline;
import org.springframework.stereotype.Component;

/** What the forms of incubation show of plan, milestones and earlier decisions: rows of their tables. */
@Component
class PlanView {

  private static final Set<String> ASKS_FOR_A_PLAN = Set.of("return", "notYet", "again");

  private final Plans plans;
  private final PlannedMilestones milestones;
  private final MilestoneReports reports;
  private final Evidence evidence;
  private final People people;
  private final Timeline timeline;

  PlanView(
      Plans plans, PlannedMilestones milestones, MilestoneReports reports, Evidence evidence, People people,
      Timeline timeline) {
    this.plans = plans;
    this.milestones = milestones;
    this.reports = reports;
    this.evidence = evidence;
    this.people = people;
    this.timeline = timeline;
  }

  /** Name of a person, the id where he is no longer known; empty for null. */
  String name(String id) {
    return id == null ? "" : people.name(id);
  }

  /** Why a plan is asked for again: what the centre, the mentor or the group said, the newest last. */
  List<Map<String, Object>> asked(String caseNumber) {
    return timeline.of(caseNumber).stream()
        .filter(entry -> ASKS_FOR_A_PLAN.contains(entry.outcome()))
        .filter(entry -> Set.of("approvePlan", "recommendReadiness", "confirmReadiness").contains(entry.activity()))
        .map(entry -> Map.<String, Object>of(
            "at", Day.text(entry.happenedAt()),
            "who", entry.personName(),
            "said", entry.said(),
            "reason", entry.reason()))
        .toList();
  }

  /** Every version that was handed in, with what the centre said to it. */
  List<Map<String, Object>> versions(String caseNumber) {
    return plans.handedIn(caseNumber).stream()
        .map(plan -> Map.<String, Object>of(
            "version", "第 " + plan.version() + " 版",
            "handedIn", Day.text(plan.handedInAt()) + " " + name(plan.handedInBy()),
            "summary", summary(plan.content()),
            "decision", plan.state().label() + " " + Day.text(plan.decidedAt()),
            "comments", plan.comments() == null ? "" : plan.comments()))
        .toList();
  }

  static String summary(Plan.Content content) {
    return content.milestones().size() + " 个里程碑，经费合计 " + Yuan.text(content.instalmentsFen());
  }

  /** Milestones of one version, as they were handed in. */
  List<Map<String, Object>> steps(Plan plan) {
    List<Map<String, Object>> rows = new ArrayList<>();
    for (Plan.Step step : plan.content().milestones()) {
      rows.add(Map.of(
          "version", "第 " + plan.version() + " 版",
          "number", rows.size() + 1,
          "title", step.title(),
          "due", Day.text(step.due()),
          "evidence", step.evidence(),
          "instalment", Yuan.text(step.fen())));
    }
    return rows;
  }

  /** Scenes, training and resources of one version. */
  static List<Map<String, Object>> support(Plan.Content content) {
    return List.of(
        Map.of("item", "开放场景", "text", content.scenes()),
        Map.of("item", "培训安排", "text", content.training()),
        Map.of("item", "需要的资源", "text", content.resources() == null ? "" : content.resources()));
  }

  /** All milestones of the case with where they stand. */
  List<Map<String, Object>> milestones(String caseNumber) {
    return milestones.all(caseNumber).stream().map(this::milestone).toList();
  }

  Map<String, Object> milestone(Milestone milestone) {
    boolean asPlanned = milestone.due().equals(milestone.plannedDue());
    String moved = asPlanned ? "" : "（原定 " + Day.text(milestone.plannedDue()) + "）";
    return Map.of(
        "number", milestone.seq(),
        "title", milestone.title(),
        "due", Day.text(milestone.due()) + moved,
        "evidence", milestone.evidence(),
        "instalment", Yuan.text(milestone.instalmentFen()),
        "state",
            milestone.verifiedAt() != null
                ? Day.text(milestone.verifiedAt()) + " 经 " + name(milestone.verifiedBy()) + " 核验通过"
                : milestone.openedAt() == null ? "未开始" : "进行中");
  }

  /** Attempts at a milestone that were handed in, with what the mentor said to each. */
  List<Map<String, Object>> reports(Milestone milestone) {
    return reports.of(milestone).stream()
        .filter(report -> report.state() != MilestoneReports.State.DRAFT)
        .map(report -> Map.<String, Object>of(
            "attempt", "第 " + report.attempt() + " 次",
            "handedIn", Day.text(report.handedInAt()) + " " + name(report.handedInBy()),
            "text", report.text(),
            "documents", evidence.named(milestone.caseNumber(), report.documents()),
            "decision", report.state().label(),
            "opinion", report.opinion() == null ? "" : report.opinion()))
        .toList();
  }
}
