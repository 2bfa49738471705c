package org.hatchery.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.RuntimeService;
import org.hatchery.HatcheryTest;
import org.hatchery.Story;
import org.hatchery.project.Area;
import org.hatchery.project.Projects;
import org.hatchery.project.SampleProjects;
import org.hatchery.project.Stage;
import org.hatchery.project.Timeline;
import org.hatchery.publicity.Notices;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** DOMAIN.md, 4: a round invites, observes, ranks, decides and announces; each project goes on by its own result. */
@HatcheryTest
class ReviewRoundTest {

  @Autowired Story story;
  @Autowired ReviewStory reviews;
  @Autowired SampleProjects samples;
  @Autowired Projects projects;
  @Autowired Rounds rounds;
  @Autowired Entries entries;
  @Autowired Visits visits;
  @Autowired Participations participations;
  @Autowired Notices notices;
  @Autowired Timeline timeline;
  @Autowired RuntimeService runtime;
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

  private List<String> mails(String event) {
    return jdbc.sql("select recipient from hatchery.mail where event = :event order by recipient")
        .param("event", event)
        .query(String.class)
        .list();
  }
}
