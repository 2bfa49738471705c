package org.hatchery.portal;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.SelectOption;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hatchery.Browser;
import org.hatchery.HatcheryTest;
import org.hatchery.Story;
import org.hatchery.calendar.Deadlines;
import org.hatchery.engine.Outcome;
import org.hatchery.engine.Work;
import org.hatchery.engine.WorkDone;
import org.hatchery.evaluation.EvaluationStory;
import org.hatchery.publicity.NoticeStory;
import org.hatchery.solicitation.CallStory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Pages of ours with Chinese text as long as it may be, at a desk and on a telephone: nothing is cut off. */
@HatcheryTest
class LongTextBrowserTest {

  private static final String TITLE = exactly("“幸福食光·情暖夕阳”钢山街道高龄独居老人助餐送餐、上门理发与日常陪伴志愿服务项目（第二期，含东区西区及南园小区）", 60);
  private static final String CALL = exactly("钢山街道二〇二六年度春季“贴近群众、服务身边”志愿服务项目征集（扶老助残、健康、生活服务、少年儿童、文化五个领域）", 60);
  private static final String NEED = exactly("钢山社区东区老旧小区无电梯，八十岁以上独居老人下楼理发、买药、就医都很困难，盼望有人定期上门帮一帮，并教会家属照看", 60);
  private static final String NAME = exactly("邹城市钢山街道钢山社区东区第三网格居民议事会暨老年互助小组（由组长代为反映，不便公开姓名）", 40);
  private static final String SENTENCE = "每周三、周六在社区助餐点集中供餐，行动不便的由志愿者送餐上门；每餐记录身体和情绪情况，异常及时报社区。";
  private static final String CONTACT = "juminyishihui.dongqu.disanwangge.gangshanshequ@longmailaddress.gangshan.example.cn";

  @LocalServerPort int port;
  @Autowired Story story;
  @Autowired CallStory calls;
  @Autowired EvaluationStory evaluation;
  @Autowired NoticeStory notices;
  @Autowired Deadlines deadlines;
  @Autowired ApplicationEventPublisher events;
  @Autowired TransactionTemplate transaction;
  @Autowired JdbcClient jdbc;

  private Page page;

  @BeforeEach
  void open() {
    page = Browser.page();
  }

  @AfterEach
  void close() {
    page.context().close();
  }

  @Test
  void aNeedFromItsReceiptToTheQuestionWhetherItIsSolved() {
    go("/portal/needs");
    fillInNeed("没有电话");
    page.locator("main button.main").click();
    assertThat(page.getByRole(com.microsoft.playwright.options.AriaRole.ALERT)).containsText("“电话”");
    whole("needs-refused");
    fillInNeed("0537-5210001");
    whole("needs-filled");
    page.locator("main button.main").click();
    assertThat(page.locator("h1")).hasText("需求已登记");
    whole("needed");
    String need = page.locator("main strong").innerText();

    story.submit("gangshan.clerk", need, "sortNeed", Map.of("decision", "outOfScope", "reason", text(1000)));
    go("/portal/needs/standing");
    page.fill("#number", need);
    page.fill("#lastFour", "e.cn");
    page.locator("main button.main").click();
    assertThat(page.locator("main table")).containsText(text(1000));
    assertThat(page.locator("main table")).containsText(NEED);
    whole("need-standing");

    go("/portal/solved/" + questioned());
    page.getByLabel("没有解决", new Page.GetByLabelOptions().setExact(true)).check();
    page.fill("#note", text(1000));
    assertThat(page.locator("main form")).containsText(NEED);
    whole("solved");
  }

