package org.hatchery.solicitation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.hatchery.HatcheryTest;
import org.hatchery.Story;
import org.hatchery.engine.MovableClock;
import org.hatchery.project.Area;
import org.hatchery.project.Lane;
import org.hatchery.project.Project;
import org.hatchery.project.Projects;
import org.hatchery.project.Timeline;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** DOMAIN.md, Solicitation: a call from its draft to its closing. */
@HatcheryTest
class CallTest {

  private static final int MANY = Integer.getInteger("hatchery.many", 20);

  @Autowired Story story;
  @Autowired CallStory callStory;
  @Autowired Calls calls;
  @Autowired Proposals proposals;
  @Autowired Projects projects;
  @Autowired Timeline timeline;
  @Autowired Mails mails;
  @Autowired MovableClock clock;

  @Test
  void aCallIsPostedAnsweredAndClosed() {
    String call = callStory.submitCall("gangshan", Map.of());
    assertThat(call).startsWith("ZJ-GANGSHAN-");
    assertThat(story.whoHas(story.task(call, "approveCall"))).containsExactly("zc:signer");
    assertThat(rows(story.shown("zc.signer", call, "approveCall").get("facts")))
        .contains("钢山街道", "扶老助残、医疗健康", "30000元", "登记、备案", "新苗、成熟", "不路演", "0537-5550001");
    story.submit("zc.signer", call, "approveCall", Map.of("decision", "approve"));
    assertThat(story.runJobs()).contains("callOpens", "openCall");
    assertThat(calls.get(call).status()).isEqualTo(Call.Status.OPEN);
    String closing = Calls.when(calls.get(call).closes());
    assertThat(mails.of("callOpen:" + call + "%"))
        .extracting(Mails.Mailed::recipient)
        .containsExactlyInAnyOrder("yijian.leader", "wenxin.leader", "shufang.leader");
    assertThat(mails.of("callOpen:" + call + "%").get(0).body()).contains("截止：" + closing, "30000元", "0537-5550001");

    String first = callStory.handIn("yijian.leader", call, Map.of());
    String second =
        callStory.handIn("wenxin.leader", call, Map.of("title", "圆梦微心愿", "area", "children", "lane", "mature"));
    String draft = story.start("shufang.leader", "proposal", Map.of());
    story.submit(
        "shufang.leader", draft, "writeProposal", Map.of("decision", "keep", "call", call, "title", "书房夜读"));
    assertThat(story.open(first)).as("may be taken back until the closing").containsExactly("takeBackProposal");
    assertThat(mails.of("handedIn:" + first)).singleElement().satisfies(mail -> {
      assertThat(mail.recipient()).isEqualTo("yijian.leader");
      assertThat(mail.body()).contains(first, closing);
    });

    callStory.close(call);
    assertThat(calls.get(call).status()).isEqualTo(Call.Status.CLOSED);
    assertThat(story.runs(call, "call")).isFalse();
    assertThat(proposals.get(first).status()).isEqualTo(Proposal.Status.HANDED_OVER);
    assertThat(proposals.get(draft).status()).isEqualTo(Proposal.Status.LAPSED);
    assertThat(story.runs(first, "proposal")).isFalse();
    assertThat(story.runs(draft, "proposal")).isFalse();
    assertThat(story.runs(first, "project")).isTrue();
    assertThat(story.runs(second, "project")).isTrue();
    Project project = projects.get(second);
    assertThat(project)
        .extracting(
            Project::title, Project::group, Project::community, Project::street, Project::centre, Project::owner,
            Project::call, Project::area, Project::lane)
        .containsExactly(
            "圆梦微心愿", "wenxin", "gangshan-c2", "gangshan", "gangshan-center", "gangshan", call, Area.CHILDREN,
            Lane.MATURE);
    assertThat(projects.dossier(first).budgetFen()).isEqualTo(420_050);
    assertThat(projects.dossier(first).attachments()).containsExactly("备案证明", "活动照片");

    assertThat(mails.of("callClosed:" + call + "%")).singleElement().satisfies(mail -> {
      assertThat(mail.recipient()).isEqualTo("gangshan.clerk");
      assertThat(mail.body()).contains("收到申报 2 份", "草稿 1 份", first, second);
    });
    assertThat(mails.of("callClosed:" + first)).singleElement().satisfies(mail -> {
      assertThat(mail.recipient()).isEqualTo("yijian.leader");
      assertThat(mail.body()).contains("共收到申报 2 份", first);
    });
    assertThat(mails.of("lapsed:" + draft)).singleElement().satisfies(mail -> {
      assertThat(mail.recipient()).isEqualTo("shufang.leader");
      assertThat(mail.body()).contains(closing, "没有提交");
    });
    assertThat(timeline.of(call))
        .extracting(Timeline.Entry::activity, Timeline.Entry::person, Timeline.Entry::outcome)
        .containsExactly(
            tuple("startCall", "gangshan.clerk", "started"),
            tuple("draftCall", "gangshan.clerk", "submit"),
            tuple("approveCall", "zc.signer", "approve"),
            tuple("openCall", null, "opened"),
            tuple("closeCall", null, "some"));
    assertThat(timeline.of(first))
        .extracting(Timeline.Entry::activity, Timeline.Entry::person, Timeline.Entry::organisation)
        .contains(tuple("writeProposal", "yijian.leader", "yijian"), tuple("enterEvaluation", null, null));
  }

