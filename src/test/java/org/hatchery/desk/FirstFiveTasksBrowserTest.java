package org.hatchery.desk;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.hatchery.Browser;
import org.hatchery.HatcheryTest;
import org.hatchery.Story;
import org.hatchery.project.Projects;
import org.hatchery.solicitation.CallStory;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The first five human tasks of a project's path, by clicking in Tasklist as it is, in Chinese. */
@HatcheryTest
class FirstFiveTasksBrowserTest {

  private static final DateTimeFormatter TYPED = DateTimeFormatter.ofPattern("yyyy/M/d");

  @LocalServerPort int port;
  @Autowired Story story;
  @Autowired CallStory calls;
  @Autowired TaskService tasks;
  @Autowired RuntimeService runtime;
  @Autowired Projects projects;

  @Test
  void aCallIsPostedAProposalWrittenScreenedAndScored() {
    String call = draftCall();
    approveCall(call);
    story.runJobs();
    String proposal = writeProposal();
    calls.close(call);
    story.runJobs();
    assertThat(projects.find(proposal)).isPresent();
    screenProposal(proposal);
    scoreProposal(proposal);
  }

  private String draftCall() {
    try (Tasklist tasklist = new Tasklist(port, "qianquan.clerk")) {
      tasklist.start("征集榜单");
      Task task = newest("qianquan.clerk", "draftCall");
      tasklist.open(task.getId());
      LocalDate today = LocalDate.ofInstant(story.now(), ZoneId.of("Asia/Shanghai"));
      tasklist.fill("title", "千泉街道志愿服务项目征集（点击）");
      tasklist.fill("introduction", "面向辖区征集贴近群众的志愿服务项目。");
      for (String area : new String[] {"扶老助残", "医疗健康", "儿童关爱"}) {
        tasklist.choose(area);
      }
      tasklist.type("opensOn-date", TYPED.format(today));
      tasklist.type("closesOn-date", TYPED.format(today.plusDays(40)));
      tasklist.type("closesAt-time", "17:00");
      tasklist.fill("places", "10");
      tasklist.fill("budgetLimit", "50000");
      for (String choice : new String[] {"登记的组织", "备案的队伍", "未登记的队伍", "新苗：小而新，入库后先孵化", "不路演"}) {
        tasklist.choose(choice);
      }
      tasklist.fill("enquiryPhone", "0537-5210001");
      tasklist.choose("提交审签");
      // the supervision phone is missing: our own words say so, and nothing typed is lost
      assertThat(tasklist.refused()).contains("“监督电话”").doesNotContain("ENGINE");
      assertThat(tasklist.field("title")).hasValue("千泉街道志愿服务项目征集（点击）");
      tasklist.fill("supervisionPhone", "0537-5210002");
      Browser.screenshot(tasklist.page(), "five-1-draft-call");
      tasklist.submit();
      String call = runtime.createProcessInstanceQuery().processInstanceId(task.getProcessInstanceId()).singleResult().getBusinessKey();
      assertThat(story.open(call)).containsExactly("approveCall");
      cleanConsole(tasklist);
      return call;
    }
  }

  private void approveCall(String call) {
    Task task = story.task(call, "approveCall");
    assertThat(story.whoHas(task)).containsExactly("zc:signer");
    try (Tasklist tasklist = new Tasklist(port, "zc.signer")) {
      tasklist.open(task.getId());
      assertThat(tasklist.page().locator(".fjs-form")).containsText("千泉街道志愿服务项目征集（点击）");
      tasklist.claim();
      tasklist.choose("同意发布");
      Browser.screenshot(tasklist.page(), "five-2-approve-call");
      tasklist.submit();
      assertThat(story.open(call)).isEmpty();
      cleanConsole(tasklist);
    }
  }

