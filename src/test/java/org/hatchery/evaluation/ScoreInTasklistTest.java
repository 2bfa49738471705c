package org.hatchery.evaluation;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.WaitForSelectorState;
import org.camunda.bpm.engine.task.Task;
import org.hatchery.Browser;
import org.hatchery.HatcheryTest;
import org.hatchery.Story;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** A reviewer scores in Tasklist: the rubric comes as rows of a list that can be filled in, not changed. */
@HatcheryTest
class ScoreInTasklistTest {

  @Autowired Story story;
  @Autowired EvaluationStory evaluation;
  @Autowired Reviewers reviewers;
  @LocalServerPort int port;

  @Test
  void aReviewerFillsInTheRubricAndHandsItIn() {
    String project = evaluation.begin("yijian");
    evaluation.accept(project);
    Task task = story.tasks(project, "scoreProposal").get(0);
    Page page = Browser.page();
    try {
      page.navigate("http://127.0.0.1:" + port + "/go/task/" + task.getId());
      Browser.signIn(page, task.getAssignee());
      page.locator(".fjs-form").waitFor(new Locator.WaitForOptions().setTimeout(90_000));
      Locator points = page.getByLabel("得分");
      assertThat(points).hasCount(6);
      assertThat(page.getByLabel("评审项").first()).hasValue("需求真实性与紧迫性（满分 25）");
      assertThat(page.getByLabel("评审项").first()).not().isEditable();
      assertThat(page.locator(".fjs-form")).containsText("辖区 80 岁以上独居老人吃饭难");
      String[] given = {"22.5", "16", "12", "12", "12", "5"};
      for (int i = 0; i < given.length; i++) {
        points.nth(i).fill(given[i]);
      }
      // the form takes numbers when they are left, and draws itself anew
      page.waitForTimeout(600);
      page.getByLabel("评语").nth(5).pressSequentially("推广的办法还没有写");
      page.getByLabel("建议入库").check();
      page.getByLabel("提交评审").check();
      page.locator(".form-actions button").last().click();
      page.locator(".fjs-form").waitFor(
          new Locator.WaitForOptions().setState(WaitForSelectorState.HIDDEN).setTimeout(60_000));
      assertThat(reviewers.scores(project, 1))
          .extracting(score -> score.points().toPlainString())
          .containsExactly("22.5", "16.0", "12.0", "12.0", "12.0", "5.0");
      assertThat(reviewers.scores(project, 1).get(5).comment()).isEqualTo("推广的办法还没有写");
    } finally {
      Browser.screenshot(page, "score-proposal");
      page.context().close();
    }
  }
}
