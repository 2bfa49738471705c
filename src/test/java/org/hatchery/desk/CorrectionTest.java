package org.hatchery.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.hatchery.HatcheryTest;
import org.hatchery.Story;
import org.hatchery.Visitor;
import org.hatchery.engine.Outcome;
import org.hatchery.evaluation.EvaluationStory;
import org.hatchery.project.Area;
import org.hatchery.project.SampleProjects;
import org.hatchery.project.Stage;
import org.hatchery.project.Timeline;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What an administrator corrects by hand needs a reason and stands in the timeline; Cockpit's own ways are refused. */
@HatcheryTest
class CorrectionTest {

  @LocalServerPort int port;
  @Autowired Story story;
  @Autowired EvaluationStory evaluation;
  @Autowired SampleProjects samples;
  @Autowired RuntimeService runtime;
  @Autowired TaskService tasks;
  @Autowired ManagementService management;
  @Autowired RepositoryService repository;
  @Autowired Timeline timeline;

  @Test
  void aTaskIsGivenToSomebodyElseWhoMayDoIt() {
    String number = begin();
    Task task = story.task(number, "screenProposal");
    List<String> clerks = candidates(task);
    story.as(clerks.get(0), () -> {
      tasks.claim(task.getId(), clerks.get(0));
      return null;
    });

    assertThat(give(task, "", "").body()).contains("请填写“理由”");
    assertThat(give(task, "zc.clerk", "经办人病假").body()).contains("“改由谁办”只能选能办这项任务的人");
    assertThat(story.task(number, "screenProposal").getAssignee()).isEqualTo(clerks.get(0));

    HttpResponse<String> back = give(task, "", "经办人病假");
    assertThat(back.statusCode()).as(back.body()).isEqualTo(200);
    assertThat(story.task(number, "screenProposal").getAssignee()).isNull();
    assertThat(give(task, "", "再放一次").body()).contains("这项任务本来就待认领");
    assertThat(give(task, clerks.get(0), "请他来办").statusCode()).isEqualTo(200);

    assertThat(story.task(number, "screenProposal").getAssignee()).isEqualTo(clerks.get(0));
    assertThat(timeline.of(number)).extracting(Timeline.Entry::reason).contains("经办人病假", "请他来办").doesNotContain("再放一次");
    assertThat(timeline.of(number)).filteredOn(e -> e.reason().equals("请他来办")).singleElement()
        .satisfies(entry -> {
          assertThat(entry.person()).isEqualTo("admin");
          assertThat(entry.said()).contains("“形式审查”由管理员改由");
        });
  }

  @Test
  void whoDidAnEarlierStepIsNotGivenTheTask() {
    String number = begin();
    evaluation.accept(number);
    evaluation.score(number, 0.8);
    Task task = story.task(number, "signConclusion");
    String signer = candidates(task).get(0);
    timeline.add(number, "screenProposal", "形式审查", signer, Set.of(), Outcome.of("accept", "受理"));

    HttpResponse<String> refused = give(task, signer, "只有他在");

    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(refused.body()).contains("按回避要求不能再办这一步");
    assertThat(story.task(number, "signConclusion").getAssignee()).isNull();
  }

  @Test
  void aCaseIsMovedBackToAnEarlierTaskAndTheGroupDoesNotReadOfIt() {
    String number = begin();
    evaluation.accept(number);
    evaluation.score(number, 0.8);
    Task task = story.task(number, "signConclusion");

    assertThat(post(task, "move", Map.of("task", task.getId(), "to", "nowhere", "reason", "应先会商")).body())
        .contains("“移到”只能选同一流程图里的另一项任务");
    HttpResponse<String> moved = post(task, "move", Map.of("task", task.getId(), "to", "agreeScore", "reason", "应先会商"));

    assertThat(moved.statusCode()).as(moved.body()).isEqualTo(200);
    assertThat(story.open(number)).containsExactly("agreeScore");
    assertThat(timeline.of(number)).filteredOn(e -> e.reason().equals("应先会商")).singleElement()
        .satisfies(entry -> assertThat(entry.said()).contains("从“签署入库结论”移到"));
    assertThat(Visitor.signedIn(port, "yijian.leader").get("/desk/cases/" + number).body()).doesNotContain("应先会商");
    assertThat(Visitor.signedIn(port, "gangshan.clerk").get("/desk/cases/" + number).body()).contains("应先会商");
    assertThat(post(task, "move", Map.of("task", task.getId(), "to", "agreeScore", "reason", "再来")).body())
        .contains("这项任务已经办结或取消");
  }