  @Test
  void aReturnedCallComesBackWithTheComment() {
    String call = callStory.submitCall("gangshan", Map.of("places", 3));
    assertThat(story.refused("zc.signer", call, "approveCall", Map.of())).contains("“决定”");
    assertThat(story.refused("zc.signer", call, "approveCall", Map.of("decision", "return"))).contains("“意见”");
    assertThat(story.refused("zc.signer", call, "approveCall", Map.of("decision", "maybe"))).contains("“决定”");
    assertThat(story.refused("zc.signer", call, "approveCall", Map.of("decision", "approve", "comment", 5)))
        .contains("“意见”应为文字");
    assertThat(
            story.refused(
                "zc.signer", call, "approveCall", Map.of("decision", "return", "comment", "改".repeat(1001))))
        .contains("“意见”");
    assertThat(story.refused("zc.signer", call, "approveCall", Map.of("decision", "approve", "status", "OPEN")))
        .contains("表单里没有这些项：status");
    story.submit("zc.signer", call, "approveCall", Map.of("decision", "return", "comment", "名额太少，请增加。"));

    assertThat(story.whoHas(story.task(call, "draftCall"))).containsExactly("gangshan.clerk");
    assertThat(calls.get(call).status()).isEqualTo(Call.Status.DRAFT);
    Map<String, Object> shown = story.shown("gangshan.clerk", call, "draftCall");
    assertThat(rows(shown.get("comments"))).contains("第 1 稿", "名额太少，请增加。");
    assertThat(shown).containsEntry("commentCount", 1).containsEntry("places", 3);

    story.submit("gangshan.clerk", call, "draftCall", callStory.callFields(Map.of("places", 8)));
    assertThat(calls.versions(call))
        .extracting(Calls.Version::version, Calls.Version::decision, Calls.Version::comment)
        .containsExactly(tuple(1, "return", "名额太少，请增加。"), tuple(2, null, ""));
    assertThat(rows(story.shown("zc.signer", call, "approveCall").get("versions"))).contains("第 1 稿", "第 2 稿", "退回");
    story.submit("zc.signer", call, "approveCall", Map.of("decision", "return", "comment", "今年不再征集。"));
    story.submit("gangshan.clerk", call, "draftCall", Map.of("decision", "drop"));
    assertThat(calls.get(call).status()).isEqualTo(Call.Status.DROPPED);
    assertThat(story.runs(call, "call")).isFalse();
  }

