package org.hatchery.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.FormService;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.task.Task;
import org.hatchery.HatcheryTest;
import org.hatchery.Story;
import org.hatchery.organisation.Conflicts;
import org.hatchery.organisation.People;
import org.hatchery.project.Area;
import org.hatchery.project.Project;
import org.hatchery.project.Projects;
import org.hatchery.project.SampleProjects;
import org.hatchery.project.Stage;
import org.hatchery.project.Timeline;
import org.hatchery.publicity.NoticeStory;
import org.hatchery.publicity.Notices;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** DOMAIN.md, 4: a round invites, observes, ranks, decides and announces; each project goes on by its own result. */
@HatcheryTest
class ReviewRoundTest {

  @Autowired Story story;
  @Autowired NoticeStory noticeStory;
  @Autowired ReviewStory reviews;
  @Autowired SampleProjects samples;
  @Autowired Projects projects;
  @Autowired Rounds rounds;
  @Autowired Entries entries;
  @Autowired Visits visits;
  @Autowired Participations participations;
  @Autowired Notices notices;
  @Autowired Timeline timeline;
  @Autowired People people;
  @Autowired Conflicts conflicts;
  @Autowired RuntimeService runtime;
  @Autowired ManagementService management;
  @Autowired FormService forms;
  @Autowired JdbcClient jdbc;

  private String waiting(String group, Area area) {
    String caseNumber = samples.inStage(Stage.REVIEW, group, area, "ZJ-SAMPLE");
    runtime.startProcessInstanceByKey("review", caseNumber);
    return caseNumber;
  }

  @Test
  void aRoundFromInvitationToResults() {
    String best = waiting("yijian", Area.ELDERLY);
    String middling = waiting("wenxin", Area.ELDERLY);
    String weak = waiting("shufang", Area.CHILDREN);
    String elsewhere = waiting("xiyang", Area.ELDERLY);

    String round = story.start("gangshan.clerk", "reviewRound", Map.of("note", ""));
    assertThat(round).startsWith("PB-GANGSHAN-");
    assertThat(story.whoHas(story.task(round, "draftRound"))).containsExactly("gangshan.clerk");
    assertThat(story.shown("gangshan.clerk", round, "draftRound").get("ready").toString())
        .contains(projects.get(best).known(), projects.get(weak).known())
        .doesNotContain(projects.get(elsewhere).known());
    story.submit("gangshan.clerk", round, "draftRound", reviews.plan());
    story.runJobs();

    assertThat(story.open(elsewhere)).isEmpty();
    assertThat(story.whoHas(story.task(best, "confirmEnrolment"))).containsExactly("yijian:leader");
    assertThat(story.shown("yijian.leader", best, "confirmEnrolment").get("round").toString())
        .contains("志愿服务项目观摩评比", "钢山街道");
    List.of(best, middling, weak).forEach(reviews::enrol);
    reviews.closeEnrolment(round);

    assertThat(story.whoHas(story.task(round, "arrangeVisits"))).containsExactly("gangshan:clerk");
    for (String project : List.of(best, middling, weak)) {
      assertThat(visits.to(round, project)).extracting(Visits.Visit::observer).doesNotHaveDuplicates().hasSize(3);
    }
    reviews.arrange("gangshan.clerk", round);
    assertThat(mails("visit:" + round + ":" + best)).contains("yijian.leader").hasSize(4);

    reviews.score(round, best, 90);
    reviews.score(round, middling, 75);
    reviews.score(round, weak, 40);
    assertThat(story.whoHas(story.task(round, "confirmRanking"))).containsExactly("gangshan:signer");
    assertThat(story.shown("gangshan.signer", round, "confirmRanking").get("ranking").toString())
        .contains("90.00", "75.00", "40.00", "优秀", "合格", "不合格", "reviewOutcome v");
    reviews.confirm(round);

    String notice = rounds.get(round).notice();
    assertThat(story.runs(round, "reviewRound")).isFalse();
    assertThat(notices.items(notice))
        .extracting(state -> state.item().caseNumber(), state -> state.item().result())
        .containsExactlyInAnyOrder(
            tuple(best, "优秀（扶老助残第 1 名）"), tuple(middling, "合格（扶老助残第 2 名）"), tuple(weak, "不合格（儿童关爱第 1 名）"));
    assertThat(projects.get(best).result()).as("nobody has a result before the notice stands").isNull();
    reviews.passNotice(round);

    assertThat(projects.get(best).result()).isEqualTo("excellent");
    assertThat(projects.get(middling).result()).isEqualTo("pass");
    assertThat(projects.get(weak).result()).isEqualTo("fail");
    assertThat(projects.get(weak).belowPass()).isEqualTo(1);
    assertThat(story.runs(best, "review")).isFalse();
    assertThat(timeline.of(best)).extracting(Timeline.Entry::activity).contains(
        "listForReview", "inviteProjects", "confirmEnrolment", "announceVisits", "scoreVisit", "confirmRanking", "concludeReview");
    assertThat(mails("reviewed:" + round + ":" + weak)).containsExactly("shufang.leader");
  }

