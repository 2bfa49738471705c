package org.hatchery.desk;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.task.Task;
import org.hatchery.Browser;
import org.hatchery.HatcheryTest;
import org.hatchery.Story;
import org.hatchery.project.Area;
import org.hatchery.project.SampleProjects;
import org.hatchery.project.Stage;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The overview of tasks in Chromium: from Tasklist to three tasks claimed together, at a desk and on a telephone. */
@HatcheryTest
class TaskPagesBrowserTest {

  @LocalServerPort int port;
  @Autowired Story story;
  @Autowired SampleProjects samples;
  @Autowired RuntimeService runtime;
  @Autowired JdbcClient jdbc;

  private Page page;

  @Test
  void threeTasksAreClaimedTogether() {
    for (boolean phone : new boolean[] {false, true}) {
      String title = "社区助餐 " + UUID.randomUUID().toString().substring(0, 8);
      List<Task> three = IntStream.range(0, 3).mapToObj(i -> screening(title)).toList();
      String size = phone ? "-phone" : "";
      page = phone ? Browser.phone() : Browser.page();
      page.navigate("http://127.0.0.1:" + port + "/login");
      Browser.signIn(page, "gangshan-c1.clerk");
      if (phone) {
        page.navigate("http://127.0.0.1:" + port + "/desk/tasks");
      } else {
        page.locator(".task-filters .name a").filter(new Locator.FilterOptions().setHasText("待认领")).click();
        page.locator(".tasks-list .task").first().waitFor();
        Browser.screenshot(page, "tasks-tasklist");
        page.getByText("任务总览").click();
      }
      assertThat(page.locator("h1")).hasText("任务总览");
      page.locator(".tabs a").filter(new Locator.FilterOptions().setHasText("待认领")).click();
      page.locator("#q").fill(title);
      page.locator(".search button").click();
      assertThat(page.locator(".tabs a[aria-current]")).containsText("待认领");
      for (Task task : three) {
        page.locator("input[value='" + task.getId() + "']").check();
      }
      assertThat(page.locator("[data-chosen]")).hasText("已选 3 项。");
      seen("tasks-list" + size);
      page.getByText("认领所选").click();
      assertThat(page.locator("h1")).hasText("认领 3 项任务：确认前请看一遍");
      seen("tasks-preview" + size);
      page.getByText("确认认领 3 项").click();
      assertThat(page.locator("h1")).hasText("认领的结果");
      assertThat(page.locator(".good")).hasText("办理完了：已认领 3 项。");
      seen("tasks-result" + size);
      three.forEach(
          task -> assertThat(story.whoHas(task("gangshan-c1.clerk", task))).containsExactly("gangshan-c1.clerk"));
      page.getByText("回到任务总览").click();
      page.locator("#q").fill("没有这样的事");
      page.locator(".search button").click();
      assertThat(page.locator("main")).containsText(Pattern.compile("没有编号、事项、队伍或社区含“没有这样的事”的任务"));
      seen("tasks-nothing" + size);
      assertThat(Browser.errors(page)).isEmpty();
      page.context().close();
    }
  }

  private void seen(String name) {
    assertThat((Integer) page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))
        .as("%s fits the width", name)
        .isZero();
    Browser.screenshot(page, name);
  }

  private Task task(String user, Task task) {
    return story.taskOf(user, number(task), "screenProposal");
  }

  private String number(Task task) {
    return runtime.createProcessInstanceQuery().processInstanceId(task.getProcessInstanceId()).singleResult().getBusinessKey();
  }

  private Task screening(String title) {
    String number = samples.inStage(Stage.EVALUATION, "yijian", Area.DAILY, "ZJ-TASKS-" + UUID.randomUUID());
    jdbc.sql("update hatchery.project set title = :title where case_number = :number")
        .param("title", title)
        .param("number", number)
        .update();
    runtime.startProcessInstanceByKey("evaluation", number);
    return story.task(number, "screenProposal");
  }
}
