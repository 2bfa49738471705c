package org.hatchery.solicitation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hatchery.HatcheryTest;
import org.hatchery.Story;
import org.hatchery.project.Area;
import org.hatchery.project.Lane;
import org.hatchery.project.Project;
import org.hatchery.project.Projects;
import org.hatchery.project.Timeline;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** DOMAIN.md, Solicitation: a call from its draft to its closing. */
@HatcheryTest
class CallTest {

  @Autowired Story story;
  @Autowired CallStory callStory;
  @Autowired Calls calls;
  @Autowired Proposals proposals;
  @Autowired Projects projects;
  @Autowired Timeline timeline;
  @Autowired JdbcClient jdbc;

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
    assertThat(mails("callOpen:" + call + "%"))
        .extracting(Mailed::recipient)
        .containsExactlyInAnyOrder("yijian.leader", "wenxin.leader", "shufang.leader");
    assertThat(mails("callOpen:" + call + "%").get(0).body()).contains("截止：" + closing, "30000元", "0537-5550001");

    String first = callStory.handIn("yijian.leader", call, Map.of());
    String second =
        callStory.handIn("wenxin.leader", call, Map.of("title", "圆梦微心愿", "area", "children", "lane", "mature"));
    String draft = story.start("shufang.leader", "proposal", Map.of());
    story.submit(
        "shufang.leader", draft, "writeProposal", Map.of("decision", "keep", "call", call, "title", "书房夜读"));
    assertThat(story.open(first)).isEmpty();
    assertThat(mails("handedIn:" + first)).singleElement().satisfies(mail -> {
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

    assertThat(mails("callClosed:" + call + "%")).singleElement().satisfies(mail -> {
      assertThat(mail.recipient()).isEqualTo("gangshan.clerk");
      assertThat(mail.body()).contains("收到申报 2 份", "草稿 1 份", first, second);
    });
    assertThat(mails("callClosed:" + first)).singleElement().satisfies(mail -> {
      assertThat(mail.recipient()).isEqualTo("yijian.leader");
      assertThat(mail.body()).contains("共收到申报 2 份", first);
    });
    assertThat(mails("lapsed:" + draft)).singleElement().satisfies(mail -> {
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

  private static String rows(Object shown) {
    return String.valueOf(shown);
  }

  record Mailed(String event, String recipient, String subject, String body) {}

  private List<Mailed> mails(String event) {
    return jdbc.sql("select event, recipient, subject, body from hatchery.mail where event like :event order by id")
        .param("event", event)
        .query(Mailed.class)
        .list();
  }
}
