package org.hatchery.solicitation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hatchery.HatcheryTest;
import org.hatchery.Story;
import org.hatchery.engine.Outcome;
import org.hatchery.engine.Work;
import org.hatchery.engine.WorkDone;
import org.hatchery.project.Timeline;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.transaction.support.TransactionTemplate;

/** DOMAIN.md, Solicitation: a need from its receipt until a project answers it. */
@HatcheryTest
class NeedTest {

  @Autowired Story story;
  @Autowired CallStory callStory;
  @Autowired Mails mails;
  @Autowired Needs needs;
  @Autowired Timeline timeline;
  @Autowired ApplicationEventPublisher events;
  @Autowired TransactionTemplate transaction;

  @Test
  void aNeedIsRecordedTakenUpAndAnswered() {
    String need = story.start("gangshan-c1.clerk", "need", Map.of("summary", "独居老人理发难"));
    assertThat(need).startsWith("XQ-GANGSHAN-C1-");
    assertThat(story.whoHas(story.task(need, "recordNeed"))).containsExactly("gangshan-c1.clerk");
    assertThat(story.shown("gangshan-c1.clerk", need, "recordNeed"))
        .containsEntry("summary", "独居老人理发难")
        .containsEntry("receivedOn", callStory.today().toString());
    Map<String, Object> fields = callStory.needFields(Map.of("phone", "13912340000", "email", "answered@example.cn"));
    story.submit("gangshan-c1.clerk", need, "recordNeed", fields);
    assertThat(mails.of("need:" + need)).singleElement().satisfies(mail -> {
      assertThat(mail.recipient()).isEqualTo("answered@example.cn");
      assertThat(mail.body()).contains(need);
    });

    assertThat(story.whoHas(story.task(need, "sortNeed"))).containsExactly("gangshan-c1:clerk");
    assertThat(String.valueOf(story.shown("gangshan-c1.clerk", need, "sortNeed").get("facts")))
        .contains("张秀英", "13912340000", "独居老人", "扶老助残", "来电");
    story.submit("gangshan-c1.clerk", need, "sortNeed", Map.of("decision", "open"));
    assertThat(needs.get(need).status()).isEqualTo(Need.Status.OPEN);
    assertThat(mails.of("sorted:" + need)).singleElement().satisfies(mail -> assertThat(mail.body()).contains("已受理"));

    String call = callStory.openCall("zc", Map.of("needs", CallStory.list(List.of(need))));
    assertThat(mails.say("13912340000")).as("contact data in a mail").isFalse();
    assertThat(mails.say("张秀英")).isFalse();
    String first = callStory.handIn("yijian.leader", call, Map.of("needs", CallStory.list(List.of(need))));
    String second = callStory.handIn("wenxin.leader", call, Map.of("needs", CallStory.list(List.of(need))));
    callStory.close(call);
    assertThat(needs.get(need).status()).as("open until a project is admitted").isEqualTo(Need.Status.OPEN);

    admitted(first);
    admitted(second);
    story.runJobs();
    assertThat(needs.get(need).status()).isEqualTo(Need.Status.ANSWERED);
    assertThat(needs.answeredBy(need)).contains(first);
    assertThat(mails.of("answered:" + need)).singleElement().satisfies(mail -> {
      assertThat(mail.recipient()).isEqualTo("answered@example.cn");
      assertThat(mail.body()).contains("周末义剪进小区", first);
    });
    assertThat(timeline.of(need))
        .extracting(Timeline.Entry::activity, Timeline.Entry::person, Timeline.Entry::outcome)
        .containsExactly(
            tuple("startNeed", "gangshan-c1.clerk", "started"),
            tuple("recordNeed", "gangshan-c1.clerk", "record"),
            tuple("sortNeed", "gangshan-c1.clerk", "open"),
            tuple("tellAnswered", null, "answered"));
  }

  /** As the spine tells when the project is admitted. */
  private void admitted(String project) {
    Work work = new Work(project, "admitProject", null, null, null, Map.of());
    transaction.executeWithoutResult(
        status -> events.publishEvent(new WorkDone(work, "入库编号", Outcome.silent("admitted"), Set.of())));
  }

