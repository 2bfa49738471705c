package org.hatchery.solicitation;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hatchery.HatcheryTest;
import org.hatchery.Story;
import org.hatchery.Visitor;
import org.hatchery.calendar.Deadlines;
import org.hatchery.engine.Outcome;
import org.hatchery.engine.Rules;
import org.hatchery.engine.Work;
import org.hatchery.engine.WorkDone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Duplicates, bounces, the public pages, and whether a need is solved (DOMAIN.md, collect needs). */
@HatcheryTest
class NeedPathsTest {

  @LocalServerPort int port;
  @Autowired Story story;
  @Autowired CallStory callStory;
  @Autowired Needs needs;
  @Autowired NeedPaths paths;
  @Autowired Rules rules;
  @Autowired Deadlines deadlines;
  @Autowired ApplicationEventPublisher events;
  @Autowired TransactionTemplate transaction;
  @Autowired JdbcClient jdbc;

  private String recorded(String clerk, Map<String, ?> overrides) {
    String need = story.start(clerk, "need", Map.of());
    story.submit(clerk, need, "recordNeed", callStory.needFields(overrides));
    return need;
  }

  private List<String> bodies(String event) {
    return jdbc.sql("select body from hatchery.mail where event = :e").param("e", event).query(String.class).list();
  }

  /** A project that answers the need is admitted. */
  private void answered(String need) {
    String call = callStory.openCall("zc", Map.of("needs", CallStory.list(List.of(need))));
    String project = callStory.handIn("yijian.leader", call, Map.of("needs", CallStory.list(List.of(need))));
    callStory.close(call);
    story.runJobs();
    Work work = new Work(project, "admitProject", null, null, null, Map.of());
    transaction.executeWithoutResult(
        status -> events.publishEvent(new WorkDone(work, "入库编号", Outcome.silent("admitted"), Set.of())));
    story.runJobs();
    assertThat(needs.get(need).status()).isEqualTo(Need.Status.ANSWERED);
  }

  /** To the question whether it is solved. */
  private void asked(String need) {
    toTheQuestion();
    assertThat(story.open(need)).containsExactly("recordSolved");
  }

  private void toTheQuestion() {
    story.moveTo(deadlines.due("needSolved", story.now()).plusSeconds(1));
  }

  @ParameterizedTest
  @CsvSource({"bounces, 2", "reopenings, 1", "near, 30"})
  void limits(String limit, int value) {
    assertThat(rules.decide("needLimits", Map.of("limit", limit)).number("value")).isEqualTo(value);
  }

  @Test
  void aDuplicateIsLinkedBothAreToldItIsPartedAgainAndGoesItsOwnWay() {
    String main = callStory.openNeed(Map.of("summary", "凤凰小区高龄老人上门理发", "email", "main1@example.cn"));
    String twin = recorded("gangshan.clerk", Map.of("summary", "凤凰小区高龄老人需要上门理发", "email", "twin1@example.cn"));
    assertThat(story.shown("gangshan.clerk", twin, "sortNeed").get("near").toString()).contains(main);
    assertThat(story.refused("gangshan.clerk", twin, "sortNeed", Map.of("decision", "duplicate"))).contains("“并入哪一件”");
    assertThat(story.refused("gangshan.clerk", twin, "sortNeed", Map.of("decision", "duplicate", "duplicateOf", twin)))
        .contains("已不在待解决");
    story.submit("gangshan.clerk", twin, "sortNeed", Map.of("decision", "duplicate", "duplicateOf", main));
    assertThat(needs.get(twin).status()).isEqualTo(Need.Status.LINKED);
    assertThat(bodies("linked:" + twin)).singleElement().asString().contains(main);
    assertThat(bodies("linked:" + main + ":" + twin)).singleElement().asString().contains("又有居民反映");

    String parting = story.start("gangshan.clerk", "needUnlinking", Map.of());
    assertThat(story.refused("gangshan.clerk", parting, "unlinkNeed", Map.of("decision", "unlink", "linked", twin))).contains("“理由”");
    assertThat(story.refused("gangshan.clerk", parting, "unlinkNeed", Map.of("decision", "unlink", "linked", main, "reason", "两件事")))
        .contains("已不是并入状态");
    story.submit("gangshan.clerk", parting, "unlinkNeed", Map.of("decision", "unlink", "linked", twin, "reason", "一个要理发，一个要洗澡。"));
    story.runJobs();
    assertThat(story.open(twin)).containsExactly("sortNeed");
    assertThat(bodies("unlinked:" + twin)).hasSize(1);
    assertThat(bodies("unlinked:" + twin + ":" + main)).hasSize(1);
    story.submit("gangshan.clerk", twin, "sortNeed", Map.of("decision", "open"));
    assertThat(needs.get(twin).status()).isEqualTo(Need.Status.OPEN);
    assertThat(story.refusal(() -> story.start("gangshan-c1.clerk", "needUnlinking", Map.of()))).contains("没有并入别处的需求");
  }

