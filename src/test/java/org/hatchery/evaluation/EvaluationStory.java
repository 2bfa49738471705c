package org.hatchery.evaluation;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.task.Task;
import org.camunda.spin.Spin;
import org.hatchery.Story;
import org.hatchery.organisation.People;
import org.hatchery.organisation.Role;
import org.hatchery.project.Area;
import org.hatchery.project.SampleProjects;
import org.hatchery.project.Stage;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Walks the evaluation of a project through its real tasks, for stories that need one evaluated. */
@Component
public class EvaluationStory {

  private final Story story;
  private final SampleProjects projects;
  private final RuntimeService runtime;
  private final People people;
  private final Rubric rubric;
  private final Evaluations evaluations;
  private final JdbcClient jdbc;

  EvaluationStory(
      Story story, SampleProjects projects, RuntimeService runtime, People people, Rubric rubric, Evaluations evaluations,
      JdbcClient jdbc) {
    this.story = story;
    this.projects = projects;
    this.runtime = runtime;
    this.people = people;
    this.rubric = rubric;
    this.evaluations = evaluations;
    this.jdbc = jdbc;
  }

  /** From screening to the signed conclusion; then it waits for the other projects of its call, or for the notice. */
  public void admit(String caseNumber) {
    conclude(caseNumber, 0.8, "admit");
  }

  /** @param share of the full score that each reviewer gives, 0 to 1: 0.8 admit, 0.7 revise, 0.4 reject by the table */
  public void conclude(String caseNumber, double share, String decision) {
    accept(caseNumber);
    score(caseNumber, share);
    sign(caseNumber, decision);
  }

  public void accept(String caseNumber) {
    submit(caseNumber, "screenProposal", Map.of("decision", "accept"));
  }

  /** Every reviewer who has the task scores. @param shares one for all, or one for each seat in order */
  public void score(String caseNumber, double... shares) {
    List<Task> tasks = new ArrayList<>(story.tasks(caseNumber, "scoreProposal"));
    for (int i = 0; i < tasks.size(); i++) {
      story.submit(tasks.get(i).getAssignee(), tasks.get(i), sheet(shares[Math.min(i, shares.length - 1)]));
    }
  }

  /** A signer of the street signs, with a reason and, for a revision, what is asked; then the jobs run. */
  public void sign(String caseNumber, String decision) {
    Map<String, Object> fields = new HashMap<>(Map.of("decision", decision, "reason", "综合考虑"));
    if (decision.equals("revise")) {
      fields.put("asked", "补充送餐路线和应急安排");
    }
    submit(caseNumber, "signConclusion", fields);
    story.runJobs();
  }

  /** Somebody who may do it submits the one open task. @return who it was */
  public String submit(String caseNumber, String taskId, Map<String, Object> fields) {
    String user = doer(caseNumber, taskId);
    story.submit(user, caseNumber, taskId, fields);
    return user;
  }

  /** Who may do the open task. */
  public String doer(String caseNumber, String taskId) {
    String who = story.whoHas(story.task(caseNumber, taskId)).iterator().next();
    if (!who.contains(":")) {
      return who;
    }
    String[] group = who.split(":");
    return people.holders(group[0], Role.valueOf(group[1].toUpperCase(java.util.Locale.ROOT))).get(0).id();
  }

  /** Number GS-… of the notice in which the conclusion was announced; null while it waits for others of the call. */
  public String notice(String caseNumber) {
    return evaluations.standing(caseNumber).notice();
  }

  /** Runs the clock to the end of the notice of this project. */
  public void letNoticeStand(String caseNumber) {
    story.moveTo(
        jdbc.sql("select ends_at from hatchery.notice where number = :n")
            .param("n", notice(caseNumber))
            .query(java.sql.Timestamp.class)
            .single()
            .toInstant()
            .plusSeconds(1));
    story.runJobs();
  }

  /** A handed-in score form in which every criterion gets this share of its weight. */
  Map<String, Object> sheet(double share) {
    return Map.of("decision", "submit", "recommendation", "admit", "sheet", Spin.JSON(rows(share)));
  }

  List<Map<String, Object>> rows(double share) {
    return rubric.criteria().stream()
        .map(
            criterion ->
                Map.<String, Object>of(
                    "criterion", criterion.heading(),
                    "points",
                    BigDecimal.valueOf(criterion.weight() * share).setScale(1, RoundingMode.HALF_UP),
                    "comment", share < 0.6 ? "措施还不具体" : ""))
        .toList();
  }

  /** A project in a call of its own, its evaluation begun. */
  /** An accepted proposal whose evaluation begins. @return its number */
  public String begin(String group) {
    return begin(group, Area.ELDERLY, "ZJ-TEST-" + java.util.UUID.randomUUID());
  }

  String begin(String group, Area area, String call) {
    String caseNumber = projects.inStage(Stage.EVALUATION, group, area, call);
    runtime.startProcessInstanceByKey("evaluation", caseNumber);
    return caseNumber;
  }
}
