package org.hatchery.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.hatchery.Browser;
import org.hatchery.HatcheryTest;
import org.hatchery.Story;
import org.hatchery.project.Dossier;
import org.hatchery.project.Projects;
import org.hatchery.project.SampleProjects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** The forms of screening and conclusion with Chinese text of real length, at a desk and on a telephone: nothing is cut off. */
@HatcheryTest
class FormsOfEvaluationBrowserTest {

  private static final String TITLE = "“幸福食光·情暖夕阳”钢山街道高龄独居老人助餐送餐与陪伴志愿服务项目（第二期）";
  private static final String SENTENCE = "每周三、周六在社区助餐点集中供餐，行动不便的由志愿者送餐上门；每餐记录身体和情绪情况，异常及时报社区。";

  @LocalServerPort int port;
  @Autowired Story story;
  @Autowired EvaluationStory evaluation;
  @Autowired Projects projects;
  @Autowired TaskService tasks;
  @Autowired JdbcClient jdbc;
  @Autowired TransactionTemplate transaction;

  @AfterEach
  void forgetSanctions() {
    jdbc.sql("delete from hatchery.sanction where basis like '测试%'").update();
  }

  @Test
  void nothingIsCutOffWhileAProposalIsScreenedCorrectedRefusedAndReconsidered() {
    String project = longProject();
    jdbc.sql("insert into hatchery.sanction (organisation, kind, basis, since) values ('wenxin', 'GRAVE', :basis, '2025-01-01')")
        .param("basis", "测试：" + "未经许可以志愿服务名义向居民收取费用，经市民政局、市场监督管理局联合调查属实并行政处罚。".repeat(4))
        .update();
    look("gangshan-c2.clerk", project, "screenProposal", "决定");
    onlyWhatTheDecisionNeedsIsAsked(project);
    story.submit(
        "gangshan-c2.clerk", project, "screenProposal", Map.of("decision", "correct", "corrections", "补".repeat(1000)));
    look("wenxin.leader", project, "correctProposal", "决定");
    evaluationBackToScreening(project);
    story.submit("gangshan-c2.clerk", project, "screenProposal", Map.of("decision", "refuse", "reason", text(1000)));
    look("wenxin.leader", project, "contestRefusal", "决定");
    story.submit("wenxin.leader", project, "contestRefusal", Map.of("decision", "ask", "grounds", text(2000)));
    look("gangshan.signer", project, "reconsiderRefusal", "复核决定");
  }

  @Test
  void nothingIsCutOffWhileAProposalIsConcludedAndRevised() {
    String project = longProject();
    evaluation.accept(project);
    List<Task> seats = story.tasks(project, "scoreProposal");
    for (Task seat : seats) {
      List<Map<String, Object>> rows =
          evaluation.rows(0.7).stream()
              .map(row -> Map.<String, Object>of("criterion", row.get("criterion"), "points", row.get("points"), "comment", text(300)))
              .toList();
      story.submit(
          seat.getAssignee(), seat,
          Map.of("decision", "submit", "recommendation", "revise", "sheet", org.camunda.spin.Spin.JSON(rows)));
    }
    look("gangshan.signer", project, "signConclusion", "结论");
    story.submit("gangshan.signer", project, "signConclusion", Map.of("decision", "revise", "asked", text(1000)));
    look("wenxin.leader", project, "reviseProposal", "决定");
  }

  private void evaluationBackToScreening(String project) {
    Dossier dossier = projects.dossier(project);
    DossierForm form = DossierForm.of(dossier);
    Map<String, Object> fields = new java.util.HashMap<>(form.prefill());
    fields.put("decision", "submit");
    fields.put("budget", org.camunda.spin.Spin.JSON(List.of(Map.of("purpose", text(200), "amount", 20000.5))));
    fields.put("attachments", org.camunda.spin.Spin.JSON(List.of(Map.of("name", text(200)))));
    story.submit("wenxin.leader", project, "correctProposal", fields);
  }

  private String longProject() {
    String project = evaluation.begin("wenxin");
    jdbc.sql("update hatchery.project set title = :title where case_number = :c").param("title", TITLE).param("c", project).update();
    Dossier sample = SampleProjects.dossier();
    transaction.executeWithoutResult(
        status ->
            projects.revise(
                project,
                new Dossier(
                    text(2000), text(1000), text(2000), text(2000),
                    List.of(new Dossier.BudgetLine(text(200), 99_999_999_99L), new Dossier.BudgetLine("保温箱和餐具", 500_000)),
                    12, text(2000), text(2000), "", sample.contact(), sample.phone(), List.of(text(200), "W".repeat(200), "预算明细")),
                "wenxin.leader"));
    return project;
  }

  private static String text(int length) {
    return SENTENCE.repeat(length / SENTENCE.length() + 1).substring(0, length);
  }

  private void onlyWhatTheDecisionNeedsIsAsked(String project) {
    Task task = story.task(project, "screenProposal");
    Page page = Browser.page();
    try {
      open(page, "gangshan-c2.clerk", task);
      page.getByText("认领", new Page.GetByTextOptions().setExact(true)).first().click();
      Locator form = page.locator(".fjs-form");
      List<String> asked = List.of("与规则提示不同的理由", "补正内容", "不予受理的理由");
      for (String decision : List.of("受理", "退回补正", "不予受理")) {
        form.getByLabel(decision, new Locator.GetByLabelOptions().setExact(true)).check();
        String wanted = asked.get(List.of("受理", "退回补正", "不予受理").indexOf(decision));
        form.locator("textarea").first().waitFor();
        com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat(form.locator("textarea")).hasCount(1);
        com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat(form.getByLabel(wanted)).isVisible();
      }
    } finally {
      page.context().close();
    }
    tasks.setAssignee(task.getId(), null);
  }

  private void open(Page page, String user, Task task) {
    page.setDefaultTimeout(90_000);
    page.navigate("http://127.0.0.1:" + port + "/go/task/" + task.getId());
    Browser.signIn(page, user);
    page.locator(".fjs-form").waitFor(new Locator.WaitForOptions().setTimeout(90_000));
  }

  /** Opens the task at a desk, then as on a telephone; keeps pictures. */
  private void look(String user, String project, String taskId, String lastLabel) {
    Task task = story.task(project, taskId);
    Page page = Browser.page();
    try {
      open(page, user, task);
      page.locator(".fjs-form").getByText(lastLabel).first().waitFor();
      whole(page, taskId + "-desk");
      page.setViewportSize(390, 844);
      whole(page, taskId + "-telephone");
    } finally {
      page.context().close();
    }
  }

  private void whole(Page page, String name) {
    // Tasklist moves its columns to their new places
    page.waitForFunction("() => document.getAnimations().every(one => one.playState !== 'running')");
    Browser.screenshot(page, "long-" + name);
    assertThat(Browser.cut(page, ".fjs-form")).as("%s: cut off", name).isEmpty();
    assertThat(page.locator(".fjs-form").innerText()).contains(TITLE);
  }
}