  @Test
  void aPlanIsKeptForLaterThenDropped() {
    String round = story.start("fushan.clerk", "reviewRound", Map.of());
    Map<String, Object> part = new HashMap<>(Map.of("decision", "save", "title", "冬季评比", "areas", List.of("culture")));
    story.submit("fushan.clerk", round, "draftRound", part);
    assertThat(story.shown("fushan.clerk", round, "draftRound"))
        .containsEntry("title", "冬季评比")
        .doesNotContainKey("startsOn");
    assertThat(story.shown("fushan.clerk", round, "draftRound").get("areas").toString()).isEqualTo("[\"culture\"]");
    story.submit("fushan.clerk", round, "draftRound", Map.of("decision", "drop"));
    assertThat(story.runs(round, "reviewRound")).isFalse();
    assertThat(rounds.get(round).state()).isEqualTo("stopped");
  }

  @Test
  void aPlanIsCheckedBeforeItOpens() {
    assertThat(story.refusal(() -> story.start("gangshan-c1.clerk", "reviewRound", Map.of()))).contains("街道或市的经办");
    assertThat(story.refusal(() -> story.start("fushan.clerk", "reviewRound", Map.of("note", "长".repeat(201)))))
        .contains("“备注”");
    String round = story.start("fushan.clerk", "reviewRound", Map.of());
    assertThat(draft(round, "decision", null)).contains("怎么办");
    assertThat(draft(round, "decision", "later")).contains("怎么办");
    assertThat(draft(round, "title", null)).contains("“评比名称”");
    assertThat(draft(round, "title", "长".repeat(61))).contains("“评比名称”");
    assertThat(draft(round, "title", 5)).contains("“评比名称”应为文字");
    assertThat(draft(round, "startsOn", "明天")).contains("“周期开始”应为日期");
    assertThat(draft(round, "startsOn", null)).contains("“周期开始”");
    assertThat(draft(round, "endsOn", null)).contains("“周期结束”");
    assertThat(draft(round, "startsOn", reviews.day(61))).contains("“周期结束”不能早于“周期开始”");
    assertThat(draft(round, "areas", List.of())).contains("“领域”");
    assertThat(draft(round, "areas", List.of("sport"))).contains("“领域”里有不认识");
    assertThat(draft(round, "areas", "elderly")).contains("“领域”应为列表");
    assertThat(draft(round, "budget", 1)).contains("没有这些项：budget");
    Map<String, Object> past = reviews.plan();
    past.put("startsOn", reviews.day(-30));
    past.put("endsOn", reviews.day(-1));
    assertThat(story.refused("fushan.clerk", round, "draftRound", past)).contains("已经过去");
    assertThat(story.refused("gangshan.clerk", round, "draftRound", reviews.plan())).contains("没有办理这项任务的权限");
    story.submit("fushan.clerk", round, "draftRound", Map.of("decision", "drop"));
  }

  private String draft(String round, String field, Object value) {
    return story.refused("fushan.clerk", round, "draftRound", with(reviews.plan(), field, value));
  }

  private static Map<String, Object> with(Map<String, Object> form, String field, Object value) {
    Map<String, Object> changed = new HashMap<>(form);
    if (value == null) {
      changed.remove(field);
    } else {
      changed.put(field, value);
    }
    return changed;
  }

