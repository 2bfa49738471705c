package org.hatchery.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.task.Task;
import org.hatchery.HatcheryTest;
import org.hatchery.Story;
import org.hatchery.Visitor;
import org.hatchery.calendar.WorkCalendar;
import org.hatchery.notification.Reminders;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Review: changed until the last is in, unseen by the others, reminded of at two working days left. */
@HatcheryTest
class ScoreChangeTest {

  @LocalServerPort int port;
  @Autowired Story story;
  @Autowired EvaluationStory stories;
  @Autowired Evaluations evaluations;
  @Autowired ScoreChanges changes;
  @Autowired Reminders reminders;
  @Autowired WorkCalendar calendar;
  @Autowired JdbcClient jdbc;
  @Autowired TransactionTemplate transaction;

  private List<Task> accepted(String project) {
    stories.accept(project);
    return story.tasks(project, "scoreProposal");
  }

  /** What an expert is told who was never drawn; he is gone again afterwards. */
  private String refusalOfANewcomer() {
    return transaction.execute(
        status -> {
          status.setRollbackOnly();
          jdbc.sql("insert into hatchery.person (id, name) values ('newcomer', '新来的专家')").update();
          jdbc.sql("insert into hatchery.holding (person, organisation, role, since, areas) values ('newcomer', 'zc', 'EXPERT', :since, '{}')")
              .param("since", LocalDate.of(2020, 1, 1))
              .update();
          return story.refusal(() -> changes.open("newcomer"));
        });
  }

  private Map<String, Object> change(String project, double share) {
    Map<String, Object> fields = new HashMap<>(stories.sheet(share));
    fields.put("review", project + "|1");
    return fields;
  }

  @Test
  void aReviewerChangesHisScoresUntilTheLastIsIn() {
    String project = stories.begin("yijian");
    List<Task> tasks = accepted(project);
    String first = tasks.get(0).getAssignee();
    assertThat(refusalOfANewcomer()).contains("没有可以更改的评分");
    story.submit(first, tasks.get(0), stories.sheet(0.5));
    String changing = story.start(first, "scoreChange", Map.of());
    assertThat(story.whoHas(story.task(changing, "changeScore"))).containsExactly(first);
    assertThat(story.shown(first, changing, "changeScore").get("mine").toString()).contains("12.5");
    Map<String, Object> bad = change(project, 0.8);
    bad.remove("recommendation");
    assertThat(story.refused(first, changing, "changeScore", bad)).contains("“建议”");
    story.submit(first, changing, "changeScore", change(project, 0.8));
    assertThat(jdbc.sql("select count(*) from hatchery.review_score_before where case_number = :c").param("c", project).query(Integer.class).single())
        .as("what stood before is kept")
        .isEqualTo(1);

    String second = story.start(first, "scoreChange", Map.of());
    String dropped = story.start(first, "scoreChange", Map.of());
    story.submit(first, dropped, "changeScore", Map.of("decision", "drop"));
    stories.score(project, 0.8);
    assertThat(evaluations.result(project).orElseThrow().total()).isEqualTo("80.00");
    assertThat(story.refused(first, second, "changeScore", change(project, 0.1))).contains("评审已经交齐");
    story.pass(Duration.ofDays(6));
    assertThat(story.runs(second, "scoreChange")).isFalse();
  }

  @Test
  void aReviewerSeesNothingOfTheOthersAnywhere() {
    String project = stories.begin("yijian");
    List<Task> tasks = accepted(project);
    String a = tasks.get(0).getAssignee();
    String b = tasks.get(1).getAssignee();
    List<Map<String, Object>> rows = stories.rows(0.8).stream().map(HashMap<String, Object>::new).map(m -> (Map<String, Object>) m).toList();
    rows.get(0).put("points", 21.3);
    rows.get(0).put("comment", "紫藤花架下的评语");
    Map<String, Object> sheet = new HashMap<>(stories.sheet(0.8));
    sheet.put("sheet", org.camunda.spin.Spin.JSON(rows));
    story.submit(b, tasks.get(1), sheet);
    Visitor visitor = Visitor.signedIn(port, a);
    String task = tasks.get(0).getId();
    String instance = tasks.get(0).getProcessInstanceId();
    String other = tasks.get(1).getId();
    for (String path : List.of(
        "task/" + task, "task/" + task + "/form-variables", "task/" + task + "/variables", "task/" + task + "/comment",
        "task/" + other, "task/" + other + "/form-variables", "history/task?taskId=" + other, "history/task?processInstanceId=" + instance,
        "history/variable-instance?processInstanceId=" + instance, "variable-instance?processInstanceIdIn=" + instance,
        "history/activity-instance?processInstanceId=" + instance, "history/user-operation?processInstanceId=" + instance,
        "history/detail?processInstanceId=" + instance, "process-instance/" + instance + "/variables",
        "process-instance/" + instance + "/activity-instances", "task?processInstanceId=" + instance)) {
      String body = visitor.get("/camunda/api/engine/engine/default/" + path).body();
      assertThat(body).as(path).doesNotContain("紫藤", "21.3").doesNotContain("\"" + b + "\"");
    }
    for (String path : List.of("/desk/cases/" + project, "/desk/tasks/" + task + "/case", "/desk/cases?q=" + project, "/desk/cases/" + project + "/draw")) {
      assertThat(visitor.get(path).body()).as(path).doesNotContain("紫藤", "21.3");
    }
    assertThat(story.refusal(() -> story.submit(a, tasks.get(2), stories.sheet(0.8)))).doesNotContain("紫藤", "21.3", "已交");
    stories.score(project, 0.8);
  }

  @Test
  void whoIsAskedAgainSeesHisFirstScoresAndWhatChanged() {
    String project = stories.begin("yijian");
    stories.accept(project);
    stories.score(project, 0.7);
    stories.sign(project, "revise");
    var before = story.shown("yijian.leader", project, "reviseProposal");
    Map<String, Object> fields = new HashMap<>();
    for (String key : List.of("need", "target", "schedule", "fixedVolunteers", "team", "resources", "otherFunding", "contact", "phone", "budget", "attachments")) {
      if (before.get(key) != null) {
        fields.put(key, before.get(key));
      }
    }
    fields.put("plan", "改为每周两次，雨天改到社区食堂。");
    fields.put("decision", "submit");
    story.submit("yijian.leader", project, "reviseProposal", fields);
    Task again = story.tasks(project, "scoreProposal").get(0);
    var shown = story.shown(again.getAssignee(), project, "scoreProposal");
    assertThat(shown.get("firstScores").toString()).contains("17.5");
    assertThat(shown.get("changes").toString()).contains("实施方案", "雨天改到社区食堂");
    stories.score(project, 0.8);
  }

  @Test
  void aReviewIsRemindedOfAtTwoWorkingDaysLeft() {
    String project = stories.begin("yijian");
    Task task = accepted(project).get(0);
    Instant due = task.getDueDate().toInstant();
    Instant morning = calendar.minus(calendar.date(due), 2).atTime(9, 0).atZone(WorkCalendar.ZONE).toInstant();
    assertThat(task.getFollowUpDate().toInstant()).isEqualTo(morning);
    story.moveTo(morning.minusSeconds(60));
    reminders.sweep();
    String event = "reminder:" + task.getId() + "%";
    assertThat(told(event)).isEmpty();
    story.moveTo(morning.plusSeconds(1));
    reminders.sweep();
    reminders.sweep();
    assertThat(told(event)).containsExactly(task.getAssignee());
  }

  private List<String> told(String event) {
    return jdbc.sql("select person from hatchery.mail where event like :e").param("e", event).query(String.class).list();
  }
}
