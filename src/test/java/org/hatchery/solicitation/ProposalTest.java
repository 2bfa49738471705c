package org.hatchery.solicitation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.hatchery.HatcheryTest;
import org.hatchery.Story;
import org.hatchery.calendar.WorkCalendar;
import org.hatchery.engine.Refusal;
import org.hatchery.engine.Rules;
import org.hatchery.notification.Reminders;
import org.hatchery.project.Timeline;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

/** DOMAIN.md, Solicitation: a group takes the lead. */
@HatcheryTest
class ProposalTest {

  @Autowired Story story;
  @Autowired CallStory callStory;
  @Autowired Calls calls;
  @Autowired Proposals proposals;
  @Autowired Mails mails;
  @Autowired Timeline timeline;
  @Autowired Rules rules;
  @Autowired WorkCalendar calendar;
  @Autowired DraftReminders draftReminders;
  @Autowired Reminders reminders;

  @Test
  void aDraftIsKeptAndHandedInLater() {
    String need = callStory.openNeed(Map.of("summary", "放学后没人接孩子"));
    String call = callStory.openCall("gangshan", Map.of("title", "暑期征集", "needs", CallStory.list(List.of(need))));
    String proposal = story.start("shufang.leader", "proposal", Map.of("title", "四点半课堂"));
    assertThat(proposal).startsWith("SB-SHUFANG-");
    assertThat(story.whoHas(story.task(proposal, "writeProposal"))).containsExactly("shufang.leader");
    Map<String, Object> shown = story.shown("shufang.leader", proposal, "writeProposal");
    assertThat(shown).containsEntry("caseTitle", "四点半课堂").containsEntry("title", "四点半课堂").containsEntry("nearCount", 0);
    assertThat(String.valueOf(shown.get("openCalls"))).contains(call + " 暑期征集");
    assertThat(String.valueOf(shown.get("callRows"))).contains("钢山街道", "30000元", Calls.when(calls.get(call).closes()));
    assertThat(String.valueOf(shown.get("openNeeds"))).contains(need, "放学后没人接孩子").doesNotContain("张秀英");

    story.submit(
        "shufang.leader", proposal, "writeProposal",
        Map.of(
            "decision", "keep", "call", call, "title", "四点半课堂𠮷🎈",
            "budget", CallStory.json("[{\"purpose\":\"书\"},{\"amount\":50.25}]")));
    Map<String, Object> kept = story.shown("shufang.leader", proposal, "writeProposal");
    assertThat(kept).containsEntry("call", call).containsEntry("title", "四点半课堂𠮷🎈");
    assertThat(String.valueOf(kept.get("budget"))).contains("书", "50.25");
    assertThat(String.valueOf(kept.get("dueText"))).isNotEqualTo("未设期限");
    assertThat(story.whoHas(story.task(proposal, "writeProposal"))).containsExactly("shufang.leader");
    assertThat(timeline.of(proposal)).extracting(Timeline.Entry::activity).containsExactly("startProposal");

    story.submit(
        "shufang.leader", proposal, "writeProposal",
        callStory.paperFields(
            call, Map.of("title", "四点半课堂𠮷🎈", "area", "children", "needs", CallStory.list(List.of(need)))));
    assertThat(proposals.get(proposal).status()).isEqualTo(Proposal.Status.HANDED_IN);
    assertThat(proposals.get(proposal).paper().needs()).containsExactly(need);
    assertThat(story.runs(proposal, "proposal")).isTrue();
  }