  @Test
  void aRoundWithoutReadyProjectsEndsAndTellsTheClerk() {
    String other = waiting("quanxiaoge", Area.ENVIRONMENT);
    String round = reviews.open("fushan.clerk", Area.EMERGENCY);
    assertThat(story.runs(round, "reviewRound")).isFalse();
    assertThat(rounds.get(round).state()).isEqualTo("stopped");
    assertThat(mails("nobodyReady:" + round)).containsExactly("fushan.clerk");
    assertThat(participations.get(other).state()).isEqualTo("waiting");
  }

  @Test
  void aProjectDefersOnceAndWhoSaysNothingIsDeferred() {
    String defers = waiting("xiyang", Area.CULTURE);
    String silent = waiting("aixin", Area.CULTURE);
    String round = reviews.open("qianquan.clerk", Area.CULTURE);
    String late = waiting("guandekuan", Area.CULTURE);
    assertThat(story.refused("xiyang.leader", defers, "confirmEnrolment", Map.of())).contains("“是否参评”");
    assertThat(story.refused("xiyang.leader", defers, "confirmEnrolment", Map.of("decision", "later"))).contains("“是否参评”");
    assertThat(story.refused("xiyang.leader", defers, "confirmEnrolment", Map.of("decision", "defer"))).contains("“顺延理由”");
    assertThat(story.refused(
            "xiyang.leader", defers, "confirmEnrolment", Map.of("decision", "defer", "reason", "长".repeat(501))))
        .contains("“顺延理由”");
    assertThat(story.refused("xiyang.leader", defers, "confirmEnrolment", Map.of("decision", true))).contains("应为文字");
    assertThat(story.refused("xiyang.leader", defers, "confirmEnrolment", Map.of("decision", "enrol", "score", 100)))
        .contains("没有这些项：score");
    assertThat(story.refused("aixin.leader", defers, "confirmEnrolment", Map.of("decision", "enrol"))).contains("没有办理");
    story.submit("xiyang.leader", defers, "confirmEnrolment", Map.of("decision", "defer", "reason", "队伍正在换届"));
    assertThat(participations.get(defers)).extracting("state", "deferrals").containsExactly("waiting", 1);

    reviews.closeEnrolment(round);
    assertThat(participations.get(silent)).extracting("state", "deferrals").containsExactly("waiting", 1);
    assertThat(mails("unconfirmed:" + round + ":" + silent)).containsExactly("aixin.leader");
    assertThat(story.runs(round, "reviewRound")).as("nobody took part").isFalse();
    assertThat(mails("nobodyEnrolled:" + round)).containsExactly("qianquan.clerk");
    assertThat(participations.get(late).state()).as("came after the opening: waits for the next").isEqualTo("waiting");

    String next = reviews.open("zc.clerk", Area.CULTURE);
    assertThat(story.open(late)).containsExactly("confirmEnrolment");
    assertThat(story.shown("xiyang.leader", defers, "confirmEnrolment").get("deferralText").toString()).contains("不能再顺延");
    assertThat(story.refused("xiyang.leader", defers, "confirmEnrolment", Map.of("decision", "defer", "reason", "忙")))
        .contains("已经顺延过");
    rounds.state(next, "visiting");
    assertThat(story.refused("xiyang.leader", defers, "confirmEnrolment", Map.of("decision", "enrol"))).contains("已经截止");
    rounds.state(next, "enrolling");
    reviews.closeEnrolment(next);
    assertThat(participations.get(defers).deferrals()).isEqualTo(2);
  }

  @Test
  void whoWaitsForAYearRemindsTheStreetAndGoesOnWaiting() {
    String project = waiting("yijian", Area.HEALTH);
    String timer =
        management.createJobQuery().timers().processInstanceId(instance(project, "review")).singleResult().getId();
    management.executeJob(timer);
    assertThat(jdbc.sql("select count(*) from hatchery.mail where event like :event and recipient = 'gangshan.clerk'")
            .param("event", "roundWanted:" + project + ":%").query(Integer.class).single())
        .isEqualTo(1);
    assertThat(participations.get(project).state()).isEqualTo("waiting");
    String round = reviews.open("gangshan.clerk", Area.HEALTH);
    assertThat(story.open(project)).contains("confirmEnrolment");
    reviews.closeEnrolment(round);
  }

