package org.hatchery.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.RuntimeService;
import org.hatchery.HatcheryTest;
import org.hatchery.Story;
import org.hatchery.Visitor;
import org.hatchery.evaluation.EvaluationStory;
import org.hatchery.project.Area;
import org.hatchery.project.Documents;
import org.hatchery.project.Project;
import org.hatchery.project.Projects;
import org.hatchery.project.SampleProjects;
import org.hatchery.project.Stage;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The page of a case and the library, over HTTP. */
@HatcheryTest
class CasePagesTest {

  private static final byte[] PDF = SampleFiles.pdf();

  @LocalServerPort int port;
  @Autowired Story story;
  @Autowired EvaluationStory evaluation;
  @Autowired SampleProjects samples;
  @Autowired Projects projects;
  @Autowired Documents documents;
  @Autowired RuntimeService runtime;

  @Test
  void whoWorksInTheCasesOrganisationsOrAboveSeesIt() {
    String number = samples.inStage(Stage.INCUBATION, "yijian");
    for (String user :
        List.of(
            "yijian.leader", "yijian.member1", "gangshan-c1.clerk", "gangshan-c1.signer", "gangshan-center.clerk",
            "gangshan.clerk", "gangshan.supervisor", "zc.clerk", "zc.supervisor", "admin")) {
      HttpResponse<String> page = Visitor.signedIn(port, user).get("/desk/cases/" + number);
      assertThat(page.statusCode()).as(user).isEqualTo(200);
      assertThat(page.body()).contains("幸福食光·情暖夕阳", "周末义剪志愿服务队", "钢山社区", "扶老助残", "经过", "案卷材料");
    }
    for (String user :
        List.of(
            "wenxin.leader", "gangshan-c2.clerk", "qianquan.clerk", "fushan-center.mentor1", "gangshan-center.mentor1",
            "zc.expert1", "gangshan.expert1")) {
      HttpResponse<String> page = Visitor.signedIn(port, user).get("/desk/cases/" + number);
      assertThat(page.statusCode()).as(user).isEqualTo(403);
      assertThat(page.body()).contains("没有权限").doesNotContain("幸福食光");
    }
    assertThat(new Visitor(port).get("/desk/cases/" + number).headers().firstValue("Location").orElse(""))
        .endsWith("/login");
    assertThat(Visitor.signedIn(port, "admin").get("/desk/cases/SB-NONE-2026-9999").statusCode()).isEqualTo(404);
  }

  @Test
  void theNumberOfTheLibraryLeadsToTheSamePage() {
    String number = samples.inStage(Stage.INCUBATION, "yijian");
    Project project = projects.get(number);
    assertThat(
            Visitor.signedIn(port, "gangshan.clerk")
                .get("/desk/cases/" + project.number())
                .headers()
                .firstValue("Location")
                .orElse(""))
        .endsWith("/desk/cases/" + number);
  }

  @Test
  void contactsAreSeenByWhoMustActOnThem() {
    String number = samples.inStage(Stage.INCUBATION, "yijian");
    assertThat(Visitor.signedIn(port, "gangshan-c1.clerk").get("/desk/cases/" + number).body())
        .contains("13800001234", "张敏");
    assertThat(Visitor.signedIn(port, "yijian.leader").get("/desk/cases/" + number).body()).contains("13800001234");
    assertThat(Visitor.signedIn(port, "zc.supervisor").get("/desk/cases/" + number).body())
        .contains("138****1234", "张**")
        .doesNotContain("13800001234");
  }

  @Test
  void nobodyReadsScoresBeforeTheNoticeButWhoHandlesThem() {
    String number =
        samples.inStage(Stage.EVALUATION, "xiyang", Area.ELDERLY, "ZJ-CASE-" + UUID.randomUUID());
    runtime.startProcessInstanceByKey("evaluation", number);
    evaluation.accept(number);
    story.runJobs();
    String reviewer = story.tasks(number, "scoreProposal").get(0).getAssignee();
    Visitor expert = Visitor.signedIn(port, reviewer);
    Visitor leader = Visitor.signedIn(port, "xiyang.leader");

    assertThat(leader.get("/desk/cases/" + number).body())
        .contains("受理", "在公示或告知之后才在这里显示")
        .doesNotContain("抽取评审", "专家评审");
    HttpResponse<String> asked = expert.get("/desk/cases/" + number);
    assertThat(asked.statusCode()).isEqualTo(200);
    assertThat(asked.body()).contains("专家评审").doesNotContain("name=\"file\"");

    evaluation.score(number, 0.8);
    evaluation.sign(number, "admit");

    assertThat(Visitor.signedIn(port, "qianquan.clerk").get("/desk/cases/" + number).body())
        .contains("抽取评审", "提交评审", "签署结论");
    // the only project of its call: its notice is up at once
    assertThat(leader.get("/desk/cases/" + number).body()).contains("一并公示", "签署结论");
  }