  @Test
  void aStepThatIsStuckIsTriedAgain() {
    String key = "testStuck" + UUID.randomUUID().toString().replace("-", "");
    String number = "TRIAL-" + UUID.randomUUID();
    String deployment =
        repository.createDeployment()
            .addModelInstance(key + ".bpmn",
                Bpmn.createExecutableProcess(key).name("试卡").camundaHistoryTimeToLive(1).startEvent()
                    .serviceTask("testStep").name("发出通知").camundaAsyncBefore().camundaExpression("${1 + 1}").endEvent().done())
            .deploy().getId();
    try {
      String id = runtime.startProcessInstanceByKey(key, number).getId();
      Job job = management.createJobQuery().processInstanceId(id).singleResult();
      management.setJobRetries(job.getId(), 0);
      Visitor admin = Visitor.signedIn(port, "admin");
      String page = "/desk/administration/corrections/" + id;
      assertThat(admin.get("/desk/administration/incidents").body()).contains(number, "发出通知", "试卡");
      assertThat(admin.get(page).body()).contains("卡住的步骤：发出通知");

      assertThat(admin.form(page, page + "/retry", Map.of("job", job.getId(), "reason", "")).body()).contains("请填写“理由”");
      assertThat(management.createJobQuery().jobId(job.getId()).singleResult().getRetries()).isZero();
      admin.form(page, page + "/retry", Map.of("job", job.getId(), "reason", "邮件服务器已修好"));

      assertThat(management.createJobQuery().jobId(job.getId()).singleResult().getRetries()).isEqualTo(1);
      assertThat(runtime.createIncidentQuery().processInstanceId(id).count()).isZero();
      assertThat(timeline.of(number)).singleElement()
          .satisfies(entry -> assertThat(entry.reason()).isEqualTo("邮件服务器已修好"));
      assertThat(admin.form("/logout", page + "/retry", Map.of("job", job.getId(), "reason", "再来")).body()).contains("已不再卡住");
      management.executeJob(job.getId());
      assertThat(admin.get(page).statusCode()).isEqualTo(404);
    } finally {
      repository.deleteDeployment(deployment, true);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "POST, process-instance/INSTANCE/modification", "POST, modification/execute", "POST, migration/execute",
    "POST, migration/executeAsync", "POST, process-definition/evaluation:1/restart", "PUT, job/x/retries", "POST, job/retries",
    "POST, process-instance/job-retries", "PUT, process-instance/INSTANCE/variables/x", "POST, process-instance/INSTANCE/variables",
    "POST, task/TASK/assignee", "POST, task/TASK/complete", "POST, message", "POST, process-instance/variables-async",
    "DELETE, process-instance/INSTANCE", "POST, process-instance/delete", "DELETE, process-instance/INSTANCE/variables/x"
  })
  void cockpitsOwnWaysAreRefusedAndSayWhereItIsDone(String method, String path) {
    String number = begin();
    Task task = story.task(number, "screenProposal");
    Visitor admin = Visitor.signedIn(port, "admin");
    String asked = path.replace("INSTANCE", task.getProcessInstanceId()).replace("TASK", task.getId());

    HttpResponse<String> answer = admin.engine(method, asked, method.equals("DELETE") ? null : "{\"userId\":\"zc.clerk\",\"retries\":1}");

    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(Visitor.message(answer)).containsAnyOf("“流程管理”", "“终止项目”");
    assertThat(story.open(number)).containsExactly("screenProposal");
  }

  @Test
  void nobodyElseCorrects() {
    String number = begin();
    Task task = story.task(number, "screenProposal");
    Visitor clerk = Visitor.signedIn(port, "gangshan.clerk");
    String page = "/desk/administration/corrections/" + task.getProcessInstanceId();
    assertThat(clerk.get(page).statusCode()).isEqualTo(403);
    for (String what : List.of("retry", "assignee", "move")) {
      assertThat(clerk.form("/desk/cases", page + "/" + what, Map.of("reason", "x")).statusCode()).as(what).isEqualTo(403);
    }
    assertThat(Visitor.signedIn(port, "admin").get("/desk/administration/corrections/none").statusCode()).isEqualTo(404);
  }

  private String begin() {
    String number = samples.inStage(Stage.EVALUATION, "yijian", Area.ELDERLY, "ZJ-CORRECT-" + UUID.randomUUID());
    runtime.startProcessInstanceByKey("evaluation", number);
    return number;
  }

  /** Whom the page offers for the task. */
  private List<String> candidates(Task task) {
    String page = Visitor.signedIn(port, "admin").get("/desk/administration/corrections/" + task.getProcessInstanceId()).body();
    return Pattern.compile("<option value=\"([a-z0-9.-]+)\"").matcher(page.replaceAll("(?s)name=\"to\".*", ""))
        .results().map(found -> found.group(1)).toList();
  }

  private HttpResponse<String> give(Task task, String person, String reason) {
    return post(task, "assignee", Map.of("task", task.getId(), "person", person, "reason", reason));
  }

  private HttpResponse<String> post(Task task, String what, Map<String, String> fields) {
    String page = "/desk/administration/corrections/" + task.getProcessInstanceId();
    return Visitor.signedIn(port, "admin").form(page, page + "/" + what, fields);
  }
}