  @Test
  void tooFewObserversAreDrawnAgainFromTheWholeCityOrTheProjectIsLeftOut() {
    String tied = waiting("lvye", Area.ENVIRONMENT);
    String free = waiting("quanxiaoge", Area.ENVIRONMENT);
    List<String> pool = people.experts("fushan").stream().map(expert -> expert.person().id()).toList();
    pool.forEach(person -> conflicts.declare(person, "lvye", "受聘顾问"));
    try {
      String round = reviews.open("fushan.clerk", Area.ENVIRONMENT);
      reviews.enrol(tied);
      reviews.enrol(free);
      reviews.closeEnrolment(round);
      assertThat(visits.to(round, tied)).isEmpty();
      assertThat(story.shown("fushan.clerk", round, "arrangeVisits").get("fewText").toString()).contains("1 个项目可抽的观摩员不足");
      story.submit("fushan.clerk", round, "arrangeVisits", Map.of("decision", "redraw"));
      assertThat(visits.to(round, tied)).extracting(Visits.Visit::observer).hasSize(3).doesNotContainAnyElementsOf(pool);
      long drawnWith = rounds.get(round).seed();
      assertThat(Draw.of(drawnWith, eligible(List.of(tied, free)), 3).get(tied))
          .containsExactlyInAnyOrderElementsOf(visits.to(round, tied).stream().map(Visits.Visit::observer).toList());
      story.submit("fushan.clerk", round, "arrangeVisits", Map.of("decision", "stop", "reason", "场地停电"));
      assertThat(story.runs(round, "reviewRound")).isFalse();
      assertThat(mails("released:" + round + ":" + tied)).containsExactly("lvye.leader");

      String again = reviews.open("fushan.clerk", Area.ENVIRONMENT);
      reviews.enrol(tied);
      reviews.closeEnrolment(again);
      assertThat(story.refused("fushan.clerk", again, "arrangeVisits", Map.of("decision", "arrange"))).contains("没有一个项目抽齐");
      assertThat(story.refused("fushan.clerk", again, "arrangeVisits", Map.of("decision", "stop"))).contains("“中止原因”");
      story.submit("fushan.clerk", again, "arrangeVisits", Map.of("decision", "stop", "reason", "人手不足"));
      assertThat(participations.get(tied)).extracting("state", "deferrals").containsExactly("waiting", 0);

      String third = reviews.open("fushan.clerk", Area.ENVIRONMENT);
      reviews.enrol(tied);
      reviews.enrol(free);
      reviews.closeEnrolment(third);
      reviews.arrange("fushan.clerk", third);
      assertThat(participations.get(tied).state()).as("left out, waits for the next").isEqualTo("waiting");
      assertThat(story.tasks(third, "scoreVisit")).hasSize(3);
      reviews.score(third, free, 70);
      reviews.confirm(third);
    } finally {
      jdbc.sql("delete from hatchery.tie where organisation = 'lvye' and reason = '受聘顾问'").update();
    }
  }

  /** As anyone may compute it who wants to repeat the draw. */
  private Map<String, List<String>> eligible(List<String> caseNumbers) {
    Map<String, List<String>> eligible = new HashMap<>();
    for (String caseNumber : caseNumbers) {
      Project project = projects.get(caseNumber);
      eligible.put(
          caseNumber,
          List.of("zc", "gangshan", "qianquan", "fushan").stream()
              .flatMap(code -> people.experts(code).stream())
              .map(expert -> expert.person().id())
              .distinct()
              .filter(id -> conflicts.of(id, List.of(project.group(), project.community(), project.centre())).isEmpty())
              .toList());
    }
    return eligible;
  }

