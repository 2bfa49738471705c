package org.hatchery.desk;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.identity.User;
import org.camunda.bpm.engine.task.Task;
import org.hatchery.HatcheryTest;
import org.hatchery.Story;
import org.hatchery.Visitor;
import org.hatchery.audit.Audit;
import org.hatchery.audit.AuditChain;
import org.hatchery.audit.AuditKind;
import org.hatchery.engine.HumanTask;
import org.hatchery.organisation.Appointments;
import org.hatchery.organisation.Role;
import org.hatchery.project.Documents;
import org.hatchery.project.SampleProjects;
import org.hatchery.project.Stage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;

/** What people do is found in the audit, over HTTP: signing in, being refused, reading contacts, taking files, changing rights. */
@HatcheryTest
class AuditPagesTest {

  @LocalServerPort int port;
  @Autowired Story story;
  @Autowired SampleProjects samples;
  @Autowired Documents documents;
  @Autowired Appointments appointments;
  @Autowired IdentityService identity;
  @Autowired RuntimeService runtime;
  @Autowired AuditChain chain;
  @Autowired AuditWatch watch;
  @Autowired JdbcClient jdbc;
  @Autowired Audit audit;
  @Autowired ApplicationContext context;

  private record Entry(String who, String kind, String what, String caseNumber, String details, String address) {}

  private long before;

  @BeforeEach
  void fromHere() {
    before = chain.head().map(AuditChain.Mark::number).orElse(0L);
  }

  private List<Entry> entries(AuditKind kind, String who) {
    return jdbc.sql(
            "select who, kind, what, case_number, details, address from hatchery.audit"
                + " where number > :before and kind = :kind and who is not distinct from :who order by number")
        .param("before", before)
        .param("kind", kind.name())
        .param("who", who, java.sql.Types.VARCHAR)
        .query(Entry.class)
        .list();
  }

  @Test
  void signingInFailingWaitingAndLeaving() {
    String account = account();
    Visitor visitor = new Visitor(port, "198.51.100.61");
    visitor.signIn(account, "wrong");
    visitor.signIn("secret-typed-into-the-wrong-field", "hatchery");
    visitor.signIn(account, "hatchery");
    visitor.form("/logout", "/logout", Map.of());
    Visitor webapp = Visitor.signedIn(port, account);
    webapp.api("POST", "/camunda/api/admin/auth/user/default/logout", "{}");
    for (int i = 0; i < 7; i++) {
      new Visitor(port, "198.51.100.61").signIn(account, "wrong");
    }

    assertThat(entries(AuditKind.SIGN_IN, account)).hasSize(2).first()
        .isEqualTo(new Entry(account, "SIGN_IN", "账号 " + account, null, "用密码", "198.51.100.61"));
    assertThat(entries(AuditKind.SIGN_OUT, account)).hasSize(2);
    assertThat(entries(AuditKind.SIGN_IN_FAILED, null)).filteredOn(e -> "198.51.100.61".equals(e.address()))
        .extracting(Entry::what).containsOnly("账号 " + account, "没有的账号").hasSize(7);
    assertThat(entries(AuditKind.SIGN_IN_PAUSED, null)).filteredOn(e -> "198.51.100.61".equals(e.address())).hasSize(1);
    identity.deleteUser(account);
    jdbc.sql("delete from hatchery.sign_in_failure").update();
  }

  @Test
  void whatIsRefusedWhereverItIsRefused() {
    String number = samples.inStage(Stage.INCUBATION, "yijian");
    Visitor other = Visitor.signedIn(port, "wenxin.leader");
    other.get("/desk/cases/" + number);
    other.get("/desk/cases/" + number);
    other.get("/desk/administration");
    other.engine("GET", "deployment", null);
    other.engine("POST", "task/none/claim", "{\"userId\":\"yijian.leader\"}");
    other.get("/camunda/app/cockpit/default/");
    String task = story.task(story.start("yijian.leader", "withdrawal", Map.of()), "writeWithdrawal").getId();
    other.get("/desk/tasks/" + task + "/case");
    new Visitor(port, "198.51.100.62").send(new Visitor(port).request("/login").header("X-Forwarded-For", "198.51.100.62")
        .POST(java.net.http.HttpRequest.BodyPublishers.ofString("user=admin")));

    List<Entry> refused = entries(AuditKind.REFUSED, "wenxin.leader");
    assertThat(refused).extracting(Entry::what)
        .containsExactly(
            "GET /desk/cases/" + number, "GET /desk/administration", "GET /camunda/api/engine/engine/default/deployment",
            "POST /camunda/api/engine/engine/default/task/none/claim", "GET /camunda/app/cockpit/default/", "任务 " + task);
    assertThat(refused.get(0).caseNumber()).isEqualTo(number);
    assertThat(entries(AuditKind.REFUSED, null)).extracting(Entry::address).contains("198.51.100.62");
  }