  @Test
  void whatIsMissingOrWrongIsNamed() {
    assertThat(story.refusal(() -> story.start("admin", "proposal", Map.of()))).contains("没有“负责人”的角色");
    assertThat(story.refusal(() -> story.start("yijian.leader", "proposal", Map.of("title", "长".repeat(61)))))
        .contains("“项目名称”");
    String call =
        callStory.openCall(
            "gangshan",
            Map.of("areas", CallStory.json("[\"elderly\",\"health\"]"), "lanes", CallStory.json("[\"seedling\"]")));
    String proposal = story.start("yijian.leader", "proposal", Map.of());
    assertThat(story.refused("yijian.leader", proposal, "writeProposal", Map.of("decision", "handIn")))
        .contains("“榜单”", "“项目名称”", "“需求说明”", "“领域”", "“通道”", "“服务对象和地点”", "“实施方案”", "“进度安排”", "“预算”")
        .contains("“预算合计”", "“固定志愿者人数”", "“团队情况”", "“联系人”", "“联系电话”");
    assertThat(refused(proposal, call, Map.of("plan", "长".repeat(5001)))).contains("“实施方案”");
    assertThat(refused(proposal, call, Map.of("title", "长".repeat(61)))).contains("“项目名称”");
    assertThat(refused(proposal, call, Map.of("area", "children"))).contains("“领域”不在榜单征集的领域内（扶老助残、医疗健康）");
    assertThat(refused(proposal, call, Map.of("area", "space"))).contains("“领域”");
    assertThat(refused(proposal, call, Map.of("lane", "mature"))).contains("“通道”不在榜单征集的通道内（新苗）");
    assertThat(refused(proposal, call, Map.of("needs", CallStory.json("[\"XQ-NOWHERE-2026-0001\"]"))))
        .contains("“回应的需求”", "XQ-NOWHERE-2026-0001");
    assertThat(
            refused(
                proposal, call,
                Map.of(
                    "budget",
                    CallStory.json(
                        "[{\"purpose\":\"设备\",\"amount\":30000},{\"purpose\":\"水\",\"amount\":0.01}]"))))
        .contains("“预算”合计 30000.01元，超过榜单的上限 30000元");
    assertThat(refused(proposal, call, Map.of("budget", CallStory.json("[{\"purpose\":\"设备\"}]"))))
        .contains("“预算”第1行", "“金额”");
    assertThat(refused(proposal, call, Map.of("budget", CallStory.json("[{\"purpose\":\"设备\",\"amount\":-5}]"))))
        .contains("“金额”应大于 0");
    assertThat(refused(proposal, call, Map.of("budget", CallStory.json("[{\"purpose\":\"设备\",\"amount\":\"很多\"}]"))))
        .contains("“金额”应为数字");
    assertThat(refused(proposal, call, Map.of("budget", "三千元"))).contains("“预算”应为列表");
    assertThat(refused(proposal, call, Map.of("fixedVolunteers", -1))).contains("“固定志愿者人数”");
    assertThat(refused(proposal, call, Map.of("fixedVolunteers", 2.5))).contains("“固定志愿者人数”应为整数");
    assertThat(refused(proposal, call, Map.of("fixedVolunteers", 9))).contains("“固定志愿者人数”至少 10 人");
    assertThat(refused(proposal, call, Map.of("budgetTotal", 4200.51)))
        .contains("“预算合计”写的是 4200.51元，“预算”各行相加是 4200.50元");
    assertThat(refused(proposal, call, Map.of("budgetTotal", 0))).contains("“预算合计”应大于 0");
    assertThat(refused(proposal, call, Map.of("phone", "微信联系"))).contains("“联系电话”应为电话号码");
    assertThat(refused(proposal, call, Map.of("parentNumber", "NOWHERE-2026-0001"))).contains("“原项目编号”没有找到");
    assertThat(refused(proposal, call, Map.of("attachments", "件".repeat(201)))).contains("“附件清单”");
    assertThat(refused(proposal, call, Map.of("score", 100))).contains("表单里没有这些项：score");
    assertThat(refused(proposal, call, Map.of("decision", "submit"))).contains("“处理”");
    assertThat(refused(proposal, call, Map.of("area", "children", "lane", "mature")))
        .as("all that is wrong at once")
        .contains("“领域”", "“通道”");
    assertThat(refused(proposal, "ZJ-NOWHERE-2026-0001", Map.of())).contains("“榜单”只能选列出的榜单");
    assertThat(story.refused("wenxin.leader", proposal, "writeProposal", callStory.paperFields(call, Map.of())))
        .contains("没有办理这项任务的权限");

    story.submit("yijian.leader", proposal, "writeProposal", Map.of("decision", "discard"));
    assertThat(proposals.get(proposal).status()).isEqualTo(Proposal.Status.DISCARDED);
    assertThat(story.runs(proposal, "proposal")).isFalse();
  }

