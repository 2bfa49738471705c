package org.hatchery.publicity;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hatchery.HatcheryTest;
import org.hatchery.Story;
import org.hatchery.Visitor;
import org.hatchery.calendar.Deadlines;
import org.hatchery.calendar.WorkCalendar;
import org.hatchery.project.SampleProjects;
import org.hatchery.project.Stage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** How long a notice is up: days on which the page was down do not count; a correction starts it again. */
@HatcheryTest
class NoticeLengthTest {

  @LocalServerPort int port;
  @Autowired Story story;
  @Autowired NoticeStory stories;
  @Autowired Notices notices;
  @Autowired PageUp pages;
  @Autowired SampleProjects projects;
  @Autowired Deadlines deadlines;
  @Autowired WorkCalendar calendar;
  @Autowired Clock clock;
  @Autowired JdbcClient jdbc;

  private String first;
  private String second;
  private String notice;
  private Instant end;

  @BeforeEach
  void announceTwo() {
    first = projects.inStage(Stage.EVALUATION, "yijian");
    second = projects.inStage(Stage.EVALUATION, "wenxin");
    notice = stories.announce(first, second);
    end = notices.get(notice).endsAt();
    jdbc.sql("delete from hatchery.page_outage").update();
    jdbc.sql("delete from hatchery.page_beat").update();
  }

  /** The program was silent so long, up to now. */
  private boolean silentFor(Duration time) {
    Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    jdbc.sql("delete from hatchery.page_beat").update();
    assertThat(pages.beat(now.minus(time))).isFalse();
    return pages.beat(now);
  }

  /** 17:00 of the next working day in the notice. */
  private void toAnAfternoonOfTheNotice() {
    LocalDate day = calendar.date(clock.instant()).plusDays(1);
    while (!calendar.isWorkingDay(day)) {
      day = day.plusDays(1);
    }
    story.moveTo(day.atTime(17, 0).atZone(WorkCalendar.ZONE).toInstant());
  }

  @Test
  void aDayOnWhichThePageWasDownIsAddedAndTheLeadersAreTold() {
    toAnAfternoonOfTheNotice();
    assertThat(silentFor(Duration.ofMinutes(10))).as("ten minutes are no outage").isFalse();
    assertThat(silentFor(Duration.ofMinutes(60))).as("an outage, but not too long for the day").isTrue();
    assertThat(notices.get(notice).endsAt()).isEqualTo(end);
    assertThat(silentFor(Duration.ofMinutes(11))).isTrue();
    Instant longer = notices.get(notice).endsAt();
    assertThat(longer).as("71 minutes on one day").isEqualTo(calendar.endOfWorkingDay(end, 1));
    assertThat(jdbc.sql("select person from hatchery.mail where event like :e").param("e", "notice-prolonged:" + notice + "%").query(String.class).list())
        .containsExactlyInAnyOrder("yijian.leader", "wenxin.leader");
    assertThat(new Visitor(port).get("/portal/notices/" + notice).body()).contains("中断", "不计入公示期");

    story.moveTo(end.plusSeconds(60));
    assertThat(stories.states(notice)).as("its first end passes").containsExactly("open", "open");
    story.moveTo(longer.plusSeconds(60));
    assertThat(stories.states(notice)).containsExactly("stands", "stands");
  }

  @Test
  void anOutageThatLastsPastTheEndIsSeenBeforeAnythingStands() {
    toAnAfternoonOfTheNotice();
    Instant now = Instant.now();
    // the machine stops here; it starts again two days after the end, and the timer is the first thing that runs
    Duration down = Duration.between(clock.instant(), end).plusDays(2);
    jdbc.sql("insert into hatchery.page_beat (at) values (:at)").param("at", java.sql.Timestamp.from(now.minus(down))).update();
    story.moveTo(end.plus(Duration.ofDays(2)));
    assertThat(stories.states(notice)).containsExactly("open", "open");
    assertThat(notices.get(notice).endsAt()).isAfter(end.plus(Duration.ofDays(2)));
  }

  @Test
  void theTermPassesOverDaysThatDoNotCount() {
    // Monday 2 March 2026; the Wednesday was down
    Instant monday = Instant.parse("2026-03-02T02:00:00Z");
    assertThat(deadlines.due("publicNotice", monday, Set.of())).isEqualTo(deadlines.due("publicNotice", monday));
    assertThat(deadlines.due("publicNotice", monday, Set.of(LocalDate.of(2026, 3, 4))))
        .isEqualTo(Instant.parse("2026-03-10T15:59:59Z"));
    assertThat(deadlines.due("publicNotice", monday, Set.of(LocalDate.of(2026, 3, 7))))
        .as("a Saturday does not count anyway")
        .isEqualTo(Instant.parse("2026-03-09T15:59:59Z"));
  }