  @Test
  void readingAContactAndTakingAFile() {
    String number = samples.inStage(Stage.INCUBATION, "yijian");
    String paper = documents.add(number, "走访 13800001234.txt", "text/plain", "走访".getBytes(), "yijian.leader").id().toString();
    Visitor clerk = Visitor.signedIn(port, "gangshan-c1.clerk");
    clerk.get("/desk/cases/" + number);
    clerk.get("/desk/documents/" + paper);
    Visitor.signedIn(port, "gangshan.supervisor").get("/desk/cases/" + number);

    assertThat(entries(AuditKind.READ, "gangshan-c1.clerk"))
        .contains(new Entry("gangshan-c1.clerk", "READ", "案卷", number, "联系人和电话，完整显示", "127.0.0.1"));
    assertThat(entries(AuditKind.READ, "gangshan.supervisor")).extracting(Entry::details).contains("联系人和电话，遮盖显示");
    assertThat(entries(AuditKind.EXPORT, "gangshan-c1.clerk")).singleElement()
        .satisfies(e -> assertThat(e.what() + e.caseNumber()).isEqualTo("材料 " + paper + number));
  }

  /** None of ours is one so far, but whoever adds an export need not think of it. */
  @Test
  void everyAnswerThatIsAFileIsAnExport() throws Exception {
    MockHttpServletRequest request = new MockHttpServletRequest("GET", "/desk/some/list.csv");
    request.setServletPath("/desk/some/list.csv");
    request.getSession().setAttribute(
        HttpSessionSecurityContextRepository.SPRING_SECURITY_CONTEXT_KEY,
        new SecurityContextImpl(UsernamePasswordAuthenticationToken.authenticated("gangshan.clerk", null, List.of())));
    MockHttpServletResponse response = new MockHttpServletResponse();
    new RecordedAnswers(audit).doFilter(
        request, response, (asked, answer) -> ((HttpServletResponse) answer).setHeader("Content-Disposition", "attachment; filename=\"a.csv\""));

    assertThat(entries(AuditKind.EXPORT, "gangshan.clerk")).extracting(Entry::what).containsExactly("/desk/some/list.csv");
  }

  /** Forms with such fields, and classes that read such data, say so; these do not show it to anybody who did not type it. */
  @Test
  void everyFormThatShowsAContactSaysSo() throws IOException {
    Set<String> known =
        Set.of(
            "recordObjection", // empty fields to be filled in
            "decideReconsideration", // the group's own leader, by name
            "ruleNeed", // leaves the contact out
            "scoreVisit"); // masked
    Pattern personal = Pattern.compile("\\.(phone|contact|contactName|email|objector)\\(\\)|\\binFull\\(|SortNeed\\.facts|DossierForm\\.of");
    Pattern field = Pattern.compile("\"key\": \"(phone|contact|contactName|email|objector)\"");
    for (Map.Entry<String, HumanTask> task : context.getBeansOfType(HumanTask.class).entrySet()) {
      Class<?> type = AopUtils.getTargetClass(task.getValue());
      Path source = Path.of("src/main/java", type.getName().replace('.', '/') + ".java");
      Path form = Path.of("forms", type.getPackageName().replaceFirst(".*\\.", ""), task.getKey() + ".form");
      if (!Files.exists(source) || !Files.exists(form)) {
        continue;
      }
      String show = Files.readString(source).replaceFirst("(?s).*Map<String, Object> show\\(", "").replaceFirst("(?s)\n  @Override.*", "");
      boolean shows = field.matcher(Files.readString(form)).find() || personal.matcher(show).find();
      assertThat(task.getValue().showsInFull().isEmpty()).as(task.getKey()).isEqualTo(!shows || known.contains(task.getKey()));
    }
  }

  @Test
  void openingAFormThatShowsAContact() {
    String number = samples.inStage(Stage.EVALUATION, "yijian");
    runtime.startProcessInstanceByKey("evaluation", number);
    Task task = story.task(number, "screenProposal");
    Visitor.signedIn(port, "gangshan-c1.clerk").engine("GET", "task/" + task.getId() + "/form-variables", null);
    // whoever runs the engine reaches the task but is shown nothing of it
    Visitor.signedIn(port, "admin").engine("GET", "task/" + task.getId() + "/form-variables", null);

    assertThat(entries(AuditKind.READ, "gangshan-c1.clerk")).singleElement()
        .isEqualTo(new Entry("gangshan-c1.clerk", "READ", "任务“形式审查”", number, "申报书全文，完整显示", "127.0.0.1"));
    assertThat(entries(AuditKind.READ, "admin")).extracting(Entry::caseNumber).doesNotContain(number);
  }

