package org.hatchery.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.camunda.bpm.engine.task.Task;
import org.hatchery.HatcheryTest;
import org.hatchery.Story;
import org.hatchery.calendar.Deadlines;
import org.hatchery.calendar.WorkCalendar;
import org.hatchery.project.Area;
import org.hatchery.project.CallTerms;
import org.hatchery.project.Project;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A call with a presentation 路演: order by draw, absent without cause is 0, papers 40 and presentation 60. */
@HatcheryTest
class PresentationTest {

  @Autowired Story story;
  @Autowired EvaluationStory stories;
  @Autowired Evaluations evaluations;
  @Autowired Presentations presentations;
  @Autowired CallTerms terms;
  @Autowired Deadlines deadlines;
  @Autowired Clock clock;
  @Autowired JdbcClient jdbc;

  private String call;

  @BeforeEach
  void aCallWithAPresentation() {
    call = "ZJ-PRES-" + UUID.randomUUID();
    terms.keep(new CallTerms.Terms(call, "带路演的榜单", Set.of(), null, Set.of(), 1, "", ""));
    terms.presents(call, true);
  }

  private String scored(String group, double share) {
    String project = stories.begin(group, Area.ELDERLY, call);
    stories.accept(project);
    stories.score(project, share);
    return project;
  }

  private void arrange(String project) {
    LocalDate day = LocalDate.ofInstant(clock.instant(), WorkCalendar.ZONE).plusDays(3);
    stories.submit(project, "arrangePresentation", Map.of("day", day.toString(), "time", "09:30", "place", "镇街三楼会议室"));
  }

  private void held(String project) {
    arrange(project);
    story.moveTo(presentations.get(project).heldAt().plusSeconds(1));
  }

  private void score(String project, double... points) {
    List<Task> tasks = story.tasks(project, "scorePresentation");
    for (int i = 0; i < points.length; i++) {
      Map<String, Object> fields = new HashMap<>(Map.of("points", points[i]));
      if (points[i] < 60) {
        fields.put("comment", "讲不清楚预算");
      }
      story.submit(tasks.get(i).getAssignee(), tasks.get(i), fields);
    }
  }

  @Test
  void papersCountFortyAndThePresentationSixty() {
    String project = scored("yijian", 0.8);
    assertThat(story.open(project)).containsExactly("arrangePresentation");
    assertThat(story.whoHas(story.task(project, "arrangePresentation"))).containsExactly("gangshan:clerk");
    assertThat(story.refused("gangshan.clerk", project, "arrangePresentation",
            Map.of("day", "2026-01-05", "time", "09:30", "place", "会议室")))
        .contains("“路演日期”").contains("过去");
    assertThat(story.refused("gangshan.clerk", project, "arrangePresentation",
            Map.of("day", "2099-01-05", "time", "九点", "place", "会议室")))
        .contains("“时间”");
    arrange(project);
    Instant at = presentations.get(project).heldAt();
    List<String> told = jdbc.sql("select person from hatchery.mail where event = :e").param("e", "evaluation.presentation:" + project + ":" + at.getEpochSecond()).query(String.class).list();
    assertThat(told).contains("yijian.leader").hasSizeGreaterThanOrEqualTo(4);

    assertThat(story.refused("gangshan.clerk", project, "markPresentation", Map.of("decision", "present"))).contains("还没有到时间");
    story.moveTo(at.plusSeconds(1));
    assertThat(story.task(project, "markPresentation").getDueDate().toInstant()).isEqualTo(deadlines.due("markPresentation", at));
    stories.submit(project, "markPresentation", Map.of("decision", "present"));
    List<Task> tasks = story.tasks(project, "scorePresentation");
    assertThat(tasks).hasSize(3);
    assertThat(story.refused(tasks.get(0).getAssignee(), project, "scorePresentation", Map.of("points", 59.9))).contains("“评语”");
    assertThat(story.refused(tasks.get(0).getAssignee(), project, "scorePresentation", Map.of("points", 100.1))).contains("“路演得分”");
    score(project, 90, 85.5, 80);

    Evaluations.Result result = evaluations.result(project).orElseThrow();
    assertThat(result.papers()).isEqualTo("80.00");
    assertThat(result.presentation()).isEqualTo("85.17");
    assertThat(result.total()).as("0.4 × 80 + 0.6 × 255.5/3, rounded once").isEqualTo("83.10");
    assertThat(story.open(project)).containsExactly("signConclusion");
    assertThat(story.shown("gangshan.signer", project, "signConclusion").get("componentRows").toString()).contains("85.17", "80.00");
  }