  @Test
  void aDraftIsKeptAndWhatIsWrongIsNamed() {
    assertThat(story.refusal(() -> story.start("gangshan-c1.clerk", "call", Map.of()))).contains("街道或市的经办");
    assertThat(story.refusal(() -> story.start("gangshan.clerk", "call", Map.of("title", "长".repeat(61)))))
        .contains("“榜单名称”");
    String call = story.start("gangshan.clerk", "call", Map.of("title", "夏季征集"));
    assertThat(story.whoHas(story.task(call, "draftCall"))).containsExactly("gangshan.clerk");
    assertThat(story.shown("gangshan.clerk", call, "draftCall"))
        .containsEntry("title", "夏季征集")
        .containsEntry("caseTitle", "夏季征集");
    story.submit(
        "gangshan.clerk", call, "draftCall",
        Map.of("decision", "keep", "title", "夏季征集", "budgetLimit", 1234.5, "areas", CallStory.json("[\"culture\"]")));
    Map<String, Object> kept = story.shown("gangshan.clerk", call, "draftCall");
    assertThat(kept).containsEntry("budgetLimit", 1234.5).containsEntry("closesAt", "17:00");
    assertThat(rows(kept.get("areas"))).contains("culture");
    assertThat(timeline.of(call)).extracting(Timeline.Entry::activity).containsExactly("startCall");

    assertThat(story.refused("gangshan.clerk", call, "draftCall", Map.of("decision", "submit")))
        .contains("“榜单名称”", "“榜单说明”", "“征集领域”", "“开始日期”", "“截止日期”", "“截止时刻”", "“名额”", "“每个项目经费上限”")
        .contains("“谁可以申报”", "“通道”", "“是否路演”", "“咨询电话”", "“监督电话”");
    assertThat(refusedCall(call, Map.of("opensOn", callStory.today().minusDays(1).toString())))
        .contains("“开始日期”不能早于今天");
    assertThat(refusedCall(call, Map.of("closesOn", callStory.today().minusDays(1).toString())))
        .contains("“截止”应晚于现在");
    assertThat(refusedCall(call, Map.of("closesOn", callStory.today().plusDays(7).toString())))
        .contains("“截止”太早", "至少要征集 10 个工作日");
    assertThat(refusedCall(call, Map.of("closesOn", callStory.today().plusYears(2).toString())))
        .contains("“截止”太晚", "请核对年份");
    assertThat(refusedCall(call, Map.of("closesAt", "25:00"))).contains("“截止时刻”应为时刻");
    assertThat(refusedCall(call, Map.of("places", 0))).contains("“名额”");
    assertThat(refusedCall(call, Map.of("places", "若干"))).contains("“名额”应为数字");
    assertThat(refusedCall(call, Map.of("budgetLimit", 0))).contains("“每个项目经费上限”应大于 0");
    assertThat(refusedCall(call, Map.of("budgetLimit", 1.234))).contains("“每个项目经费上限”", "两位小数");
    assertThat(refusedCall(call, Map.of("areas", CallStory.json("[\"space\"]")))).contains("“征集领域”");
    assertThat(refusedCall(call, Map.of("lanes", CallStory.json("[\"fast\"]")))).contains("“通道”");
    assertThat(refusedCall(call, Map.of("registrations", CallStory.json("[\"all\"]")))).contains("“谁可以申报”");
    assertThat(refusedCall(call, Map.of("needs", CallStory.json("[\"XQ-NOWHERE-2026-0001\"]"))))
        .contains("“列入的需求”", "XQ-NOWHERE-2026-0001");
    assertThat(refusedCall(call, Map.of("enquiryPhone", "打电话"))).contains("“咨询电话”应为电话号码");
    assertThat(refusedCall(call, Map.of("title", "长".repeat(61)))).contains("“榜单名称”");
    assertThat(refusedCall(call, Map.of("presentation", "maybe"))).contains("“是否路演”");
    assertThat(refusedCall(call, Map.of("decision", "publish"))).contains("“处理”");
    assertThat(story.refused("qianquan.clerk", call, "draftCall", callStory.callFields(Map.of())))
        .contains("没有办理这项任务的权限");
    story.submit("gangshan.clerk", call, "draftCall", Map.of("decision", "drop"));
  }

  private String refusedCall(String call, Map<String, ?> overrides) {
    return story.refused("gangshan.clerk", call, "draftCall", callStory.callFields(overrides));
  }

  @Test
  void aCallThatWaitedTooLongForItsSignerIsNotPosted() {
    String call = callStory.submitCall("gangshan", Map.of("closesOn", callStory.today().plusDays(21).toString()));
    story.pass(Duration.ofDays(14));
    assertThat(story.refused("zc.signer", call, "approveCall", Map.of("decision", "approve")))
        .contains("至少要征集 10 个工作日", "请退回");
    story.submit("zc.signer", call, "approveCall", Map.of("decision", "return", "comment", "请改期"));
    story.submit("gangshan.clerk", call, "draftCall", Map.of("decision", "drop"));
  }

