package org.hatchery.solicitation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Instant;
import java.util.Map;
import org.hatchery.HatcheryTest;
import org.hatchery.Story;
import org.hatchery.engine.MovableClock;
import org.hatchery.evaluation.EvaluationStory;
import org.hatchery.project.CallTerms;
import org.hatchery.project.Timeline;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A group that a fault of the system kept out at the closing is let in; the results of the call wait for it. */
@HatcheryTest
class LateEntryTest {

  @Autowired Story story;
  @Autowired CallStory callStory;
  @Autowired EvaluationStory evaluation;
  @Autowired Calls calls;
  @Autowired Proposals proposals;
  @Autowired CallTerms terms;
  @Autowired Timeline timeline;
  @Autowired Mails mails;
  @Autowired MovableClock clock;

  private String call;
  private String inTime;
  private String draft;

  /** A closed call with one proposal that came in time and one draft that did not. */
  private void closedCall() {
    call = callStory.openCall("gangshan", Map.of());
    inTime = callStory.handIn("yijian.leader", call, Map.of());
    draft = story.start("shufang.leader", "proposal", Map.of());
    story.submit("shufang.leader", draft, "writeProposal", Map.of("decision", "keep", "call", call, "title", "书房夜读"));
    callStory.close(call);
    assertThat(proposals.get(draft).status()).isEqualTo(Proposal.Status.LAPSED);
  }

  private String admit() {
    String request = story.start("zc.signer", "lateEntry", Map.of());
    story.submit(
        "zc.signer", request, "admitLate", Map.of("decision", "confirm", "proposal", draft, "reason", "截止前半小时系统中断"));
    return request;
  }

  @Test
  void aGroupIsLetInAndItsResultAwaited() {
    closedCall();
    assertThat(story.refusal(() -> story.start("gangshan.clerk", "lateEntry", Map.of()))).contains("没有办理这项任务的权限");
    String request = story.start("zc.signer", "lateEntry", Map.of());
    assertThat(request).startsWith("BL-ZC-");
    assertThat(story.whoHas(story.task(request, "admitLate"))).containsExactly("zc.signer");
    assertThat(String.valueOf(story.shown("zc.signer", request, "admitLate").get("draftRows")))
        .contains(draft, "书房夜读", call, Calls.when(calls.get(call).closes()));
    assertThat(story.refused("zc.signer", request, "admitLate", Map.of())).contains("“决定”");
    assertThat(story.refused("zc.signer", request, "admitLate", Map.of("decision", "confirm", "proposal", draft)))
        .contains("“理由”");
    assertThat(refused(request, inTime)).as("it was handed in").contains("截止时没有提交");
    assertThat(refused(request, "SB-NOWHERE-1")).contains("“申报草稿”只能选列出的草稿");
    String other = story.start("gangshan.signer", "lateEntry", Map.of());
    assertThat(
            story.refused(
                "gangshan.signer", other, "admitLate", Map.of("decision", "confirm", "proposal", draft, "reason", "故障")))
        .contains("榜单由您签批");
    story.submit("gangshan.signer", other, "admitLate", Map.of("decision", "drop"));
    story.submit(
        "zc.signer", request, "admitLate", Map.of("decision", "confirm", "proposal", draft, "reason", "截止前半小时系统中断"));

    assertThat(story.runs(request, "lateEntry")).isFalse();
    assertThat(terms.find(call).orElseThrow().proposals()).isEqualTo(2);
    Instant until = proposals.get(draft).lateUntil();
    assertThat(story.whoHas(story.task(draft, "writeProposal"))).containsExactly("shufang.leader");
    assertThat(story.task(draft, "writeProposal").getDueDate().toInstant()).isEqualTo(until);
    assertThat(mails.of("lateAdmitted:" + draft)).singleElement().satisfies(mail -> {
      assertThat(mail.recipient()).isEqualTo("shufang.leader");
      assertThat(mail.body()).contains(Calls.when(until), "系统中断");
    });
    assertThat(timeline.of(call))
        .extracting(Timeline.Entry::activity, Timeline.Entry::person, Timeline.Entry::outcome, Timeline.Entry::reason)
        .contains(tuple("reopenProposal", "zc.signer", "lateAdmitted", "截止前半小时系统中断"));
    String again = story.start("zc.signer", "lateEntry", Map.of());
    assertThat(refused(again, draft)).as("once only").contains("也没有补录过");
    story.submit("zc.signer", again, "admitLate", Map.of("decision", "drop"));

    evaluation.admit(inTime);
    assertThat(evaluation.notice(inTime)).as("the results wait for the late one").isNull();
    String elsewhere = callStory.openCall("gangshan", Map.of());
    assertThat(story.refused("shufang.leader", draft, "writeProposal", callStory.paperFields(elsewhere, Map.of())))
        .contains("只能提交到 " + call);
    story.submit("shufang.leader", draft, "writeProposal", callStory.paperFields(call, Map.of("decision", "keep", "title", "书房夜读")));
    story.submit("shufang.leader", draft, "writeProposal", callStory.paperFields(call, Map.of("title", "书房夜读")));
    story.runJobs();
    assertThat(proposals.get(draft).status()).isEqualTo(Proposal.Status.HANDED_OVER);
    assertThat(story.runs(draft, "project")).isTrue();
    assertThat(mails.of("handedIn:" + draft)).singleElement().satisfies(
        mail -> assertThat(mail.body()).contains("现在进入形式审查"));
    evaluation.conclude(draft, 0.4, "reject");
    assertThat(evaluation.notice(inTime)).isNotNull().isEqualTo(evaluation.notice(draft));
  }