  @Test
  void whoStaysAwayWithoutCauseHasNothingForThatPart() {
    String project = scored("yijian", 0.9);
    held(project);
    assertThat(story.refused("gangshan.clerk", project, "markPresentation", Map.of("decision", "absent"))).contains("“说明”");
    stories.submit(project, "markPresentation", Map.of("decision", "absent", "reason", "三次电话未接。"));
    Evaluations.Result result = evaluations.result(project).orElseThrow();
    assertThat(result.presentation()).isEqualTo("0.00");
    assertThat(result.total()).isEqualTo("36.00");
    assertThat(evaluations.conclusion(project).orElseThrow().byTable()).isEqualTo("reject");
    assertThat(jdbc.sql("select body from hatchery.mail where event = :e").param("e", "evaluation.missed:" + project).query(String.class).single())
        .contains("三次电话未接。", "0 分");
  }

  @Test
  void withCauseItIsPutOffOnce() {
    String project = scored("yijian", 0.8);
    arrange(project);
    assertThat(story.refused("gangshan.clerk", project, "markPresentation", Map.of("decision", "postpone"))).contains("“说明”");
    stories.submit(project, "markPresentation", Map.of("decision", "postpone", "reason", "负责人住院。"));
    assertThat(story.shown("gangshan.clerk", project, "arrangePresentation").get("postponed")).isEqualTo(1);
    held(project);
    assertThat(story.refused("gangshan.clerk", project, "markPresentation", Map.of("decision", "postpone", "reason", "又有事。")))
        .contains("最多改期 1 次");
    stories.submit(project, "markPresentation", Map.of("decision", "present"));
    score(project, 80, 80, 80);
    assertThat(evaluations.result(project).orElseThrow().total()).isEqualTo("80.00");
  }

  @Test
  void scoresThatAreMissingInTimeAreLeftOutAndTooFewGoToThePanel() {
    String project = scored("yijian", 0.8);
    held(project);
    stories.submit(project, "markPresentation", Map.of("decision", "present"));
    score(project, 90);
    story.moveTo(presentations.get(project).scoresDue().plusSeconds(1));
    assertThat(story.open(project)).containsExactly("agreeScore");
    assertThat(story.shown(stories.doer(project, "agreeScore"), project, "agreeScore").get("componentRows").toString()).contains("90.00");
  }

  @Test
  void theOrderIsDrawnOnceForTheCallAndDoesNotDependOnWhoComesFirst() {
    List<String> projects = List.of(scored("yijian", 0.8), scored("wenxin", 0.8), scored("shufang", 0.8));
    List<String> order = presentations.order(call).stream().map(Project::caseNumber).toList();
    assertThat(order).containsExactlyInAnyOrderElementsOf(projects);
    assertThat(presentations.order(call).stream().map(Project::caseNumber).toList()).isEqualTo(order);
    String rows = story.shown("gangshan.clerk", projects.get(0), "arrangePresentation").get("order").toString();
    assertThat(rows.indexOf("\"place\":\"1\"")).isNotNegative();
    assertThat(jdbc.sql("select count(*) from hatchery.presentation_draw where call_number = :c").param("c", call).query(Integer.class).single()).isEqualTo(1);
  }

  @Test
  void aCallWithoutPresentationGoesStraightOn() {
    terms.presents(call, false);
    String project = scored("yijian", 0.8);
    assertThat(story.open(project)).containsExactly("signConclusion");
    assertThat(evaluations.result(project).orElseThrow().presentation()).isNull();
    assertThat(story.shown("gangshan.signer", project, "signConclusion").get("componentRows").toString()).isEqualTo("[]");
  }

  @Test
  void theTogetherOfFiveIsTrimmedOnBothSidesAndRoundedOnce() {
    List<Aggregate.Sheet> sheets = List.of(
        new Aggregate.Sheet(1, Map.of("a", new BigDecimal("33.3"))), new Aggregate.Sheet(2, Map.of("a", new BigDecimal("33.4"))));
    assertThat(Aggregate.together(sheets, 100, List.of(new BigDecimal("66.7"), new BigDecimal("66.6")), 40))
        .as("0.4 × 33.35 + 0.6 × 66.65 = 53.33")
        .isEqualTo("53.33");
    assertThat(Aggregate.trimmed(List.of(new BigDecimal(5), new BigDecimal(1), new BigDecimal(3), new BigDecimal(2), new BigDecimal(4)), 1, 1))
        .containsExactly(new BigDecimal(2), new BigDecimal(3), new BigDecimal(4));
  }
}