  @Test
  void aSlipIsPutRightAndTheNoticeStartsAgain() {
    toAnAfternoonOfTheNotice();
    String correction = story.start("gangshan.clerk", "noticeCorrection", Map.of());
    assertThat(story.refused("gangshan.clerk", correction, "writeCorrection", Map.of("decision", "submit", "amount", 18000, "reason", "录入有误")))
        .contains("“公示项目”");
    assertThat(story.refused("gangshan.clerk", correction, "writeCorrection",
            Map.of("decision", "submit", "item", notice + "|" + first, "amount", 20000, "reason", "录入有误")))
        .contains("与公示内容不同");
    assertThat(story.refused("gangshan.clerk", correction, "writeCorrection",
            Map.of("decision", "submit", "item", notice + "|" + first, "amount", 18000)))
        .contains("“更正的原因”");
    story.submit("gangshan.clerk", correction, "writeCorrection", Map.of("decision", "save", "reason", "录入有误"));
    story.submit("gangshan.clerk", correction, "writeCorrection",
        Map.of("decision", "submit", "item", notice + "|" + first, "amount", 18000, "reason", "金额录入有误"));
    assertThat(story.whoHas(story.task(correction, "approveCorrection"))).containsExactly("gangshan:signer");
    assertThat(story.refused("gangshan.signer", correction, "approveCorrection", Map.of("decision", "return"))).contains("“意见”");
    story.submit("gangshan.signer", correction, "approveCorrection", Map.of("decision", "return", "comment", "请把评审人也核对一遍"));
    assertThat(story.shown("gangshan.clerk", correction, "writeCorrection").get("returned").toString()).contains("请把评审人也核对一遍");
    story.submit("gangshan.clerk", correction, "writeCorrection",
        Map.of("decision", "submit", "item", notice + "|" + first, "amount", 18000, "reviewerNames", "孙艳、李强、周茜", "reason", "金额、评审人姓名录入有误"));
    assertThat(story.shown("gangshan.signer", correction, "approveCorrection").get("change").toString())
        .contains("20000.00 元", "18000.00 元", "周茜");
    story.submit("gangshan.signer", correction, "approveCorrection", Map.of("decision", "approve"));

    Notices.Item item = notices.items(notice).get(0).item();
    assertThat(item.amountFen()).isEqualTo(1_800_000);
    assertThat(item.reviewers()).isEqualTo("孙艳、李强、周茜");
    assertThat(item.score()).isEqualTo(new BigDecimal("82.50"));
    Instant again = notices.get(notice).endsAt();
    assertThat(again).isEqualTo(deadlines.due("publicNotice", clock.instant())).isAfter(end);
    assertThat(new Visitor(port).get("/portal/notices/" + notice).body())
        .contains("18000.00 元", "更正", "20000.00 元", "周倩", "金额、评审人姓名录入有误", "重新公示");
    assertThat(jdbc.sql("select person from hatchery.mail where event like :e").param("e", "republished:" + correction + "%").query(String.class).list())
        .containsExactlyInAnyOrder("yijian.leader", "wenxin.leader");
    story.moveTo(end.plusSeconds(60));
    assertThat(stories.states(notice)).containsExactly("open", "open");
    story.moveTo(again.plusSeconds(60));
    assertThat(stories.states(notice)).containsExactly("stands", "stands");
  }

  @Test
  void aCorrectionIsDroppedForgottenOrComesTooLate() {
    String dropped = story.start("gangshan.clerk", "noticeCorrection", Map.of());
    story.submit("gangshan.clerk", dropped, "writeCorrection", Map.of("decision", "drop"));
    assertThat(story.runs(dropped, "noticeCorrection")).isFalse();
    String forgotten = story.start("gangshan.clerk", "noticeCorrection", Map.of());
    String unsigned = story.start("gangshan.clerk", "noticeCorrection", Map.of());
    story.submit("gangshan.clerk", unsigned, "writeCorrection",
        Map.of("decision", "submit", "item", notice + "|" + first, "title", "周末义剪进社区", "reason", "名称录入有误"));
    assertThat(story.refusal(() -> story.start("zc.clerk", "noticeCorrection", Map.of()))).contains("没有公示中的结果");
    story.moveTo(end.plusSeconds(60));
    assertThat(story.runs(forgotten, "noticeCorrection")).isFalse();
    assertThat(story.runs(unsigned, "noticeCorrection")).as("the notice is over").isFalse();
    assertThat(stories.states(notice)).containsExactly("stands", "stands");
    assertThat(notices.items(notice).get(0).item().title()).isNotEqualTo("周末义剪进社区");
  }

  @Test
  void aCorrectionOfWhatIsSettledIsRefused() {
    String correction = story.start("gangshan.clerk", "noticeCorrection", Map.of());
    story.submit("gangshan.clerk", correction, "writeCorrection",
        Map.of("decision", "submit", "item", notice + "|" + first, "title", "周末义剪进社区", "reason", "名称录入有误"));
    jdbc.sql("update hatchery.notice_item set state = 'cancelled' where notice = :n and case_number = :c").param("n", notice).param("c", first).update();
    assertThat(story.refused("gangshan.signer", correction, "approveCorrection", Map.of("decision", "approve"))).contains("不能再更正");
    assertThat(List.of("cancelled", "open")).isEqualTo(stories.states(notice));
  }
}