  @Test
  void aCallOpensOnItsDayAndClosesToTheMinute() {
    String call =
        callStory.submitCall(
            "gangshan", Map.of("opensOn", callStory.today().plusDays(3).toString(), "closesAt", "09:30"));
    story.submit("zc.signer", call, "approveCall", Map.of("decision", "approve"));
    story.runJobs();
    assertThat(calls.get(call).status()).isEqualTo(Call.Status.APPROVED);
    String early = story.start("yijian.leader", "proposal", Map.of());
    assertThat(story.refused("yijian.leader", early, "writeProposal", callStory.paperFields(call, Map.of())))
        .contains("还没有开始征集");
    story.moveTo(calls.get(call).opens());
    assertThat(calls.get(call).status()).isEqualTo(Call.Status.OPEN);

    story.moveTo(calls.get(call).closes().minusSeconds(60));
    story.submit("yijian.leader", early, "writeProposal", callStory.paperFields(call, Map.of()));
    String late = story.start("wenxin.leader", "proposal", Map.of());
    clock.moveTo(calls.get(call).closes());
    assertThat(story.refused("wenxin.leader", late, "writeProposal", callStory.paperFields(call, Map.of())))
        .contains(Calls.when(calls.get(call).closes()), "09:30", "截止，不能再提交");
    story.runJobs();
    assertThat(proposals.get(early).status()).isEqualTo(Proposal.Status.HANDED_OVER);
    assertThat(story.refused("wenxin.leader", late, "writeProposal", callStory.paperFields(call, Map.of())))
        .contains("截止，不能再提交");
    assertThat(
            story.refused(
                "wenxin.leader", late, "writeProposal", callStory.paperFields(call, Map.of("decision", "keep"))))
        .contains("截止，不能再提交");
    story.submit("wenxin.leader", late, "writeProposal", Map.of("decision", "discard"));
    assertThat(proposals.get(late).status()).isEqualTo(Proposal.Status.DISCARDED);
    assertThat(story.runs(late, "proposal")).isFalse();
  }

  @Test
  void aCallWithoutProposalsIsExtended() {
    String call = callStory.openCall("fushan", Map.of());
    String draft = story.start("quanxiaoge.leader", "proposal", Map.of());
    story.submit("quanxiaoge.leader", draft, "writeProposal", Map.of("decision", "keep", "call", call, "title", "泉小哥"));
    assertThat(story.task(draft, "writeProposal").getDueDate().toInstant()).isEqualTo(calls.get(call).closes());
    callStory.close(call);

    assertThat(calls.get(call).status()).isEqualTo(Call.Status.UNDECIDED);
    assertThat(story.whoHas(story.task(call, "decideUnanswered"))).containsExactly("zc:signer");
    assertThat(story.shown("zc.signer", call, "decideUnanswered")).containsEntry("draftCount", 1);
    assertThat(mails.of("callClosed:" + call + "%")).singleElement().satisfies(mail -> {
      assertThat(mail.recipient()).isEqualTo("fushan.clerk");
      assertThat(mail.body()).contains("没有收到申报");
    });
    assertThat(
            story.refused("quanxiaoge.leader", draft, "writeProposal", callStory.paperFields(call, Map.of())))
        .contains("截止，不能再提交");
    story.submit(
        "quanxiaoge.leader", draft, "writeProposal", Map.of("decision", "keep", "call", call, "title", "泉小哥服务队"));

    assertThat(story.refused("zc.signer", call, "decideUnanswered", Map.of())).contains("“决定”", "“理由”");
    assertThat(story.refused("zc.signer", call, "decideUnanswered", Map.of("decision", "extend", "reason", "再等等")))
        .contains("“截止日期”");
    assertThat(refusedExtension(call, callStory.today().plusDays(2).toString(), "17:00"))
        .contains("“截止”太早", "5 个工作日");
    assertThat(refusedExtension(call, "明天", "17:00")).contains("“截止日期”应为日期");
    assertThat(refusedExtension(call, callStory.today().plusDays(20).toString(), "五点")).contains("“截止时刻”应为时刻");
    assertThat(refusedExtension(call, callStory.today().plusYears(3).toString(), "17:00")).contains("“截止”太晚");
    story.submit(
        "zc.signer", call, "decideUnanswered",
        Map.of(
            "decision", "extend", "reason", "宣传不够", "closesOn", callStory.today().plusDays(20).toString(), "closesAt",
            "12:00"));
    story.runJobs();
    assertThat(calls.get(call).status()).isEqualTo(Call.Status.OPEN);
    assertThat(mails.of("callOpen:" + call + "%"))
        .filteredOn(mail -> mail.subject().contains("征集延期"))
        .extracting(Mails.Mailed::recipient)
        .containsExactly("quanxiaoge.leader");
    assertThat(story.task(draft, "writeProposal").getDueDate().toInstant()).isEqualTo(calls.get(call).closes());

    story.submit("quanxiaoge.leader", draft, "writeProposal", callStory.paperFields(call, Map.of()));
    callStory.close(call);
    assertThat(story.runs(draft, "project")).isTrue();
    assertThat(timeline.of(call))
        .extracting(Timeline.Entry::activity, Timeline.Entry::outcome)
        .containsSubsequence(
            tuple("closeCall", "none"), tuple("decideUnanswered", "extend"), tuple("openCall", "opened"),
            tuple("closeCall", "some"));
  }