  @Test
  void partingIsDroppedOrLapses() {
    String main = callStory.openNeed(Map.of("summary", "东门菜市场人行道积水", "email", "main4@example.cn"));
    String twin = recorded("gangshan.clerk", Map.of("summary", "东门菜市场门口人行道积水", "email", "twin4@example.cn"));
    story.submit("gangshan.clerk", twin, "sortNeed", Map.of("decision", "duplicate", "duplicateOf", main));
    String dropped = story.start("gangshan.clerk", "needUnlinking", Map.of());
    story.submit("gangshan.clerk", dropped, "unlinkNeed", Map.of("decision", "drop"));
    assertThat(story.runs(dropped, "needUnlinking")).isFalse();
    String lapsing = story.start("gangshan.clerk", "needUnlinking", Map.of());
    story.pass(Duration.ofDays(8));
    assertThat(story.runs(lapsing, "needUnlinking")).isFalse();
    assertThat(needs.get(twin).status()).isEqualTo(Need.Status.LINKED);
    story.pass(Duration.ofDays(400));
    assertThat(needs.get(twin).status()).as("its own term ends it, or that of the other").isEqualTo(Need.Status.CLOSED);
  }

  @Test
  void aLinkedNeedSharesTheResultOfTheOther() {
    String main = callStory.openNeed(Map.of("summary", "北河沿儿童放学后无人看护", "email", "main2@example.cn"));
    String twin = recorded("gangshan.clerk", Map.of("summary", "北河沿儿童放学后没有人看护", "email", "twin2@example.cn"));
    story.submit("gangshan.clerk", twin, "sortNeed", Map.of("decision", "duplicate", "duplicateOf", main));
    answered(main);
    story.runJobs();
    assertThat(needs.get(twin).status()).isEqualTo(Need.Status.ANSWERED);
    assertThat(bodies("linkedEnded:" + twin)).singleElement().asString().contains("已有项目承接");
    assertThat(story.runs(twin, "need")).isFalse();
  }

  @Test
  void aLinkedNeedWhoseOwnTermIsOverIsNotKeptWaiting() {
    String main = callStory.openNeed(Map.of("summary", "石桥头垃圾桶不够用", "email", "main5@example.cn"));
    String twin = recorded("gangshan.clerk", Map.of(
        "summary", "石桥头的垃圾桶不够用", "email", "twin5@example.cn", "receivedOn", callStory.today().minusDays(330).toString()));
    story.submit("gangshan.clerk", twin, "sortNeed", Map.of("decision", "duplicate", "duplicateOf", main));
    story.pass(Duration.ofDays(60));
    assertThat(needs.get(twin).status()).isEqualTo(Need.Status.CLOSED);
    assertThat(bodies("linkedEnded:" + twin)).singleElement().asString().contains("登记到此结束");
    assertThat(needs.get(main).status()).as("the other goes on").isEqualTo(Need.Status.OPEN);
  }

  @Test
  void twoBouncesAndTheNextLevelRules() {
    String need = recorded("gangshan-c1.clerk", Map.of("summary", "西关桥头路灯不亮", "email", "bounce@example.cn"));
    var due = story.task(need, "sortNeed").getDueDate();
    assertThat(story.refused("gangshan-c1.clerk", need, "sortNeed", Map.of("decision", "handOver", "reason", "不归我们管")))
        .contains("“转交给”");
    assertThat(story.refused("gangshan-c1.clerk", need, "sortNeed", Map.of("decision", "handOver", "handTo", "gangshan-c2")))
        .contains("“理由”");
    story.submit("gangshan-c1.clerk", need, "sortNeed",
        Map.of("decision", "handOver", "handTo", "gangshan-c2", "reason", "桥归二社区。"));
    assertThat(story.whoHas(story.task(need, "sortNeed"))).containsExactly("gangshan-c2:clerk");
    assertThat(story.task(need, "sortNeed").getDueDate()).as("the clock survives the hand-over").isEqualTo(due);
    story.submit("gangshan-c2.clerk", need, "sortNeed",
        Map.of("decision", "handOver", "handTo", "gangshan-c1", "reason", "路灯归一社区。"));

    assertThat(story.whoHas(story.task(need, "ruleNeed"))).containsExactly("gangshan:signer");
    var shown = story.shown("gangshan.signer", need, "ruleNeed");
    assertThat(shown.get("handOvers").toString()).contains("桥归二社区。", "路灯归一社区。");
    assertThat(shown.get("facts").toString()).contains("西关桥头").doesNotContain("bounce@example.cn", "张秀英");
    assertThat(story.refused("gangshan.signer", need, "ruleNeed", Map.of("handTo", "nobody", "reason", "x"))).contains("“归谁办理”");
    story.submit("gangshan.signer", need, "ruleNeed", Map.of("handTo", "gangshan-c1", "reason", "路灯在一社区一侧。"));
    assertThat(story.whoHas(story.task(need, "sortNeed"))).containsExactly("gangshan-c1:clerk");
    assertThat(story.refused("gangshan-c1.clerk", need, "sortNeed",
            Map.of("decision", "handOver", "handTo", "gangshan-c2", "reason", "再转")))
        .contains("已由上一级裁定");
    story.submit("gangshan-c1.clerk", need, "sortNeed", Map.of("decision", "open"));
    assertThat(needs.get(need).status()).isEqualTo(Need.Status.OPEN);
  }