  @Test
  void anExpertWhoStandsBackSeesTheCaseNoMore() {
    String number =
        samples.inStage(Stage.EVALUATION, "xiyang", Area.ELDERLY, "ZJ-CASE-" + UUID.randomUUID());
    runtime.startProcessInstanceByKey("evaluation", number);
    evaluation.accept(number);
    story.runJobs();
    String reviewer = story.tasks(number, "scoreProposal").get(0).getAssignee();
    story.submit(
        reviewer,
        story.taskOf(reviewer, number, "scoreProposal"),
        Map.of("decision", "avoid", "reason", "曾与该队负责人同事"));
    assertThat(Visitor.signedIn(port, reviewer).get("/desk/cases/" + number).statusCode()).isEqualTo(403);
  }

  @Test
  void documentsGoInAndComeOutAsTheyWere() throws IOException {
    String number = samples.inStage(Stage.INCUBATION, "yijian");
    Visitor leader = Visitor.signedIn(port, "yijian.leader");

    HttpResponse<String> added = upload(leader, number, "活动照片 “一”.pdf", PDF);

    assertThat(added.statusCode()).as(added.body()).isEqualTo(302);
    Documents.Document document = documents.of(number).get(0);
    assertThat(document.name()).isEqualTo("活动照片 “一”.pdf");
    assertThat(document.mediaType()).isEqualTo("application/pdf");
    assertThat(document.sha256()).hasSize(64);
    assertThat(leader.get("/desk/cases/" + number).body()).contains("活动照片 “一”.pdf", "徐美容", document.sha256());

    Visitor clerk = Visitor.signedIn(port, "gangshan-c1.clerk");
    HttpResponse<String> download = clerk.get("/desk/documents/" + document.id());
    assertThat(documents.content(document)).isEqualTo(PDF);
    assertThat(download.headers().firstValue("Content-Type")).hasValue("application/pdf");
    assertThat(download.headers().firstValue("Content-Disposition").orElse(""))
        .startsWith("attachment;")
        .contains("filename*=UTF-8''");
    assertThat(download.headers().allValues("X-Content-Type-Options")).containsOnly("nosniff");
    assertThat(Visitor.signedIn(port, "wenxin.leader").get("/desk/documents/" + document.id()).statusCode())
        .isEqualTo(403);
    assertThat(leader.get("/desk/documents/" + UUID.randomUUID()).statusCode()).isEqualTo(404);
    assertThat(leader.get("/desk/documents/1").statusCode()).isEqualTo(404);
  }

  @Test
  void badFilesAreRefusedWithTheReason() throws IOException {
    String number = samples.inStage(Stage.INCUBATION, "yijian");
    Visitor leader = Visitor.signedIn(port, "yijian.leader");
    assertThat(problem(upload(leader, number, "病毒.pdf", new byte[] {'M', 'Z', 0, 1}))).contains("类型不能上传", "PDF、PNG");
    assertThat(problem(upload(leader, number, "页面.html", "<script>alert(1)</script>".getBytes(StandardCharsets.UTF_8))))
        .contains("内容与扩展名不符");
    assertThat(problem(upload(leader, number, "图.png", PDF))).contains("内容与扩展名不符");
    assertThat(problem(upload(leader, number, "空.pdf", new byte[0]))).contains("是空的");
    assertThat(problem(upload(leader, number, "", PDF))).contains("请先选择要上传的文件");
    assertThat(problem(upload(leader, number, "x".repeat(250) + ".pdf", PDF))).contains("文件名应为 1 到 200 个字");
    byte[] large = new byte[Documents.LARGEST + 1];
    System.arraycopy(PDF, 0, large, 0, PDF.length);
    HttpResponse<String> tooLarge = upload(leader, number, "大.pdf", large);
    assertThat(tooLarge.statusCode()).isIn(400, 413);
    assertThat(tooLarge.body()).contains("20 MB");
    assertThat(upload(Visitor.signedIn(port, "wenxin.leader"), number, "别人的.pdf", PDF).statusCode()).isEqualTo(403);
    assertThat(documents.of(number)).isEmpty();

    upload(leader, number, "../../../etc/passwd.pdf", PDF);
    assertThat(documents.of(number)).extracting(Documents.Document::name).containsExactly("passwd.pdf");
  }

