package org.hatchery.incubation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.task.Task;
import org.hatchery.Story;
import org.hatchery.calendar.WorkCalendar;
import org.hatchery.project.Documents;
import org.hatchery.project.Project;
import org.hatchery.project.Projects;
import org.springframework.stereotype.Component;

/** Tells incubation and rectification through their real tasks, with the people of the demonstration city. */
@Component
public class IncubationStory {

  private final Story story;
  private final Projects projects;
  private final Documents documents;
  private final Mentors mentors;

  IncubationStory(Story story, Projects projects, Documents documents, Mentors mentors) {
    this.story = story;
    this.projects = projects;
    this.documents = documents;
    this.mentors = mentors;
  }

  /** From {@code draftPlan} open to the end of incubation with the result {@code ready}. */
  public void makeReady(String caseNumber) {
    plan(caseNumber, List.of(milestone("招募和培训志愿者", 30, "100"), milestone("开展第一场服务", 60, null)));
    approve(caseNumber);
    if (!story.tasks(caseNumber, "assignMentor").isEmpty()) {
      assign(caseNumber);
    }
    while (!story.tasks(caseNumber, "reportMilestone").isEmpty()) {
      report(caseNumber);
      verify(caseNumber);
    }
    recommend(caseNumber);
    story.submit(leader(caseNumber), caseNumber, "confirmReadiness", Map.of("decision", "enter"));
  }

  /** From {@code reportRectification} open to the rectification cleared. */
  public void clearRectification(String caseNumber) {
    reportRectification(caseNumber);
    story.submit(signer(caseNumber), caseNumber, "verifyRectification", Map.of("decision", "cleared"));
  }

  /** One row of the plan, due so many days from now. @param yuan null: no instalment */
  public Map<String, Object> milestone(String title, int days, String yuan) {
    Map<String, Object> row =
        Map.of("title", title, "due", today().plusDays(days).toString(), "evidence", "签到表和照片");
    if (yuan == null) {
      return row;
    }
    Map<String, Object> paid = new java.util.HashMap<>(row);
    paid.put("instalment", Double.valueOf(yuan));
    return paid;
  }

  Map<String, Object> planFields(List<Map<String, Object>> milestones) {
    return Map.of(
        "decision", "submit", "milestones", milestones, "scenes", "社区广场和楼院", "training", "区域化管理中心开两次课");
  }

  void plan(String caseNumber, List<Map<String, Object>> milestones) {
    story.submit(leader(caseNumber), caseNumber, "draftPlan", planFields(milestones));
  }

  public void approve(String caseNumber) {
    story.submit(
        signer(caseNumber),
        caseNumber,
        "approvePlan",
        Map.of("decision", "approve", "agreementNumber", "XY-" + caseNumber, "agreementDate", today().toString()));
  }

  public void assign(String caseNumber) {
    story.submit(clerk(caseNumber), caseNumber, "assignMentor", Map.of("mentor", centre(caseNumber) + ".mentor1"));
  }

  void report(String caseNumber) {
    story.submit(
        leader(caseNumber),
        caseNumber,
        "reportMilestone",
        Map.of("decision", "submit", "report", "服务老人 36 人次", "proofs", List.of(document(caseNumber, "签到表.pdf"))));
  }

  void verify(String caseNumber) {
    story.submit(mentor(caseNumber), caseNumber, "verifyMilestone", Map.of("decision", "verified"));
  }

  void recommend(String caseNumber) {
    story.submit(
        mentor(caseNumber), caseNumber, "recommendReadiness", Map.of("decision", "recommend", "opinion", "团队稳定，服务有序"));
  }

  /** Plan, approval and mentor: the first milestone is to be reported. */
  public void begin(String caseNumber, List<Map<String, Object>> milestones) {
    plan(caseNumber, milestones);
    approve(caseNumber);
    assign(caseNumber);
  }

  void reportRectification(String caseNumber) {
    story.submit(
        leader(caseNumber),
        caseNumber,
        "reportRectification",
        Map.of("decision", "submit", "report", "已补齐并安排专人", "proofs", List.of(document(caseNumber, "整改照片.pdf"))));
  }

  /** Puts a document into the case. @return its id, as the form's checklist sends it */
  public String document(String caseNumber, String name) {
    byte[] content = ("content of " + name).getBytes(StandardCharsets.UTF_8);
    return documents.add(caseNumber, name, "application/pdf", content, leader(caseNumber)).id().toString();
  }

  LocalDate today() {
    return story.now().atZone(WorkCalendar.ZONE).toLocalDate();
  }

  /** Day on which the open task of this id is due. */
  LocalDate dueDay(String caseNumber, String taskId) {
    Task task = story.task(caseNumber, taskId);
    assertThat(task.getDueDate()).isNotNull();
    return task.getDueDate().toInstant().atZone(WorkCalendar.ZONE).toLocalDate();
  }

  String leader(String caseNumber) {
    return project(caseNumber).group() + ".leader";
  }

  String centre(String caseNumber) {
    return project(caseNumber).centre();
  }

  String signer(String caseNumber) {
    return centre(caseNumber) + ".signer";
  }

  String clerk(String caseNumber) {
    return centre(caseNumber) + ".clerk";
  }

  String mentor(String caseNumber) {
    return mentors.current(caseNumber).orElseThrow();
  }

  private Project project(String caseNumber) {
    return projects.get(caseNumber);
  }
}