  private String refused(String proposal, String call, Map<String, ?> overrides) {
    return story.refused("yijian.leader", proposal, "writeProposal", callStory.paperFields(call, overrides));
  }

  @Test
  void onlyGroupsOfTheRegionThatAreRegisteredMayApply() {
    String call = callStory.openCall("fushan", Map.of("registrations", CallStory.json("[\"filed\"]")));
    assertThat(mails.of("callOpen:" + call + "%"))
        .extracting(Mails.Mailed::recipient)
        .containsExactly("quanxiaoge.leader");
    for (String outsider : List.of("lvye.leader", "xiyang.leader")) {
      String proposal = story.start(outsider, "proposal", Map.of());
      assertThat(String.valueOf(story.shown(outsider, proposal, "writeProposal").get("openCalls")))
          .doesNotContain(call);
      assertThat(story.refused(outsider, proposal, "writeProposal", callStory.paperFields(call, Map.of())))
          .contains("不在 " + call + " 的征集范围内");
      assertThat(
              story.refused(outsider, proposal, "writeProposal", Map.of("decision", "keep", "call", call)))
          .contains("不在 " + call + " 的征集范围内");
      story.submit(outsider, proposal, "writeProposal", Map.of("decision", "discard"));
    }
  }

  @Test
  void theSameTitleTwiceIsRefusedANearOneIsHinted() {
    String call = callStory.openCall("gangshan", Map.of());
    String first = callStory.handIn("yijian.leader", call, Map.of("title", "周末义剪 进小区"));
    String second = story.start("yijian.leader", "proposal", Map.of());
    assertThat(
            story.refused(
                "yijian.leader", second, "writeProposal", callStory.paperFields(call, Map.of("title", "周末义剪，进小区"))))
        .contains("“项目名称”", first, "相同");
    story.submit(
        "yijian.leader", second, "writeProposal",
        callStory.paperFields(call, Map.of("decision", "keep", "title", "周末义剪进小区二")));
    Map<String, Object> shown = story.shown("yijian.leader", second, "writeProposal");
    assertThat(shown).containsEntry("nearCount", 1);
    assertThat(String.valueOf(shown.get("nearTitles"))).contains(first, "周末义剪 进小区");
    story.submit(
        "yijian.leader", second, "writeProposal", callStory.paperFields(call, Map.of("title", "周末义剪进小区二")));
    assertThat(mails.of("handedIn:" + second)).singleElement().satisfies(
        mail -> assertThat(mail.body()).contains("名称相近的申报", first));

    String ofOthers = callStory.handIn("wenxin.leader", call, Map.of("title", "周末义剪进小区"));
    assertThat(mails.of("handedIn:" + ofOthers)).singleElement().satisfies(
        mail -> assertThat(mail.body()).as("what others handed in stays unknown").doesNotContain("名称相近"));
  }