  private String writeProposal() {
    try (Tasklist tasklist = new Tasklist(port, "xiyang.leader")) {
      tasklist.start("申报");
      Task task = newest("xiyang.leader", "writeProposal");
      tasklist.open(task.getId());
      tasklist.select("call", "点击");
      tasklist.fill("title", "幸福食光·情暖夕阳（点击）");
      tasklist.fill("need", "辖区八十岁以上独居老人吃饭难，网格走访登记一百二十六人。");
      tasklist.choose("扶老助残");
      tasklist.choose("新苗：小而新，入库后先孵化");
      tasklist.fill("target", "千泉街道独居、空巢老人");
      tasklist.fill("plan", "每周三、周六在社区助餐点集中供餐，行动不便的由志愿者送餐上门。".repeat(20));
      tasklist.fill("schedule", "第一季度选点招募，第二季度起每周两次，年底总结。");
      if (tasklist.page().getByLabel("用途").count() == 0) {
        tasklist.page().locator(".fjs-repeat-render-add").click();
      }
      tasklist.fill(tasklist.page().getByLabel("用途").first(), "食材");
      tasklist.fill(tasklist.page().getByLabel("金额").first(), "15000");
      tasklist.fill("budgetTotal", "15000");
      tasklist.fill("fixedVolunteers", "12");
      tasklist.fill("team", "队长一名，厨师两名，送餐志愿者九名。");
      tasklist.fill("contact", "张敏");
      tasklist.fill("phone", "13800001234");
      tasklist.choose("提交");
      Browser.screenshot(tasklist.page(), "five-3-write-proposal");
      tasklist.submit();
      cleanConsole(tasklist);
      String proposal = runtime.createProcessInstanceQuery().processInstanceId(task.getProcessInstanceId()).singleResult().getBusinessKey();
      assertThat(story.open(proposal))
          .as("handed in, it waits for the closing and may be taken back")
          .containsExactly("takeBackProposal");
      return proposal;
    }
  }

  private void screenProposal(String proposal) {
    Task task = story.task(proposal, "screenProposal");
    assertThat(story.whoHas(task)).containsExactly("qianquan-c1:clerk");
    try (Tasklist tasklist = new Tasklist(port, "qianquan-c1.clerk")) {
      tasklist.open(task.getId());
      assertThat(tasklist.page().locator(".fjs-form")).containsText("幸福食光·情暖夕阳（点击）");
      tasklist.claim();
      tasklist.choose("受理");
      Browser.screenshot(tasklist.page(), "five-4-screen-proposal");
      Pictures.tasklist(tasklist.page());
      tasklist.submit();
      assertThat(story.tasks(proposal, "scoreProposal")).hasSizeGreaterThanOrEqualTo(3);
      cleanConsole(tasklist);
    }
  }

  private void scoreProposal(String proposal) {
    List<Task> seats = story.tasks(proposal, "scoreProposal");
    Task task = seats.get(0);
    try (Tasklist tasklist = new Tasklist(port, task.getAssignee())) {
      tasklist.open(task.getId());
      var points = tasklist.page().getByLabel("得分");
      assertThat(points).hasCount(6);
      String[] given = {"22", "16", "12", "12", "12", "8"};
      for (int i = 0; i < given.length; i++) {
        tasklist.fill(points.nth(i), given[i]);
      }
      tasklist.choose("建议入库");
      tasklist.choose("提交评审");
      Browser.screenshot(tasklist.page(), "five-5-score-proposal");
      tasklist.submit();
      assertThat(story.tasks(proposal, "scoreProposal")).as("the others are not touched").hasSize(seats.size() - 1);
      cleanConsole(tasklist);
    }
  }

  private Task newest(String user, String taskId) {
    return tasks.createTaskQuery().taskAssignee(user).taskDefinitionKey(taskId).orderByTaskCreateTime().desc().list().get(0);
  }

  /** A refusal answers 400, which the browser notes by itself; nothing else may stand there. */
  private static void cleanConsole(Tasklist tasklist) {
    assertThat(Browser.errors(tasklist.page()).stream().filter(error -> !error.contains("status of 400")).toList()).isEmpty();
  }
}