  @Test
  void changesOfAccountsAndRights() {
    String account = account();
    Visitor admin = Visitor.signedIn(port, "admin");
    HttpResponse<String> member = admin.engine("PUT", "group/gangshan%3Aclerk/members/" + account, "{}");
    assertThat(member.statusCode()).as(member.body()).isEqualTo(204);
    admin.engine("PUT", "user/" + account + "/credentials", "{\"password\":\"given-by-admin\",\"authenticatedUserPassword\":\"hatchery\"}");
    HttpResponse<String> right =
        admin.engine("POST", "authorization/create",
            "{\"type\":1,\"permissions\":[\"READ\"],\"userId\":\"" + account + "\",\"resourceType\":6,\"resourceId\":\"*\"}");
    admin.engine("DELETE", "authorization/" + Visitor.json(right).get("id").asText(), null);
    admin.engine("DELETE", "user/" + account, null);
    admin.engine("GET", "user/gangshan.clerk/profile", null);

    assertThat(entries(AuditKind.RIGHTS, null)).contains(new Entry(null, "RIGHTS", "账号 " + account, null, "开通账号", null));
    assertThat(entries(AuditKind.RIGHTS, "admin")).extracting(e -> e.what() + "：" + e.details())
        .contains("账号 " + account + "：加入用户组 gangshan:clerk", "账号 " + account + "：删除账号")
        .anyMatch(said -> said.startsWith("Authorization：Create") && said.contains("userId=" + account) && said.contains("permissions=READ"))
        .anyMatch(said -> said.startsWith("Authorization：Delete") && said.contains("userId=" + account));
    assertThat(entries(AuditKind.PASSWORD, "admin")).extracting(Entry::details).containsExactly("由别人设置密码");
    assertThat(entries(AuditKind.READ, "admin")).extracting(Entry::what).contains("账号 gangshan.clerk");

    appointments.appoint("wenxin.leader", "gangshan-c2", Role.SIGNER);
    appointments.dismiss("wenxin.leader", "gangshan-c2", Role.SIGNER);
    assertThat(entries(AuditKind.RIGHTS, null)).extracting(e -> e.what() + "：" + e.details())
        .contains("账号 wenxin.leader：加入用户组 gangshan-c2:signer", "账号 wenxin.leader：移出用户组 gangshan-c2:signer");
  }

  @Test
  void correctionsByHandWithTheCase() {
    String number = samples.inStage(Stage.EVALUATION, "yijian");
    runtime.startProcessInstanceByKey("evaluation", number);
    Task task = story.task(number, "screenProposal");
    String page = "/desk/administration/corrections/" + task.getProcessInstanceId();
    Visitor admin = Visitor.signedIn(port, "admin");
    admin.form(page, page + "/assignee", Map.of("task", task.getId(), "person", "gangshan-c1.clerk", "reason", ""));
    admin.form(page, page + "/assignee", Map.of("task", task.getId(), "person", "gangshan-c1.clerk", "reason", "请她来办"));
    admin.engine("PUT", "process-instance/" + task.getProcessInstanceId() + "/suspended", "{\"suspended\":true}");
    admin.engine("PUT", "process-instance/" + task.getProcessInstanceId() + "/suspended", "{\"suspended\":false}");

    assertThat(entries(AuditKind.CORRECTION, "admin")).singleElement()
        .satisfies(e -> assertThat(e.what() + e.caseNumber()).isEqualTo("换人办理“形式审查”" + number));
    assertThat(entries(AuditKind.OPERATION, "admin")).extracting(Entry::what)
        .containsExactly(
            "ProcessInstance：Suspend 办件 " + task.getProcessInstanceId(), "ProcessInstance：Activate 办件 " + task.getProcessInstanceId());
  }