  @Test
  void aSupervisorReadsOnly() throws IOException {
    String number = samples.inStage(Stage.INCUBATION, "yijian");
    Visitor supervisor = Visitor.signedIn(port, "gangshan.supervisor");
    assertThat(supervisor.get("/desk/cases/" + number).body()).doesNotContain("name=\"file\"");
    assertThat(upload(supervisor, number, "材料.pdf", PDF).statusCode()).isIn(400, 403);
    assertThat(documents.of(number)).isEmpty();
  }

  @Test
  void theLibraryIsSearchedByEverybodyAndLeadsOnWhereOneMay() {
    String own = samples.inStage(Stage.INCUBATION, "yijian");
    String other = samples.inStage(Stage.OPERATION, "xiyang", Area.HEALTH, "ZJ-CASE");
    samples.inStage(Stage.EVALUATION, "yijian");
    Visitor clerk = Visitor.signedIn(port, "gangshan-c1.clerk");

    String all = clerk.get("/desk/library").body();
    assertThat(all).contains(projects.get(own).number(), projects.get(other).number(), "情暖夕阳志愿服务队");
    assertThat(all).contains("/desk/cases/" + own).doesNotContain("/desk/cases/" + other);
    String found = clerk.get("/desk/library?q=" + projects.get(other).number().toLowerCase() + "&area=HEALTH").body();
    assertThat(found).contains(projects.get(other).number()).doesNotContain(projects.get(own).number());
    assertThat(clerk.get("/desk/library?q=%3Cscript%3E&stage=NONE").body()).contains("没有符合条件的项目").doesNotContain("<script>");

    String mine = clerk.get("/desk/cases").body();
    assertThat(mine).contains("/desk/cases/" + own).doesNotContain(other);
    assertThat(Visitor.signedIn(port, "zc.expert2").get("/desk/cases").body()).doesNotContain("/desk/cases/" + own);
  }

  @Test
  void theCaseStandsBesideTheFormOfATask() {
    String request = story.start("yijian.leader", "withdrawal", Map.of());
    String task = story.task(request, "writeWithdrawal").getId();
    HttpResponse<String> part = Visitor.signedIn(port, "yijian.leader").get("/desk/tasks/" + task + "/case");
    assertThat(part.statusCode()).isEqualTo(200);
    assertThat(part.body()).contains("正在办理", "撤回项目", "案卷材料").doesNotContain("<html", "<header");
    assertThat(Visitor.signedIn(port, "wenxin.leader").get("/desk/tasks/" + task + "/case").statusCode())
        .as("as if there were no such task")
        .isEqualTo(404);
    assertThat(Visitor.signedIn(port, "yijian.leader").get("/desk/tasks/none/case").statusCode()).isEqualTo(404);
  }

  /** As beside the form of a task. */
  static HttpResponse<String> uploadInTasklist(Visitor visitor, String number, String name, byte[] content)
      throws IOException {
    return upload(visitor, number, name, content, "&part=file");
  }

  static String problem(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).isEqualTo(400);
    Matcher problem = Pattern.compile("role=\"alert\">([^<]+)<").matcher(answer.body());
    assertThat(problem.find()).as(answer.body()).isTrue();
    return problem.group(1);
  }

  /** Sends the form of the page; where the page has none, with the token of another. */
  static HttpResponse<String> upload(Visitor visitor, String number, String name, byte[] content)
      throws IOException {
    return upload(visitor, number, name, content, "");
  }

  private static HttpResponse<String> upload(
      Visitor visitor, String number, String name, byte[] content, String more) throws IOException {
    String page = visitor.get("/desk/cases/" + number).body();
    Matcher token = Pattern.compile("_csrf=([^\"&]+)\"").matcher(page);
    String query = token.find() ? "?_csrf=" + token.group(1) + more : "";
    String boundary = "----hatchery";
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    body.write(
        ("--" + boundary + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + name
                + "\"\r\nContent-Type: application/octet-stream\r\n\r\n")
            .getBytes(StandardCharsets.UTF_8));
    body.write(content);
    body.write(("\r\n--" + boundary + "--\r\n").getBytes(StandardCharsets.UTF_8));
    return visitor.send(
        visitor.request("/desk/cases/" + number + "/documents" + query)
            .header("Content-Type", "multipart/form-data; boundary=" + boundary)
            .header("Accept", "text/html")
            .POST(HttpRequest.BodyPublishers.ofByteArray(body.toByteArray())));
  }
}