  @Test
  void aResidentTellsOnThePublicPageAndFollowsIt() {
    Visitor anybody = new Visitor(port);
    Map<String, String> fields = new HashMap<>(Map.of(
        "community", "gangshan-c1", "area", "elderly", "summary", "楼道里没有扶手<i>", "details", "三号楼二单元，老人上下楼不便。",
        "place", "三号楼", "beneficiaries", "高龄老人", "contactName", "钱大爷", "phone", "139-1111-5678"));
    HttpResponse<String> empty = anybody.form("/portal/needs", "/portal/needs", Map.of("summary", "只写了一句"));
    assertThat(empty.body()).contains("“社区或镇街”", "“领域”", "“具体情况”", "至少填一项").contains(">只写了一句</textarea>");
    HttpResponse<String> sent = anybody.form("/portal/needs", "/portal/needs", fields);
    Matcher number = Pattern.compile("XQ-GANGSHAN-C1-\\d{4}-\\d+").matcher(sent.body());
    assertThat(number.find()).as(sent.body()).isTrue();
    String need = number.group();
    assertThat(needs.get(need).receivedOn()).isEqualTo(callStory.today());
    assertThat(story.whoHas(story.task(need, "sortNeed"))).containsExactly("gangshan-c1:clerk");

    Map<String, String> right = Map.of("number", need, "lastFour", "5678");
    assertThat(anybody.form("/portal/needs/standing", "/portal/needs/standing", right).body())
        .contains("正在判断是否受理", "楼道里没有扶手&lt;i&gt;")
        .doesNotContain("钱大爷", "1111");
    assertThat(anybody.form("/portal/needs/standing", "/portal/needs/standing", Map.of("number", need, "lastFour", "0000")).body())
        .contains("没有查到")
        .doesNotContain("楼道里");
    story.submit("gangshan-c1.clerk", need, "sortNeed", Map.of("decision", "outOfScope", "reason", "请联系物业加装。"));
    assertThat(anybody.form("/portal/needs/standing", "/portal/needs/standing", right).body()).contains("不受理", "请联系物业加装。");
  }

  @Test
  void whoAskedSaysNoOnceItIsOpenedAnewAndASecondTimeItGoesUp() {
    String need = callStory.openNeed(Map.of("summary", "南园残疾人出行接送", "email", "solved1@example.cn"));
    answered(need);
    asked(need);
    String code = paths.of(need).solvedCode();
    assertThat(bodies("askSolved0:" + need)).singleElement().asString().contains("/portal/solved/" + code);
    Visitor anybody = new Visitor(port);
    assertThat(anybody.get("/portal/solved/" + code).body()).contains("南园残疾人出行接送");
    assertThat(anybody.form("/portal/solved/" + code, "/portal/solved/" + code, Map.of("solved", "no")).body()).contains("“还差什么”");
    assertThat(anybody.form("/portal/solved/" + code, "/portal/solved/" + code, Map.of("solved", "no", "note", "只来过一次")).body()).contains("已收到您的答复");
    assertThat(anybody.get("/portal/solved/" + code).body()).contains("已经答复过");
    story.runJobs();
    assertThat(story.open(need)).isEmpty();
    assertThat(needs.get(need).status()).isEqualTo(Need.Status.OPEN);
    assertThat(needs.get(need).priority()).as("first in the next call").isTrue();
    assertThat(bodies("reopened:" + need)).hasSize(1);

    answered(need);
    asked(need);
    assertThat(story.whoHas(story.task(need, "recordSolved"))).containsExactly("gangshan:clerk");
    assertThat(story.refused("gangshan.clerk", need, "recordSolved", Map.of("solved", "no"))).contains("“反映人怎么说”");
    story.submit("gangshan.clerk", need, "recordSolved", Map.of("solved", "no", "note", "还是没有车"));
    assertThat(needs.get(need).status()).isEqualTo(Need.Status.UNSOLVED);
    assertThat(jdbc.sql("select person from hatchery.mail where event = :e and person is not null").param("e", "unsolved:" + need).query(String.class).list())
        .contains("zc.signer");
    assertThat(story.runs(need, "need")).isFalse();
  }

  @Test
  void aSolvedNeedEndsAndSilenceCountsAsNoAnswer() {
    String solved = callStory.openNeed(Map.of("summary", "老街剪发摊位", "email", "solved2@example.cn"));
    String silent = callStory.openNeed(Map.of("summary", "河堤夜间巡护", "email", "solved3@example.cn"));
    answered(solved);
    toTheQuestion();
    story.submit("gangshan.clerk", solved, "recordSolved", Map.of("solved", "yes"));
    assertThat(needs.get(solved).status()).isEqualTo(Need.Status.SOLVED);
    answered(silent);
    asked(silent);
    story.pass(Duration.ofDays(45));
    assertThat(story.runs(silent, "need")).isFalse();
    assertThat(paths.of(silent).solved()).isEqualTo("none");
    assertThat(needs.get(silent).status()).isEqualTo(Need.Status.ANSWERED);
  }
}
