package org.hatchery.project;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.hatchery.HatcheryTest;
import org.hatchery.Story;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** DOMAIN.md, At any stage: a request to withdraw or terminate that is dropped or left alone changes nothing. */
@HatcheryTest
class ExitTest {

  @Autowired Story story;
  @Autowired Timeline timeline;

  @Test
  void leaderDropsAWithdrawal() {
    String request = story.start("yijian.leader", "withdrawal", Map.of());
    assertThat(request).startsWith("CH-YIJIAN-");
    assertThat(story.whoHas(story.task(request, "writeWithdrawal"))).containsExactly("yijian.leader");
    assertThat(story.shown("yijian.leader", request, "writeWithdrawal").get("caseTitle")).isEqualTo("撤回项目");

    assertThat(story.refused("yijian.leader", request, "writeWithdrawal", Map.of())).contains("“决定”");
    assertThat(story.refused("yijian.leader", request, "writeWithdrawal", Map.of("decision", "confirm")))
        .contains("撤回原因");
    assertThat(story.refused("yijian.leader", request, "writeWithdrawal", Map.of("decision", 1))).contains("“决定”应为文字");
    assertThat(story.refused("yijian.leader", request, "writeWithdrawal", Map.of("decision", "drop", "x", "y")))
        .contains("表单里没有这些项：x");
    assertThat(story.refused("gangshan.clerk", request, "writeWithdrawal", Map.of("decision", "drop")))
        .contains("没有办理这项任务的权限");

    story.submit("yijian.leader", request, "writeWithdrawal", Map.of("decision", "drop"));
    assertThat(story.runs(request, "withdrawal")).isFalse();
    assertThat(timeline.of(request))
        .extracting(Timeline.Entry::activity, Timeline.Entry::person, Timeline.Entry::outcome)
        .contains(org.assertj.core.groups.Tuple.tuple("writeWithdrawal", "yijian.leader", "drop"));
  }
}