  @Test
  void visitsAreArrangedForEachProjectWithinTheTimeToScore() {
    String project = waiting("yijian", Area.DAILY);
    String round = reviews.open("gangshan.clerk", Area.DAILY);
    reviews.enrol(project);
    reviews.closeEnrolment(round);
    assertThat(arrange(round, List.of())).contains("还有项目没有安排", projects.get(project).known());
    assertThat(arrange(round, List.of(row(project, "venue", null)))).contains("“观摩安排”第1行", "“地点”");
    assertThat(arrange(round, List.of(row(project, "venue", "长".repeat(101))))).contains("“地点”");
    assertThat(arrange(round, List.of(row(project, "time", "25:00")))).contains("“时间”应为时间");
    assertThat(arrange(round, List.of(row(project, "day", "后天")))).contains("应为日期");
    assertThat(arrange(round, List.of(row(project, "day", reviews.day(-1))))).contains("“日期”应在今天到");
    assertThat(arrange(round, List.of(row(project, "day", reviews.day(60))))).contains("“日期”应在今天到");
    assertThat(arrange(round, List.of(row(project, "x", "y"), row(project, "x", null)))).contains("没有这些项：x");
    assertThat(arrange(round, List.of(row(project, "x", null), row(project, "x", null)))).contains("写了两行");
    assertThat(arrange(round, List.of(row(project, "project", "SB-NONE")))).contains("还有项目没有安排");
    assertThat(arrange(round, List.of(row(project, "x", null), row(project, "project", "SB-NONE"))))
        .contains("没有这个参评项目");
    assertThat(arrange(round, "明天")).contains("“观摩安排”应为列表");
    assertThat(story.refused("gangshan.clerk", round, "arrangeVisits", Map.of())).contains("怎么办");
    assertThat(story.refused("gangshan.clerk", round, "arrangeVisits", Map.of("decision", "maybe"))).contains("怎么办");
    assertThat(story.refused("gangshan.clerk", round, "arrangeVisits", Map.of("decision", "stop", "reason", "长".repeat(501))))
        .contains("“中止原因”");
    assertThat(story.refused("qianquan.clerk", round, "arrangeVisits", Map.of("decision", "save"))).contains("没有办理");

    story.submit(
        "gangshan.clerk", round, "arrangeVisits",
        Map.of("decision", "save", "arranged", List.of(row(project, "time", null))));
    assertThat(story.shown("gangshan.clerk", round, "arrangeVisits").get("arranged").toString()).contains("文化广场");
    story.submit("gangshan.clerk", round, "arrangeVisits", Map.of("decision", "arrange", "arranged", List.of(row(project, "x", null))));
    assertThat(entries.get(round, project)).extracting(Entry::venue, Entry::visitTime).containsExactly("文化广场", "14:00");
    wrongScores(round, project);
  }

  private String arrange(String round, Object arranged) {
    return story.refused("gangshan.clerk", round, "arrangeVisits", Map.of("decision", "arrange", "arranged", arranged));
  }

  private Map<String, Object> row(String project, String field, Object value) {
    return with(Map.of("project", project, "venue", "文化广场", "day", reviews.day(2), "time", "14:00"), field, value);
  }

  private void wrongScores(String round, String project) {
    Visits.Visit visit = visits.to(round, project).get(0);
    Task task = reviews.task(visit);
    Map<String, Object> good = reviews.scored(90);
    assertThat(wrong(visit, task, with(good, "decision", null))).contains("怎么办");
    assertThat(wrong(visit, task, with(good, "decision", "skip"))).contains("怎么办");
    assertThat(wrong(visit, task, with(good, "recognition", null))).contains("“社会认可”");
    assertThat(wrong(visit, task, with(good, "recognition", 11))).contains("“社会认可”最多 10 分");
    assertThat(wrong(visit, task, with(good, "recognition", -1))).contains("“社会认可”");
    assertThat(wrong(visit, task, with(good, "recognition", "高"))).contains("“社会认可”应为数字");
    assertThat(wrong(visit, task, with(good, "recognition", 8.5))).contains("“社会认可”应为整数");
    assertThat(wrong(visit, task, with(with(good, "milestones", 11), "milestonesComment", null)))
        .contains("“里程碑完成”低于满分的 60%");
    assertThat(wrong(visit, task, with(good, "growthComment", "长".repeat(501)))).contains("“覆盖扩大：理由”");
    assertThat(wrong(visit, task, with(good, "satisfaction", 20))).contains("没有这些项：satisfaction");
    assertThat(wrong(visit, task, Map.of("decision", "unable"))).contains("“说明”");
    assertThat(story.refusal(() -> story.submit("gangshan.clerk", task, good))).contains("没有办理这项任务的权限");

    story.submit(visit.observer(), task, Map.of("decision", "save", "recognition", 7, "remark", "现场热闹"));
    Task kept = reviews.task(visit);
    assertThat(story.as(visit.observer(), () -> forms.getTaskFormVariables(kept.getId(), null, false)))
        .containsEntry("recognition", 7).containsEntry("remark", "现场热闹").containsEntry("milestonesFull", 20);
    // 12 of 20 are just 60 percent
    story.submit(visit.observer(), kept, with(with(good, "milestones", 12), "milestonesComment", null));
    assertThat(visits.get(visit.id()).state()).isEqualTo("scored");
    visits.to(round, project).stream().skip(1).forEach(other ->
        story.submit(other.observer(), reviews.task(other), Map.of("decision", "unable", "remark", "当天生病")));
    assertThat(entries.get(round, project).total()).as("one score is enough to rank").isNotNull();
    reviews.confirm(round);
  }