  private String refusedExtension(String call, String day, String time) {
    return story.refused(
        "zc.signer", call, "decideUnanswered",
        Map.of("decision", "extend", "reason", "再等等", "closesOn", day, "closesAt", time));
  }

  @Test
  void needsOfAnUnansweredCallComeFirstInTheNext() {
    String older = callStory.openNeed(Map.of("summary", "小区路灯不亮"));
    String asked = callStory.openNeed(Map.of("summary", "老人没人陪诊"));
    String call = callStory.openCall("gangshan", Map.of("needs", CallStory.list(List.of(asked))));
    String draft = story.start("wenxin.leader", "proposal", Map.of());
    story.submit("wenxin.leader", draft, "writeProposal", Map.of("decision", "keep", "call", call));
    callStory.close(call);
    story.submit("zc.signer", call, "decideUnanswered", Map.of("decision", "end", "reason", "无人领办"));
    story.runJobs();

    assertThat(calls.get(call).status()).isEqualTo(Call.Status.UNANSWERED);
    assertThat(story.runs(call, "call")).isFalse();
    assertThat(proposals.get(draft).status()).isEqualTo(Proposal.Status.LAPSED);
    assertThat(story.runs(draft, "proposal")).isFalse();
    assertThat(mails.of("lapsed:" + draft)).hasSize(1);
    assertThat(mails.of("callUnanswered:" + call)).singleElement().satisfies(mail -> {
      assertThat(mail.recipient()).isEqualTo("gangshan.clerk");
      assertThat(mail.body()).contains("排在最前");
    });
    String next = story.start("gangshan.clerk", "call", Map.of());
    String needs = rows(story.shown("gangshan.clerk", next, "draftCall").get("openNeeds"));
    assertThat(needs).contains("【上次流榜，优先】" + asked);
    assertThat(needs.indexOf(asked)).isLessThan(needs.indexOf(older));
    story.submit("gangshan.clerk", next, "draftCall", Map.of("decision", "drop"));
  }

  @Test
  void manyProposalsCloseTogether() {
    String call = callStory.openCall("qianquan", Map.of());
    List<String> handedIn =
        IntStream.range(0, MANY)
            .mapToObj(
                i ->
                    callStory.handIn(
                        i % 2 == 0 ? "xiyang.leader" : "aixin.leader", call, Map.of("title", "第" + i + "个项目")))
            .toList();
    callStory.close(call);
    assertThat(handedIn).allMatch(proposal -> story.runs(proposal, "project"));
    assertThat(handedIn).noneMatch(proposal -> story.runs(proposal, "proposal"));
    assertThat(mails.of("callClosed:" + call + "%")).singleElement().satisfies(
        mail -> assertThat(mail.body()).contains("收到申报 " + MANY + " 份"));
  }

  private static String rows(Object shown) {
    return String.valueOf(shown);
  }
}
