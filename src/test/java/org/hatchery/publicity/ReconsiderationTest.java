package org.hatchery.publicity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.hatchery.HatcheryTest;
import org.hatchery.Story;
import org.hatchery.calendar.Deadlines;
import org.hatchery.project.SampleProjects;
import org.hatchery.project.Stage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A group asks for the review 复核 of its own announced result; the next level answers in fifteen working days. */
@HatcheryTest
class ReconsiderationTest {

  private static final String FACTS = "第三项得分与评语不符，请复核。";

  @Autowired Story story;
  @Autowired NoticeStory stories;
  @Autowired Notices notices;
  @Autowired SampleProjects projects;
  @Autowired Deadlines deadlines;
  @Autowired Clock clock;
  @Autowired JdbcClient jdbc;

  private String first;
  private String second;
  private String notice;

  @BeforeEach
  void announceTwo() {
    first = projects.inStage(Stage.EVALUATION, "yijian");
    second = projects.inStage(Stage.EVALUATION, "wenxin");
    notice = stories.announce(first, second);
  }

  private String ask() {
    String review = story.start("yijian.leader", "reconsideration", Map.of());
    story.submit("yijian.leader", review, "writeReconsideration",
        Map.of("decision", "submit", "item", notice + "|" + first, "facts", FACTS));
    return review;
  }

  @Test
  void theResultWaitsUntilTheReviewIsAnsweredAndTheOthersGoOn() {
    String review = ask();
    assertThat(story.whoHas(story.task(review, "decideReconsideration"))).containsExactly("zc:signer");
    assertThat(story.task(review, "decideReconsideration").getDueDate().toInstant())
        .isEqualTo(deadlines.due("decideReconsideration", clock.instant()));
    story.moveTo(notices.get(notice).endsAt().plusSeconds(60));
    assertThat(stories.states(notice)).containsExactly("open", "stands");

    assertThat(story.shown("zc.signer", review, "decideReconsideration").get("request").toString()).contains(FACTS);
    assertThat(story.refused("zc.signer", review, "decideReconsideration", Map.of("decision", "upheld"))).contains("“理由”");
    story.submit("zc.signer", review, "decideReconsideration", Map.of("decision", "upheld", "reason", "评分与评语一致。"));
    story.runJobs();
    assertThat(stories.states(notice)).containsExactly("stands", "stands");
    assertThat(jdbc.sql("select body from hatchery.mail where event = :e").param("e", "handled:" + review).query(String.class).list())
        .singleElement()
        .satisfies(body -> assertThat(body).contains("维持公示结果", "评分与评语一致。"));
  }

  @Test
  void aReviewThatFindsAFaultSendsTheResultBack() {
    String review = ask();
    story.submit("zc.signer", review, "decideReconsideration", Map.of("decision", "redecide", "reason", "漏算一名评审的得分。"));
    assertThat(stories.states(notice)).containsExactly("redecide", "open");
    assertThat(stories.ended(first)).isEqualTo("testRedecided");
  }

  @Test
  void onlyItsOwnResultOnlyOnceAndOnlyWhileItIsUp() {
    String review = story.start("yijian.leader", "reconsideration", Map.of());
    assertThat(story.shown("yijian.leader", review, "writeReconsideration").get("items").toString())
        .contains(first)
        .doesNotContain(second);
    assertThat(story.refused("yijian.leader", review, "writeReconsideration", Map.of("decision", "submit", "facts", FACTS)))
        .contains("“公示项目”");
    assertThat(story.refused("yijian.leader", review, "writeReconsideration",
            Map.of("decision", "submit", "item", notice + "|" + second, "facts", FACTS)))
        .contains("不是本队伍的");
    story.submit("yijian.leader", review, "writeReconsideration", Map.of("decision", "save", "facts", "先记一笔"));
    assertThat(story.shown("yijian.leader", review, "writeReconsideration").get("facts")).isEqualTo("先记一笔");
    String twice = story.start("yijian.leader", "reconsideration", Map.of());
    story.submit("yijian.leader", review, "writeReconsideration",
        Map.of("decision", "submit", "item", notice + "|" + first, "facts", FACTS));
    assertThat(story.refused("yijian.leader", twice, "writeReconsideration",
            Map.of("decision", "submit", "item", notice + "|" + first, "facts", FACTS)))
        .contains("已经申请过");
    story.submit("yijian.leader", twice, "writeReconsideration", Map.of("decision", "drop"));
    assertThat(story.runs(twice, "reconsideration")).isFalse();
    assertThat(story.refusal(() -> story.start("yijian.leader", "reconsideration", Map.of()))).contains("没有公示中的结果");

    String late = story.start("wenxin.leader", "reconsideration", Map.of());
    Instant end = notices.get(notice).endsAt();
    story.moveTo(end.plusSeconds(1));
    assertThat(story.open(late)).as("its term ends with the notice or later").isSubsetOf("writeReconsideration");
    if (!story.open(late).isEmpty()) {
      assertThat(story.refused("wenxin.leader", late, "writeReconsideration",
              Map.of("decision", "submit", "item", notice + "|" + second, "facts", FACTS)))
          .contains("公示期已过");
    }
    story.pass(Duration.ofDays(15));
    assertThat(story.runs(late, "reconsideration")).as("not handed in: it lapses").isFalse();
  }

  @Test
  void anAnswerThatIsLateIsTakenUpAbove() {
    String review = ask();
    Instant end = deadlines.due("decideReconsideration", clock.instant());
    story.moveTo(end.plusSeconds(1));
    List<String> told =
        jdbc.sql("select person from hatchery.mail where event = :e").param("e", "escalated:" + review).query(String.class).list();
    assertThat(told).contains("zc.supervisor", "gangshan.supervisor");
    assertThat(stories.states(notice)).containsExactly("open", "stands");
    story.submit("zc.signer", review, "decideReconsideration", Map.of("decision", "upheld", "reason", "评分与评语一致。"));
    story.runJobs();
    assertThat(stories.states(notice)).containsExactly("stands", "stands");
  }
}