  private String wrong(Visits.Visit visit, Task task, Map<String, Object> form) {
    return story.refusal(() -> story.submit(visit.observer(), task, form));
  }

  @Test
  void aMissingScoreIsNotedAndWithoutAnyTheJuryDecides() {
    String some = waiting("yijian", Area.EMERGENCY);
    String none = waiting("wenxin", Area.EMERGENCY);
    String round = reviews.open("zc.clerk", Area.EMERGENCY);
    reviews.enrol(some);
    reviews.enrol(none);
    reviews.closeEnrolment(round);
    reviews.arrange("zc.clerk", round);
    Visits.Visit scored = visits.to(round, some).get(0);
    story.submit(scored.observer(), reviews.task(scored), reviews.scored(85));
    story.pass(Duration.ofDays(40));

    assertThat(story.tasks(round, "scoreVisit")).isEmpty();
    assertThat(visits.to(round, some)).extracting(Visits.Visit::state).containsExactly("scored", "missing", "missing");
    assertThat(timeline.of(none)).extracting(Timeline.Entry::outcome).filteredOn("missing"::equals).hasSize(3);
    assertThat(story.shown("zc.signer", round, "confirmRanking").get("ranking").toString())
        .contains("85.00", "1/3", "0/3", "没有分数，请评审会定");

    assertThat(jury(round, "confirm", List.of())).contains(projects.get(none).known() + " 没有分数");
    assertThat(jury(round, "confirm", List.of(amend(none, "pass", "")))).contains("“理由”");
    assertThat(jury(round, "confirm", List.of(amend(none, "pass", "长".repeat(501))))).contains("“理由”");
    assertThat(jury(round, "confirm", List.of(amend(none, "great", "现场好")))).contains("“结果”不认识");
    assertThat(jury(round, "confirm", List.of(amend("SB-NONE", "pass", "现场好")))).contains("不在本轮");
    assertThat(jury(round, "confirm", List.of(amend(none, "pass", "好"), amend(none, "fail", "差")))).contains("写了两行");
    assertThat(jury(round, "maybe", List.of())).contains("怎么办");
    assertThat(jury(round, "confirm", "全部合格")).contains("“改定结果”应为列表");
    assertThat(story.refused("zc.signer", round, "confirmRanking", Map.of())).contains("怎么办");
    assertThat(story.refused("zc.signer", round, "confirmRanking", Map.of("decision", "save", "x", 1))).contains("没有这些项：x");
    assertThat(story.refusal(() -> story.submit("gangshan.signer", story.task(round, "confirmRanking"), Map.of())))
        .contains("没有办理这项任务的权限");

    story.submit(
        "zc.signer", round, "confirmRanking",
        Map.of("decision", "save", "amendments", List.of(Map.of("project", none, "result", "pass"))));
    assertThat(story.shown("zc.signer", round, "confirmRanking").get("amendments").toString()).contains(none);
    story.submit(
        "zc.signer", round, "confirmRanking",
        Map.of("decision", "confirm", "amendments", List.of(amend(none, "pass", "补看录像，达到合格"), amend(some, "pass", "财务台账不全"))));
    assertThat(timeline.of(some)).filteredOn(entry -> entry.activity().equals("confirmRanking")).singleElement()
        .satisfies(entry -> {
          assertThat(entry.person()).isEqualTo("zc.signer");
          assertThat(entry.outcome()).isEqualTo("pass");
          assertThat(entry.reason()).isEqualTo("财务台账不全");
          assertThat(entry.rule()).startsWith("优秀：").contains("reviewOutcome v");
        });
    reviews.passNotice(round);
    assertThat(projects.get(some).result()).isEqualTo("pass");
    assertThat(projects.get(none).result()).isEqualTo("pass");
  }