  private String refused(String request, String proposal) {
    return story.refused(
        "zc.signer", request, "admitLate", Map.of("decision", "confirm", "proposal", proposal, "reason", "系统中断"));
  }

  @Test
  void oneWhoDoesNotComeAfterAllHoldsNobodyUp() {
    closedCall();
    admit();
    evaluation.admit(inTime);
    assertThat(evaluation.notice(inTime)).isNull();
    Instant until = proposals.get(draft).lateUntil();
    story.moveTo(until.minusSeconds(60));
    assertThat(story.open(draft)).containsExactly("writeProposal");
    clock.moveTo(until);
    assertThat(story.refused("shufang.leader", draft, "writeProposal", callStory.paperFields(call, Map.of())))
        .contains("补交期限已于 " + Calls.when(until) + " 届满");
    story.runJobs();
    assertThat(proposals.get(draft).status()).isEqualTo(Proposal.Status.LAPSED);
    assertThat(mails.of("lapsed:" + draft + ":late")).singleElement().satisfies(
        mail -> assertThat(mail.body()).contains("没有在 " + Calls.when(until) + " 前提交"));
    assertThat(evaluation.notice(inTime)).as("nobody is waited for any more").isNotNull();
  }

  @Test
  void nobodyIsLetInOnceResultsAreUp() {
    closedCall();
    String request = story.start("zc.signer", "lateEntry", Map.of());
    evaluation.admit(inTime);
    assertThat(evaluation.notice(inTime)).isNotNull();
    assertThat(String.valueOf(story.shown("zc.signer", request, "admitLate").get("drafts"))).doesNotContain(draft);
    assertThat(refused(request, draft)).contains("入库结果已经公示，不能再补录");
    assertThat(terms.find(call).orElseThrow().proposals()).as("nothing was written").isEqualTo(1);
    story.submit("zc.signer", request, "admitLate", Map.of("decision", "drop"));
  }

  @Test
  void oneWhoWasLetInMayGiveUp() {
    closedCall();
    admit();
    story.submit("shufang.leader", draft, "writeProposal", Map.of("decision", "discard"));
    assertThat(terms.find(call).orElseThrow().proposals()).isEqualTo(1);
    assertThat(story.runs(draft, "proposal")).isFalse();
  }
}