  @Test
  void whoWatchesFindsItAndIsRecordedToo() {
    String number = samples.inStage(Stage.INCUBATION, "yijian");
    Visitor.signedIn(port, "gangshan-c1.clerk").get("/desk/cases/" + number);
    Visitor.signedIn(port, "admin").get("/desk/cases/" + number);
    for (String user : List.of("admin", "zc.supervisor")) {
      String page = Visitor.signedIn(port, user).get("/desk/audit?what=" + number).body();
      assertThat(page).as(user).contains("gangshan-c1.clerk", "查看个人信息", "联系人和电话，完整显示", "127.0.0.1", "admin</td>", "校验码");
      assertThat(entries(AuditKind.READ, user)).extracting(e -> e.what() + e.details()).contains("审计日志查找：内容：" + number);
    }
    assertThat(Visitor.signedIn(port, "gangshan.supervisor").get("/desk/audit?what=" + number).body())
        .contains("gangshan-c1.clerk", "您看到的是所监督区域");
    assertThat(Visitor.signedIn(port, "qianquan.supervisor").get("/desk/audit?what=" + number).body())
        .contains("没有这样的记录").doesNotContain("gangshan-c1.clerk");
    for (String user : List.of("gangshan.clerk", "yijian.leader", "zc.signer")) {
      assertThat(Visitor.signedIn(port, user).get("/desk/audit").statusCode()).as(user).isEqualTo(403);
      assertThat(Visitor.signedIn(port, user).form("/password", "/desk/audit/check", Map.of()).statusCode()).as(user).isEqualTo(403);
    }
    assertThat(Visitor.signedIn(port, "admin").get("/desk/administration").body()).contains("href=\"/desk/audit\"");
    assertThat(Visitor.signedIn(port, "zc.supervisor").get("/desk/supervision").body()).contains("href=\"/desk/audit\"");
  }

  @ParameterizedTest
  @CsvSource({
    "from=2026-13-01, “自”不是有效的日期", "until=tomorrow, “至”不是有效的日期", "from=2026-05-02&until=2026-05-01, “至”早于“自”",
    "from=%2B999999999-01-01, “自”的年份不对", "kind=NONE, “类别”只能选所列的一项", "before=-1, 翻页的条号不对"
  })
  void aSearchThatIsNoneIsSaidPlainly(String asked, String said) {
    HttpResponse<String> page = Visitor.signedIn(port, "admin").get("/desk/audit?" + asked);
    assertThat(page.statusCode()).isEqualTo(400);
    assertThat(page.body()).contains(said);
  }

  @Test
  void theSearchNarrowsAndTurnsItsPages() {
    Visitor admin = Visitor.signedIn(port, "admin");
    for (int i = 0; i < 60; i++) {
      admin.get("/desk/audit?kind=CHECK");
    }
    String page = admin.get("/desk/audit?who=admin&kind=READ").body();
    assertThat(page.split("<tr>").length - 2).isEqualTo(50);
    String older = page.replaceAll("(?s).*href=\"(/desk/audit\\?[^\"]*before=\\d+)\".*", "$1").replace("&amp;", "&");
    assertThat(admin.get(older).body()).contains("查看个人信息").doesNotContain("没有这样的记录");
    assertThat(admin.get("/desk/audit?who=" + "x".repeat(61)).body()).contains("“谁”太长");
    assertThat(admin.get("/desk/audit?who=%27%3B--%25%00_").body()).contains("没有这样的记录");
    assertThat(admin.get("/desk/audit?from=2900-01-01").body()).contains("没有这样的记录");
  }

  @Test
  void theChainIsCheckedOnThePageByTheCommandAndAtNight() {
    Visitor admin = Visitor.signedIn(port, "admin");
    AuditChain.Mark noted = chain.head().orElseThrow();
    assertThat(check(admin, "", "")).contains("完整连续", "class=\"good\"");
    assertThat(check(admin, " " + noted.number() + " ", noted.hash().toUpperCase())).contains("完整连续");
    assertThat(check(admin, String.valueOf(noted.number()), "0".repeat(64))).contains("第 " + noted.number() + " 条", "整体改写过", "class=\"bad\"");
    assertThat(check(admin, "999999999999", "0".repeat(64))).contains("末尾被删掉了");
    assertThat(check(admin, "1", "x")).contains("“校验码”应为 64 个字符");
    assertThat(check(admin, "-1", noted.hash())).contains("“条号”应为");
    assertThat(entries(AuditKind.CHECK, "admin")).hasSize(4).last().satisfies(e -> assertThat(e.details()).contains("末尾被删掉了"));

    assertThat(watch.check().broken()).isNull();
    assertThat(entries(AuditKind.CHECK, null)).hasSize(1);
    assertThat(admin.get("/desk/audit").body()).contains("不能修改、删除，也不能关掉保护");
  }

  private static String check(Visitor admin, String number, String hash) {
    return admin.form("/desk/audit", "/desk/audit/check", Map.of("number", number, "hash", hash)).body();
  }

  private String account() {
    String account = "audit-" + UUID.randomUUID().toString().substring(0, 8);
    User user = identity.newUser(account);
    user.setFirstName("受查的");
    user.setEmail(account + "@city.example");
    user.setPassword("hatchery");
    identity.saveUser(user);
    return account;
  }
}