  private String jury(String round, String decision, Object amendments) {
    return story.refused("zc.signer", round, "confirmRanking", Map.of("decision", decision, "amendments", amendments));
  }

  private static Map<String, Object> amend(String project, String result, String reason) {
    return Map.of("project", project, "result", result, "reason", reason);
  }

  @Test
  void tenRatingsOfResidentsCountNineDoNot() {
    String nine = waiting("yijian", Area.HEALTH);
    String ten = waiting("wenxin", Area.HEALTH);
    String round = reviews.open("gangshan.clerk", Area.HEALTH);
    reviews.enrol(nine);
    reviews.enrol(ten);
    reviews.closeEnrolment(round);
    reviews.arrange("gangshan.clerk", round);
    rate(round, nine, 9, 1);
    rate(round, ten, 10, 4);
    reviews.score(round, nine, 90);
    reviews.score(round, ten, 90);
    assertThat(entries.get(round, nine).total()).isEqualByComparingTo("90.00");
    // 72 of the observers' 80, 16 of the residents' 20
    assertThat(entries.get(round, ten).total()).isEqualByComparingTo("88.00");
    assertThat(entries.get(round, ten).place()).isEqualTo(2);
    reviews.confirm(round);
  }

  private void rate(String round, String project, int count, int stars) {
    for (int i = 0; i < count; i++) {
      jdbc.sql(
              """
              insert into hatchery.resident_rating (round, case_number, stars, rated_at)
              values (:round, :project, :stars, now())
              """)
          .param("round", round)
          .param("project", project)
          .param("stars", stars)
          .update();
    }
  }

  @Test
  void anUpheldObjectionCancelsOneResultAndReopensAnother() {
    String cancelled = waiting("yijian", Area.CHILDREN);
    String reopened = waiting("wenxin", Area.CHILDREN);
    String round = reviews.open("gangshan.clerk", Area.CHILDREN);
    List.of(cancelled, reopened).forEach(reviews::enrol);
    reviews.closeEnrolment(round);
    reviews.arrange("gangshan.clerk", round);
    reviews.score(round, cancelled, 90);
    reviews.score(round, reopened, 50);
    reviews.confirm(round);
    String notice = rounds.get(round).notice();
    object(notice, cancelled, "cancelled");
    object(notice, reopened, "redecide");
    story.runJobs();

    assertThat(projects.get(cancelled).result()).as("put right first").isEqualTo("fail");
    assertThat(projects.get(cancelled).belowPass()).as("no failure that counts").isZero();
    assertThat(timeline.of(cancelled)).extracting(Timeline.Entry::activity).contains("voidResult");

    assertThat(story.whoHas(story.task(reopened, "redecideResult"))).containsExactly("zc:signer");
    assertThat(story.shown("zc.signer", reopened, "redecideResult").get("announced").toString()).contains("50.00", "不合格");
    assertThat(story.refused("zc.signer", reopened, "redecideResult", Map.of("result", "pass"))).contains("“理由”");
    assertThat(story.refused("zc.signer", reopened, "redecideResult", Map.of("reason", "漏看台账"))).contains("重新评定的结果");
    assertThat(story.refused("zc.signer", reopened, "redecideResult", Map.of("result", "great", "reason", "漏看台账")))
        .contains("重新评定的结果");
    assertThat(story.refused("zc.signer", reopened, "redecideResult", Map.of("result", "pass", "reason", "长".repeat(1001))))
        .contains("“理由”");
    assertThat(story.refused("zc.signer", reopened, "redecideResult", Map.of("result", 1, "reason", "漏看台账"))).contains("应为文字");
    assertThat(story.refused("zc.signer", reopened, "redecideResult", Map.of("result", "pass", "reason", "好", "x", 1)))
        .contains("没有这些项：x");
    assertThat(story.refusal(() -> story.submit("gangshan.signer", story.task(reopened, "redecideResult"), Map.of())))
        .contains("没有办理这项任务的权限");
    story.submit("zc.signer", reopened, "redecideResult", Map.of("result", "pass", "reason", "台账漏看，补看后达到合格"));
    assertThat(projects.get(reopened).result()).as("waits for its own notice").isNull();
    story.pass(Duration.ofDays(15));
    assertThat(projects.get(reopened).result()).isEqualTo("pass");
    assertThat(notices.latest(200))
        .filteredOn(up -> up.title().contains("重新评定") && up.signers().contains("zc.signer"))
        .anySatisfy(up -> assertThat(notices.items(up.number()))
            .singleElement()
            .satisfies(state -> assertThat(state.item().caseNumber()).isEqualTo(reopened)));
  }