  @Test
  void theLaneOfTheMatureIsForThoseWhoHaveRunAYear() {
    String call = callStory.openCall("gangshan", Map.of());
    String proposal = story.start("yijian.leader", "proposal", Map.of());
    Map<String, Object> none = callStory.paperFields(call, Map.of("lane", "mature"));
    none.remove("runningSince");
    assertThat(story.refused("yijian.leader", proposal, "writeProposal", none)).contains("请填“何时开始运行”", "12 个月");
    String aYearLessADay = callStory.today().minusMonths(12).plusDays(1).toString();
    assertThat(refused(proposal, call, Map.of("lane", "mature", "runningSince", aYearLessADay)))
        .contains("至少已运行 12 个月");
    story.submit(
        "yijian.leader", proposal, "writeProposal",
        callStory.paperFields(
            call, Map.of("lane", "mature", "runningSince", callStory.today().minusMonths(12).toString())));
    assertThat(proposals.get(proposal).status()).isEqualTo(Proposal.Status.HANDED_IN);
    String seedling = story.start("yijian.leader", "proposal", Map.of());
    Map<String, Object> young = callStory.paperFields(call, Map.of("title", "新苗项目"));
    young.remove("runningSince");
    story.submit("yijian.leader", seedling, "writeProposal", young);
  }

  @ParameterizedTest
  @CsvSource({"fixedVolunteers, 10", "matureMonths, 12", "attachments, 50"})
  void limits(String limit, int value) {
    assertThat(rules.decide("proposalLimits", Map.of("limit", limit)).number("value")).isEqualTo(value);
  }

  @ParameterizedTest
  @CsvSource({"0, false", "0.49, false", "0.5, true", "1, true"})
  void howAlikeTitlesAreSaysATable(double similarity, boolean near) {
    assertThat(rules.decide("nearTitle", Map.of("similarity", similarity)).row().get("near")).isEqualTo(near);
  }

  @Test
  void draftsAreRemindedOfThreeDaysAndOneDayBeforeTheClosing() {
    String call = callStory.openCall("gangshan", Map.of());
    Instant closes = calls.get(call).closes();
    String draft = story.start("shufang.leader", "proposal", Map.of("title", "书房"));
    story.submit("shufang.leader", draft, "writeProposal", Map.of("decision", "keep", "call", call, "title", "书房"));
    String handedIn = callStory.handIn("yijian.leader", call, Map.of());
    Instant first = calendar.minus(calendar.date(closes), 3).atTime(9, 0).atZone(WorkCalendar.ZONE).toInstant();
    Instant last = calendar.minus(calendar.date(closes), 1).atTime(9, 0).atZone(WorkCalendar.ZONE).toInstant();

    story.moveTo(first.minusSeconds(60));
    sweep();
    assertThat(mails.of("draftReminder:" + draft + "%")).as("a minute before").isEmpty();
    assertThat(draftReminders.next(story.now())).hasValueSatisfying(next -> assertThat(next).isBeforeOrEqualTo(first));
    story.moveTo(first.plusSeconds(1));
    sweep();
    sweep();
    assertThat(mails.of("draftReminder:" + draft + "%")).singleElement().satisfies(mail -> {
      assertThat(mail.recipient()).isEqualTo("shufang.leader");
      assertThat(mail.body()).contains(draft, Calls.when(closes), "还没有提交");
    });
    String begun = story.start("wenxin.leader", "proposal", Map.of());
    story.submit("wenxin.leader", begun, "writeProposal", Map.of("decision", "keep", "call", call, "title", "心愿"));
    sweep();
    assertThat(mails.of("draftReminder:" + begun + "%")).as("begun after the first reminder").isEmpty();
    story.moveTo(last.minusSeconds(60));
    sweep();
    assertThat(mails.of("draftReminder:" + draft + "%")).hasSize(1);
    story.moveTo(last.plusSeconds(1));
    sweep();
    assertThat(mails.of("draftReminder:" + draft + "%")).hasSize(2);
    assertThat(mails.of("draftReminder:" + begun + "%")).hasSize(1);
    story.moveTo(closes.minusSeconds(60));
    sweep();
    assertThat(mails.of("draftReminder:" + draft + "%")).hasSize(2);
    assertThat(mails.of("draftReminder:" + handedIn + "%")).as("nothing to remind of").isEmpty();
    assertThat(mails.of("reminder:" + story.task(draft, "writeProposal").getId() + "%"))
        .as("the ordinary reminder of tasks does not say it once more").isEmpty();
    callStory.close(call);
    sweep();
    assertThat(mails.of("draftReminder:" + draft + "%")).hasSize(2);
  }