  @Test
  void outOfScopeIsToldWhy() {
    String need = story.start("gangshan.clerk", "need", Map.of());
    story.submit("gangshan.clerk", need, "recordNeed", callStory.needFields(Map.of("email", "refused@example.cn")));
    assertThat(story.refused("gangshan.clerk", need, "sortNeed", Map.of())).contains("“决定”");
    assertThat(story.refused("gangshan.clerk", need, "sortNeed", Map.of("decision", "later"))).contains("“决定”");
    assertThat(story.refused("gangshan.clerk", need, "sortNeed", Map.of("decision", "outOfScope"))).contains("“理由”");
    assertThat(
            story.refused(
                "gangshan.clerk", need, "sortNeed", Map.of("decision", "outOfScope", "reason", "由".repeat(1001))))
        .contains("“理由”");
    assertThat(story.refused("gangshan.clerk", need, "sortNeed", Map.of("decision", "open", "owner", "zc")))
        .contains("表单里没有这些项：owner");
    assertThat(story.refused("qianquan.clerk", need, "sortNeed", Map.of("decision", "open")))
        .contains("没有办理这项任务的权限");
    story.submit(
        "gangshan.clerk", need, "sortNeed", Map.of("decision", "outOfScope", "reason", "属于物业维修，请联系 12345。"));
    assertThat(needs.get(need).status()).isEqualTo(Need.Status.OUT_OF_SCOPE);
    assertThat(story.runs(need, "need")).isFalse();
    assertThat(mails.of("sorted:" + need)).singleElement().satisfies(mail -> {
      assertThat(mail.recipient()).isEqualTo("refused@example.cn");
      assertThat(mail.body()).contains("属于物业维修，请联系 12345。");
    });
    assertThat(timeline.of(need)).last().satisfies(entry -> assertThat(entry.reason()).contains("物业维修"));
  }

  @Test
  void aNeedIsKeptWhatIsWrongIsNamedAndItIsDropped() {
    assertThat(story.refusal(() -> story.start("admin", "need", Map.of()))).contains("没有“经办”的角色");
    assertThat(story.refusal(() -> story.start("gangshan.clerk", "need", Map.of("summary", "长".repeat(61)))))
        .contains("“一句话说明”");
    String need = story.start("gangshan.clerk", "need", Map.of());
    story.submit("gangshan.clerk", need, "recordNeed", Map.of("decision", "keep", "details", "电话里说到一半"));
    assertThat(story.shown("gangshan.clerk", need, "recordNeed")).containsEntry("details", "电话里说到一半");
    assertThat(story.whoHas(story.task(need, "recordNeed"))).containsExactly("gangshan.clerk");

    assertThat(story.refused("gangshan.clerk", need, "recordNeed", Map.of("decision", "record")))
        .contains("“一句话说明”", "“具体情况”", "“地点”", "“为谁”", "“领域”", "“来源”", "“收到日期”", "“联系人”");
    assertThat(refused(need, Map.of("receivedOn", callStory.today().plusDays(1).toString())))
        .contains("“收到日期”不能晚于今天");
    assertThat(refused(need, Map.of("receivedOn", callStory.today().minusYears(2).toString()))).contains("“收到日期”太早");
    assertThat(refused(need, Map.of("receivedOn", "昨天"))).contains("“收到日期”应为日期");
    assertThat(refused(need, Map.of("phone", "", "email", ""))).contains("“电话”和“邮箱”至少填一项");
    assertThat(refused(need, Map.of("phone", "问邻居"))).contains("“电话”应为电话号码");
    assertThat(refused(need, Map.of("email", "没有"))).contains("“邮箱”应为邮箱地址");
    assertThat(refused(need, Map.of("area", "sports"))).contains("“领域”");
    assertThat(refused(need, Map.of("channel", "pigeon"))).contains("“来源”");
    assertThat(refused(need, Map.of("details", "长".repeat(2001)))).contains("“具体情况”");
    assertThat(refused(need, Map.of("place", 12))).contains("“地点”应为文字");
    assertThat(refused(need, Map.of("status", "OPEN"))).contains("表单里没有这些项：status");
    assertThat(story.refused("wenxin.leader", need, "recordNeed", callStory.needFields(Map.of())))
        .contains("没有办理这项任务的权限");

    story.submit("gangshan.clerk", need, "recordNeed", Map.of("decision", "drop"));
    assertThat(needs.get(need).status()).isEqualTo(Need.Status.DROPPED);
    assertThat(story.runs(need, "need")).isFalse();
  }

  private String refused(String need, Map<String, ?> overrides) {
    return story.refused("gangshan.clerk", need, "recordNeed", callStory.needFields(overrides));
  }

  @Test
  void theClockStartsAtReceipt() {
    Map<String, Object> fields = new HashMap<>();
    fields.put("receivedOn", callStory.today().minusDays(350).toString());
    fields.put("email", "longago@example.cn");
    String need = story.start("gangshan.clerk", "need", Map.of());
    story.submit("gangshan.clerk", need, "recordNeed", callStory.needFields(fields));
    assertThat(String.valueOf(story.shown("gangshan.clerk", need, "sortNeed").get("dueText"))).contains("已逾期");
    story.submit("gangshan.clerk", need, "sortNeed", Map.of("decision", "open"));
    assertThat(story.runs(need, "need")).isTrue();

    story.pass(java.time.Duration.ofDays(30));
    assertThat(needs.get(need).status()).isEqualTo(Need.Status.CLOSED);
    assertThat(story.runs(need, "need")).isFalse();
    assertThat(mails.of("closed:" + need)).singleElement().satisfies(mail -> {
      assertThat(mail.recipient()).isEqualTo("longago@example.cn");
      assertThat(mail.body()).contains("期满");
    });
  }
}