  private void object(String notice, String caseNumber, String decision) {
    String objection = story.start("gangshan.clerk", "objection", Map.of());
    story.submit(
        "gangshan.clerk", objection, "recordObjection",
        Map.of("decision", "register", "item", notice + "|" + caseNumber, "facts", "现场材料与实际不符", "objector", "王大爷",
            "contact", "13911112222"));
    noticeStory.state(objection);
    story.submit("zc.signer", objection, "decideObjection", Map.of("decision", decision, "reason", "经核实，情况属实。"));
  }

  @Test
  void aProjectExcelsAlone() {
    String project = waiting("quanxiaoge", Area.CHILDREN);
    reviews.excellent(project);
    assertThat(projects.get(project).result()).isEqualTo("excellent");
  }

  @Test
  void failingTwiceRunningLeavesTheLibrary() {
    String project = waiting("aixin", Area.DAILY);
    jdbc.sql("update hatchery.project set below_pass = 1 where case_number = :n").param("n", project).update();
    String round = reviews.open("qianquan.clerk", Area.DAILY);
    reviews.enrol(project);
    reviews.closeEnrolment(round);
    reviews.arrange("qianquan.clerk", round);
    reviews.score(round, project, 55);
    reviews.confirm(round);
    reviews.passNotice(round);
    assertThat(projects.get(project)).extracting(Project::result, Project::endReason)
        .containsExactly("left", "连续 2 次观摩评比不合格");
  }

  @Test
  void aProjectThatLeavesMeanwhileIsNoLongerRanked() {
    String early = waiting("xiyang", Area.HEALTH);
    String later = waiting("aixin", Area.HEALTH);
    String last = waiting("guandekuan", Area.HEALTH);
    String round = reviews.open("qianquan.clerk", Area.HEALTH);
    List.of(early, later, last).forEach(reviews::enrol);
    leave(early);
    reviews.closeEnrolment(round);
    assertThat(visits.in(round)).extracting(Visits.Visit::caseNumber).doesNotContain(early).hasSize(6);
    reviews.arrange("qianquan.clerk", round);
    leave(later);
    reviews.score(round, later, 90);
    reviews.score(round, last, 90);
    assertThat(entries.in(round, "enrolled")).extracting(Entry::caseNumber).containsExactly(last);
    assertThat(entries.get(round, last).place()).isEqualTo(1);
    leave(last);
    reviews.confirm(round);
    assertThat(story.runs(round, "reviewRound")).isFalse();
    assertThat(rounds.get(round)).extracting(Round::state, Round::notice).containsExactly("stopped", null);
  }

  /** As the spine does when the leader withdraws. */
  private void leave(String project) {
    runtime.deleteProcessInstance(instance(project, "review"), "withdrawn");
    jdbc.sql("update hatchery.project set stage = 'ENDED' where case_number = :n").param("n", project).update();
  }

  private String instance(String caseNumber, String process) {
    return runtime.createProcessInstanceQuery().processInstanceBusinessKey(caseNumber).processDefinitionKey(process)
        .singleResult().getId();
  }

  private List<String> mails(String event) {
    return jdbc.sql("select recipient from hatchery.mail where event = :event order by recipient")
        .param("event", event)
        .query(String.class)
        .list();
  }
}