  private void sweep() {
    draftReminders.sweep();
    reminders.sweep();
  }

  @Test
  void aNeedThatSeveralWantGoesToBidding() {
    String need = callStory.openNeed(Map.of("summary", "老人吃饭难"));
    String call = callStory.openCall("gangshan", Map.of("needs", CallStory.list(List.of(need))));
    Map<String, Object> wants = Map.of("needs", CallStory.list(List.of(need)));
    String one = callStory.handIn("yijian.leader", call, wants);
    String other = callStory.handIn("wenxin.leader", call, wants);
    String third = callStory.handIn("shufang.leader", call, Map.of());
    assertThat(String.valueOf(story.shown("yijian.leader", one, "takeBackProposal")))
        .as("before the closing nobody learns of others").doesNotContain("竞标", other);
    callStory.close(call);
    assertThat(timeline.of(one)).anySatisfy(
        entry -> assertThat(entry.said()).contains("需求 " + need + " 另有 1 份申报竞标，一并评估"));
    assertThat(timeline.of(third)).noneMatch(entry -> entry.said().contains("竞标"));
    assertThat(mails.of("callClosed:" + call + "%")).anySatisfy(
        mail -> assertThat(mail.body()).contains("竞标：需求 " + need + " 有 2 份申报"));
  }

  @Test
  void aDraftWithoutACallLapsesInTheEnd() {
    String draft = story.start("aixin.leader", "proposal", Map.of());
    story.pass(Duration.ofDays(80));
    assertThat(story.open(draft)).containsExactly("writeProposal");
    story.submit("aixin.leader", draft, "writeProposal", Map.of("decision", "keep", "title", "还没想好"));
    story.pass(Duration.ofDays(80));
    assertThat(story.open(draft)).as("the term begins anew when it was saved").containsExactly("writeProposal");
    story.pass(Duration.ofDays(25));
    assertThat(proposals.get(draft).status()).isEqualTo(Proposal.Status.LAPSED);
    assertThat(story.runs(draft, "proposal")).isFalse();
    assertThat(mails.of("lapsed:" + draft)).singleElement().satisfies(mail -> {
      assertThat(mail.recipient()).isEqualTo("aixin.leader");
      assertThat(mail.body()).contains("长期未选择榜单");
    });
  }

  @Test
  void twoWhoHandInTheSameTitleAtOnceWaitForEachOther() throws Exception {
    String call = callStory.openCall("gangshan", Map.of());
    List<String> twins =
        List.of(
            story.start("yijian.leader", "proposal", Map.of()), story.start("yijian.leader", "proposal", Map.of()));
    CountDownLatch together = new CountDownLatch(2);
    ExecutorService threads = Executors.newFixedThreadPool(2);
    List<Future<String>> told =
        threads.invokeAll(
            twins.stream().<Callable<String>>map(twin -> () -> handInOrRefusal(twin, call, together)).toList());
    threads.shutdown();
    List<String> texts = List.of(told.get(0).get(), told.get(1).get());
    assertThat(texts).filteredOn(String::isEmpty).as("handed in").hasSize(1);
    assertThat(texts).filteredOn(text -> text.contains("“项目名称”")).as("refused").hasSize(1);
    assertThat(proposals.of(call, Proposal.Status.HANDED_IN)).hasSize(1);
  }

  private String handInOrRefusal(String proposal, String call, CountDownLatch together) throws InterruptedException {
    together.countDown();
    together.await();
    try {
      story.submit("yijian.leader", proposal, "writeProposal", callStory.paperFields(call, Map.of()));
      return "";
    } catch (RuntimeException e) {
      return Refusal.textIn(e.getMessage());
    }
  }
}
