package org.hatchery.solicitation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.hatchery.HatcheryTest;
import org.hatchery.Story;
import org.hatchery.engine.MovableClock;
import org.hatchery.project.Timeline;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** DOMAIN.md, Solicitation: a call is withdrawn before it opens, prolonged once before it closes. */
@HatcheryTest
class CallRequestTest {

  @Autowired Story story;
  @Autowired CallStory callStory;
  @Autowired Calls calls;
  @Autowired Proposals proposals;
  @Autowired Timeline timeline;
  @Autowired Mails mails;
  @Autowired MovableClock clock;
  @Autowired JdbcClient jdbc;

  @Test
  void theSignerSeesWhatWasChangedSinceTheReturn() {
    String call = callStory.submitCall("gangshan", Map.of("places", 3));
    assertThat(story.shown("zc.signer", call, "approveCall")).containsEntry("changeCount", 0).containsEntry("returned", false);
    story.submit("zc.signer", call, "approveCall", Map.of("decision", "return", "comment", "名额太少"));
    story.submit("gangshan.clerk", call, "draftCall", callStory.callFields(Map.of("places", 3)));
    assertThat(story.shown("zc.signer", call, "approveCall")).containsEntry("changeCount", 0).containsEntry("returned", true);
    story.submit("zc.signer", call, "approveCall", Map.of("decision", "return", "comment", "还是太少"));
    story.submit("gangshan.clerk", call, "draftCall", callStory.callFields(Map.of("places", 8, "presentation", "yes")));
    Map<String, Object> shown = story.shown("zc.signer", call, "approveCall");
    assertThat(shown).containsEntry("changeCount", 2);
    assertThat(String.valueOf(shown.get("changes")))
        .contains("名额", "\"3\"", "\"8\"", "是否路演", "不路演")
        .doesNotContain("监督电话");
    assertThat(calls.versions(call)).extracting(Calls.Version::decision).containsExactly("return", "return", null);
  }

  @Test
  void aCallIsWithdrawnBeforeItIsSigned() {
    String need = callStory.openNeed(Map.of("summary", "楼道没有扶手"));
    String call = callStory.submitCall("gangshan", Map.of("title", "撤回的征集", "needs", CallStory.list(List.of(need))));
    assertThat(story.refusal(() -> story.start("yijian.leader", "callWithdrawal", Map.of()))).contains("没有办理这项任务的权限");
    String request = story.start("gangshan.clerk", "callWithdrawal", Map.of());
    assertThat(request).startsWith("BC-GANGSHAN-");
    assertThat(story.whoHas(story.task(request, "writeCallWithdrawal"))).containsExactly("gangshan.clerk");
    assertThat(String.valueOf(story.shown("gangshan.clerk", request, "writeCallWithdrawal").get("callRows")))
        .contains(call, "撤回的征集", "待审签", "1 项");
    assertThat(refusedWithdrawal(request, Map.of())).contains("“决定”");
    assertThat(refusedWithdrawal(request, Map.of("decision", "confirm", "call", call))).contains("“撤回原因”");
    assertThat(refusedWithdrawal(request, Map.of("decision", "confirm", "call", "ZJ-NOWHERE-1", "reason", "错了")))
        .contains("“榜单”只能选列出的榜单");
    String elsewhere = callStory.submitCall("fushan", Map.of());
    assertThat(refusedWithdrawal(request, Map.of("decision", "confirm", "call", elsewhere, "reason", "错了")))
        .contains("“榜单”只能选列出的榜单");
    story.submit(
        "gangshan.clerk", request, "writeCallWithdrawal", Map.of("decision", "confirm", "call", call, "reason", "重复发榜"));

    assertThat(calls.get(call).status()).isEqualTo(Call.Status.WITHDRAWN);
    assertThat(story.open(call)).isEmpty();
    assertThat(story.runs(call, "call")).isFalse();
    assertThat(story.runs(request, "callWithdrawal")).isFalse();
    assertThat(mails.of("callWithdrawn:" + call)).extracting(Mails.Mailed::recipient)
        .containsExactlyInAnyOrder("zc.signer", "zc.signer2", "gangshan.clerk");
    assertThat(mails.of("callWithdrawn:" + call).get(0).body()).contains("重复发榜", "需求 1 项继续待解决");
    assertThat(timeline.of(call)).last()
        .extracting(Timeline.Entry::activity, Timeline.Entry::outcome, Timeline.Entry::reason)
        .containsExactly("withdrawCall", "withdrawn", "重复发榜");
    assertThat(timeline.of(request))
        .extracting(Timeline.Entry::activity, Timeline.Entry::person, Timeline.Entry::outcome)
        .contains(tuple("writeCallWithdrawal", "gangshan.clerk", "confirm"));
    String next = story.start("gangshan.clerk", "call", Map.of());
    assertThat(String.valueOf(story.shown("gangshan.clerk", next, "draftCall").get("openNeeds")))
        .as("its need can be put into another call").contains(need);
  }