  @Test
  void aProposalItsDrawItsNoticeAndAnObjection() {
    String call = calls.openCall(Map.of("title", CALL, "introduction", text(2000)));
    String project = calls.handIn("wenxin.leader", call, Map.of("title", TITLE));
    calls.close(call);
    story.runJobs();
    evaluation.accept(project);
    as("gangshan.supervisor", "/desk/cases/" + project + "/draw");
    assertThat(page.locator("h1")).containsText(TITLE);
    whole("draw");

    evaluation.score(project, 0.8);
    evaluation.sign(project, "admit");
    String notice = evaluation.notice(project);
    go("/portal/notices");
    assertThat(page.locator("main")).containsText(CALL);
    whole("notices");
    go("/portal/notices/" + notice);
    assertThat(page.locator("main")).containsText(TITLE);
    whole("notice");

    String objection = object(notice, project);
    notices.state(objection);
    evaluation.submit(objection, "decideObjection", Map.of("decision", "dismissed", "reason", text(2000)));
    go("/portal/objections");
    page.fill("#number", objection);
    page.fill("#contact", CONTACT);
    page.locator("main button.main").click();
    assertThat(page.locator("main table")).containsText(text(2000));
    whole("objection-standing");

    go("/desk/supervision");
    assertThat(page.locator("main")).containsText(text(2000));
    whole("supervision");
    page.context().clearCookies();
    as("wenxin.leader", "/desk/proposals");
    assertThat(page.locator("main")).containsText(TITLE);
    whole("proposals");
  }

  /** @return its number */
  private String object(String notice, String project) {
    go("/portal/notices/" + notice + "/object");
    fillInObjection(project, "不便告知，请通过社区工作人员转达");
    page.locator("main button.main").click();
    assertThat(page.getByRole(com.microsoft.playwright.options.AriaRole.ALERT)).containsText("“联系方式”");
    assertThat(page.locator("#facts")).hasValue(text(2000));
    whole("object-refused");
    fillInObjection(project, CONTACT);
    assertThat(page.locator("main form .hint")).containsText(TITLE);
    whole("object-filled");
    page.locator("main button.main").click();
    assertThat(page.locator("h1")).hasText("异议已收到");
    whole("objected");
    return page.locator("main strong").innerText();
  }

  private void fillInObjection(String project, String contact) {
    page.selectOption("#item", project);
    page.fill("#facts", text(2000));
    page.fill("#objector", NAME);
    page.fill("#contact", contact);
  }

  private void fillInNeed(String phone) {
    page.selectOption("#community", "gangshan");
    page.selectOption("#area", new SelectOption().setIndex(1));
    page.fill("#summary", NEED);
    page.fill("#details", text(2000));
    page.fill("#place", text(200));
    page.fill("#beneficiaries", text(200));
    page.fill("#contactName", NAME);
    page.fill("#phone", phone);
    page.fill("#email", CONTACT);
  }

  /** A need that a project answered, past the time for it. @return the code of the question whether it is solved */
  private String questioned() {
    String need = calls.openNeed(Map.of("summary", NEED));
    String call = calls.openCall(Map.of("needs", CallStory.list(List.of(need))));
    String project = calls.handIn("yijian.leader", call, Map.of("needs", CallStory.list(List.of(need))));
    calls.close(call);
    story.runJobs();
    Work work = new Work(project, "admitProject", null, null, null, Map.of());
    transaction.executeWithoutResult(
        status -> events.publishEvent(new WorkDone(work, "入库编号", Outcome.silent("admitted"), Set.of())));
    story.runJobs();
    story.moveTo(deadlines.due("needSolved", story.now()).plusSeconds(1));
    return jdbc.sql("select solved_code from hatchery.need where case_number = :n").param("n", need).query(String.class).single();
  }

  /** At a desk and on a telephone, the whole page; keeps pictures. */
  private void whole(String name) {
    for (int width : new int[] {1500, 390}) {
      page.setViewportSize(width, 950);
      int height = (int) page.evaluate("() => document.documentElement.scrollHeight");
      page.setViewportSize(width, Math.max(950, height));
      Browser.screenshot(page, "whole-" + name + (width == 390 ? "-telephone" : ""));
      assertThat(Browser.cut(page, "main")).as("%s at %s pixels: cut off", name, width).isEmpty();
      assertThat(Browser.cut(page, ".top")).as("header of %s at %s pixels: cut off", name, width).isEmpty();
    }
    page.setViewportSize(1500, 950);
  }

  private void as(String user, String path) {
    go(path);
    Browser.signIn(page, user);
    page.waitForURL(address(path));
  }

  private void go(String path) {
    page.navigate(address(path));
  }

  private String address(String path) {
    return "http://127.0.0.1:" + port + path;
  }

  private static String text(int length) {
    return exactly(SENTENCE.repeat(length / SENTENCE.length() + 1), length);
  }

  private static String exactly(String text, int length) {
    return text.length() > length ? text.substring(0, length) : text;
  }
}