  private String refusedWithdrawal(String request, Map<String, Object> fields) {
    return story.refused("gangshan.clerk", request, "writeCallWithdrawal", fields);
  }

  @Test
  void aSignedCallIsWithdrawnUntilTheMinuteItOpens() {
    String opensOn = callStory.today().plusDays(3).toString();
    String early = callStory.submitCall("gangshan", Map.of("opensOn", opensOn));
    String late = callStory.submitCall("gangshan", Map.of("opensOn", opensOn));
    story.submit("zc.signer", early, "approveCall", Map.of("decision", "approve"));
    story.submit("zc.signer", late, "approveCall", Map.of("decision", "approve"));
    Instant opens = calls.get(early).opens();
    story.moveTo(opens.minusSeconds(60));
    String request = story.start("gangshan.clerk", "callWithdrawal", Map.of());
    String tooLate = story.start("gangshan.clerk", "callWithdrawal", Map.of());
    story.submit(
        "gangshan.clerk", request, "writeCallWithdrawal", Map.of("decision", "confirm", "call", early, "reason", "改期"));
    clock.moveTo(opens);
    assertThat(refusedWithdrawal(tooLate, Map.of("decision", "confirm", "call", late, "reason", "改期")))
        .as("its time has come, though the opening has not run").contains("已经开始征集");
    story.runJobs();
    assertThat(calls.get(early).status()).isEqualTo(Call.Status.WITHDRAWN);
    assertThat(story.runs(early, "call")).isFalse();
    assertThat(mails.of("callOpen:" + early + "%")).as("it never opened").isEmpty();
    assertThat(calls.get(late).status()).isEqualTo(Call.Status.OPEN);
    assertThat(String.valueOf(story.shown("gangshan.clerk", tooLate, "writeCallWithdrawal").get("calls")))
        .doesNotContain(late);
    story.submit("gangshan.clerk", tooLate, "writeCallWithdrawal", Map.of("decision", "drop"));
    assertThat(story.runs(tooLate, "callWithdrawal")).isFalse();
  }

  @Test
  void requestsThatNobodyFinishesLapse() {
    String withdrawal = story.start("gangshan.clerk", "callWithdrawal", Map.of());
    String extension = story.start("zc.signer", "callExtension", Map.of());
    String lateEntry = story.start("zc.signer", "lateEntry", Map.of());
    story.pass(Duration.ofDays(20));
    assertThat(story.runs(withdrawal, "callWithdrawal")).isFalse();
    assertThat(story.runs(extension, "callExtension")).isFalse();
    assertThat(story.runs(lateEntry, "lateEntry")).isFalse();
  }

  @Test
  void anOpenCallIsProlongedOnceByItsSigner() {
    String call = callStory.openCall("gangshan", Map.of("closesOn", callStory.today().plusDays(28).toString()));
    String handedIn = callStory.handIn("yijian.leader", call, Map.of());
    String draft = story.start("wenxin.leader", "proposal", Map.of());
    story.submit("wenxin.leader", draft, "writeProposal", Map.of("decision", "keep", "call", call, "title", "心愿"));
    Instant old = calls.get(call).closes();
    Instant forgotten = timer(draft, "draftForgotten");
    assertThat(story.refusal(() -> story.start("gangshan.clerk", "callExtension", Map.of()))).contains("没有办理这项任务的权限");

    String request = story.start("zc.signer", "callExtension", Map.of());
    assertThat(request).startsWith("BY-ZC-");
    assertThat(story.whoHas(story.task(request, "writeCallExtension"))).containsExactly("zc.signer");
    assertThat(String.valueOf(story.shown("zc.signer", request, "writeCallExtension").get("callRows")))
        .contains(call, Calls.when(old), "1 份");
    String last = callStory.today().plusDays(28).toString();
    assertThat(refusedExtension(request, Map.of())).contains("“决定”");
    assertThat(refusedExtension(request, Map.of("decision", "confirm", "call", call))).contains("“截止日期”", "“理由”");
    assertThat(refusedExtension(request, fields(call, last, "17:00"))).contains("应晚于原来的截止时间 " + Calls.when(old));
    assertThat(refusedExtension(request, fields(call, last, "16:59"))).contains("应晚于原来的截止时间");
    assertThat(refusedExtension(request, fields(call, callStory.today().plusYears(2).toString(), "17:00")))
        .contains("“截止”太晚");
    assertThat(refusedExtension(request, fields("ZJ-NOWHERE-1", last, "18:00"))).contains("“榜单”只能选列出的榜单");
    String wrongSigner = story.start("gangshan.signer", "callExtension", Map.of());
    assertThat(
            story.refused("gangshan.signer", wrongSigner, "writeCallExtension", fields(call, last, "17:01")))
        .contains("“榜单”只能选列出的榜单");
    story.submit("gangshan.signer", wrongSigner, "writeCallExtension", Map.of("decision", "drop"));
    story.submit("zc.signer", request, "writeCallExtension", fields(call, last, "17:01"));

    Instant closes = calls.get(call).closes();
    assertThat(closes).isEqualTo(old.plusSeconds(60));
    assertThat(story.runs(request, "callExtension")).isFalse();
    assertThat(mails.of("callProlonged:" + call)).extracting(Mails.Mailed::recipient)
        .containsExactlyInAnyOrder("yijian.leader", "wenxin.leader", "gangshan.clerk");
    assertThat(mails.of("callProlonged:" + call).get(0).body()).contains(Calls.when(closes), "停电影响填报");
    assertThat(story.task(draft, "writeProposal").getDueDate().toInstant()).isEqualTo(closes);
    assertThat(story.task(handedIn, "takeBackProposal").getDueDate().toInstant()).isEqualTo(closes);
    assertThat(timer(call, "callClosesLater")).isEqualTo(closes);
    assertThat(timer(draft, "draftForgotten")).isAfterOrEqualTo(forgotten);
    String again = story.start("zc.signer", "callExtension", Map.of());
    assertThat(String.valueOf(story.shown("zc.signer", again, "writeCallExtension").get("calls"))).doesNotContain(call);
    assertThat(story.refused("zc.signer", again, "writeCallExtension", fields(call, callStory.today().plusDays(40).toString(), "17:00")))
        .contains("已经延长过一次");
    story.submit("zc.signer", again, "writeCallExtension", Map.of("decision", "drop"));

    story.moveTo(old);
    assertThat(calls.get(call).status()).as("open at the old closing").isEqualTo(Call.Status.OPEN);
    story.submit("wenxin.leader", draft, "writeProposal", callStory.paperFields(call, Map.of("title", "心愿")));
    story.moveTo(closes);
    assertThat(calls.get(call).status()).isEqualTo(Call.Status.CLOSED);
    assertThat(story.runs(handedIn, "project")).isTrue();
    assertThat(story.runs(draft, "project")).isTrue();
    assertThat(timeline.of(call))
        .extracting(Timeline.Entry::activity, Timeline.Entry::outcome)
        .containsSubsequence(tuple("openCall", "opened"), tuple("prolongCall", "prolonged"), tuple("closeCall", "some"));
  }

  @Test
  void aCallIsNotProlongedWhenItsTimeIsOver() {
    String call = callStory.openCall("gangshan", Map.of());
    callStory.handIn("yijian.leader", call, Map.of());
    Instant closes = calls.get(call).closes();
    story.moveTo(closes.minusSeconds(60));
    String request = story.start("zc.signer", "callExtension", Map.of());
    clock.moveTo(closes);
    assertThat(refusedExtension(request, fields(call, callStory.today().plusDays(20).toString(), "17:00")))
        .contains("不在征集期内");
    story.runJobs();
    assertThat(calls.get(call).status()).isEqualTo(Call.Status.CLOSED);
    story.submit("zc.signer", request, "writeCallExtension", Map.of("decision", "drop"));
  }

  private Map<String, Object> fields(String call, String day, String time) {
    return Map.of(
        "decision", "confirm", "call", call, "closesOn", day, "closesAt", time, "reason", "停电影响填报");
  }

  private String refusedExtension(String request, Map<String, Object> fields) {
    return story.refused("zc.signer", request, "writeCallExtension", fields);
  }

  private Instant timer(String caseNumber, String activity) {
    return jdbc.sql(
            """
            select job.duedate_ from public.act_ru_job job join public.act_ru_jobdef def on def.id_ = job.job_def_id_
              join public.act_ru_execution instance on instance.id_ = job.process_instance_id_
            where instance.business_key_ = :number and def.act_id_ = :activity
            """)
        .param("number", caseNumber)
        .param("activity", activity)
        .query((row, index) -> row.getTimestamp(1).toInstant())
        .single();
  }

  @Test
  void aHandedInProposalIsTakenBackChangedAndDropped() {
    String call = callStory.openCall("gangshan", Map.of());
    String proposal = callStory.handIn("yijian.leader", call, Map.of());
    Instant closes = calls.get(call).closes();
    assertThat(story.whoHas(story.task(proposal, "takeBackProposal"))).containsExactly("yijian.leader");
    assertThat(story.task(proposal, "takeBackProposal").getDueDate().toInstant()).isEqualTo(closes);
    Map<String, Object> shown = story.shown("yijian.leader", proposal, "takeBackProposal");
    assertThat(shown).containsEntry("closes", Calls.when(closes));
    assertThat(String.valueOf(shown.get("facts"))).contains("周末义剪进小区", "4200.50元", "16 人", "备案证明、活动照片");
    assertThat(story.refused("yijian.leader", proposal, "takeBackProposal", Map.of())).contains("“要取回吗”");
    assertThat(story.refused("wenxin.leader", proposal, "takeBackProposal", Map.of("decision", "drop")))
        .contains("没有办理这项任务的权限");
    story.submit("yijian.leader", proposal, "takeBackProposal", Map.of("decision", "edit"));

    assertThat(proposals.get(proposal).status()).isEqualTo(Proposal.Status.DRAFT);
    assertThat(story.whoHas(story.task(proposal, "writeProposal"))).containsExactly("yijian.leader");
    assertThat(story.shown("yijian.leader", proposal, "writeProposal")).containsEntry("title", "周末义剪进小区");
    assertThat(mails.of("takenBack:" + proposal + "%")).singleElement().satisfies(
        mail -> assertThat(mail.body()).contains("没有再次提交的，申报无效", Calls.when(closes)));
    story.submit("yijian.leader", proposal, "writeProposal", callStory.paperFields(call, Map.of("title", "周末义剪")));
    assertThat(mails.of("handedIn:" + proposal + "%")).as("told again").hasSize(2);
    assertThat(proposals.get(proposal).title()).isEqualTo("周末义剪");

    String dropped = callStory.handIn("yijian.leader", call, Map.of("title", "不做了"));
    story.submit("yijian.leader", dropped, "takeBackProposal", Map.of("decision", "drop"));
    assertThat(proposals.get(dropped).status()).isEqualTo(Proposal.Status.DISCARDED);
    assertThat(story.runs(dropped, "proposal")).isFalse();
    String forgotten = callStory.handIn("wenxin.leader", call, Map.of());
    story.moveTo(closes.minusSeconds(60));
    story.submit("wenxin.leader", forgotten, "takeBackProposal", Map.of("decision", "edit"));
    clock.moveTo(closes);
    assertThat(story.refused("yijian.leader", proposal, "takeBackProposal", Map.of("decision", "edit")))
        .contains("截止，申报书不能再取回", Calls.when(closes));
    story.runJobs();
    assertThat(story.runs(proposal, "project")).isTrue();
    assertThat(story.open(proposal)).doesNotContain("takeBackProposal");
    assertThat(story.runs(dropped, "project")).isFalse();
    assertThat(proposals.get(forgotten).status()).as("taken back and not handed in again").isEqualTo(Proposal.Status.LAPSED);
    assertThat(timeline.of(proposal))
        .extracting(Timeline.Entry::activity, Timeline.Entry::outcome)
        .containsSubsequence(
            tuple("writeProposal", "handIn"), tuple("takeBackProposal", "edit"), tuple("writeProposal", "handIn"),
            tuple("enterEvaluation", "entered"));
  }
}
