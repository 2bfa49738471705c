package org.hatchery.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.camunda.bpm.engine.FilterService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.filter.Filter;
import org.camunda.bpm.engine.task.Task;
import org.hatchery.HatcheryTest;
import org.hatchery.Story;
import org.hatchery.Visitor;
import org.hatchery.evaluation.EvaluationStory;
import org.hatchery.project.Area;
import org.hatchery.project.SampleProjects;
import org.hatchery.project.Stage;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The lists of Tasklist, the overview of tasks and its search, over HTTP. */
@HatcheryTest
class TaskPagesTest {

  @LocalServerPort int port;
  @Autowired Story story;
  @Autowired EvaluationStory evaluation;
  @Autowired SampleProjects samples;
  @Autowired RuntimeService runtime;
  @Autowired TaskService tasks;
  @Autowired FilterService filters;
  @Autowired TaskLists lists;
  @Autowired TaskWeek week;
  @Autowired JdbcClient jdbc;

  @Test
  void tasklistHasItsListsAndKeepsWhatAnAdministratorDid() {
    assertThat(filters.createFilterQuery().list())
        .extracting(Filter::getName)
        .contains("我的任务", "待认领", "本周到期", "已逾期");
    Filter late = filters.createFilterQuery().filterName("已逾期").singleResult();
    late.setName("过期的");
    filters.saveFilter(late);
    Filter weekly = filters.createFilterQuery().filterName("本周到期").singleResult();
    filters.deleteFilter(weekly.getId());

    lists.afterSingletonsInstantiated();
    assertThat(filters.createFilterQuery().list())
        .extracting(Filter::getName)
        .contains("过期的")
        .doesNotContain("已逾期", "本周到期");

    jdbc.sql("delete from hatchery.task_list where key in ('week', 'mine')").update();
    long before = filters.createFilterQuery().count();
    lists.afterSingletonsInstantiated();
    assertThat(filters.createFilterQuery().count()).as("one was missing, one was known by its name").isEqualTo(before + 1);
    late.setName("已逾期");
    filters.saveFilter(late);
  }

  @Test
  void whatIsDueThisWeekAndWhatIsLateStandsInItsListAndInNoOther() {
    Task due = screening("yijian");
    Task late = screening("yijian");
    Task later = screening("yijian");
    due(due, new Date(week.end().getTime() - 1000));
    due(late, Date.from(story.now().minus(Duration.ofDays(1))));
    due(later, new Date(week.end().getTime() + 1000));
    claim("gangshan-c1.clerk", due);

    assertThat(listed("本周到期")).contains(due.getId()).doesNotContain(late.getId(), later.getId());
    assertThat(listed("已逾期")).contains(late.getId()).doesNotContain(due.getId(), later.getId());
    assertThat(listed("我的任务")).contains(due.getId()).doesNotContain(late.getId());
    assertThat(listed("待认领")).contains(late.getId(), later.getId()).doesNotContain(due.getId());
    assertThat(page("gangshan-c1.clerk", "week", due)).contains(link(due));
    assertThat(page("gangshan-c1.clerk", "week", late)).doesNotContain(link(late));
    assertThat(page("gangshan-c1.clerk", "late", late)).contains(link(late), "（已逾期）", "认领所选", "放回所选");
    assertThat(page("gangshan-c1.clerk", "late", later)).doesNotContain(link(later));
    assertThat(page("gangshan-c1.clerk", "mine", due)).contains(link(due), "周末义剪志愿服务队", "钢山社区").doesNotContain("认领所选");
    assertThat(page("gangshan-c1.clerk", "open", later)).contains(link(later)).doesNotContain("放回所选");
    for (String other : List.of("gangshan-c2.clerk", "gangshan-c1.signer", "admin")) {
      for (String list : List.of("mine", "open", "week", "late")) {
        assertThat(page(other, list, late)).as("%s of %s", list, other).doesNotContain(late.getId(), number(late) + "</a>");
      }
    }
  }

  @Test
  void whoWaitsSeesWhatForButNotHowOthersJudge() {
    String number = samples.inStage(Stage.EVALUATION, "xiyang", Area.ELDERLY, "ZJ-TASKS-" + UUID.randomUUID());
    runtime.startProcessInstanceByKey("evaluation", number);
    Task screening = story.task(number, "screenProposal");
    assertThat(find("xiyang.leader", "waiting", number)).contains("形式审查", "待认领").doesNotContain(screening.getId());
    assertThat(find("wenxin.leader", "waiting", number)).doesNotContain("形式审查");
    String clerk = evaluation.doer(number, "screenProposal");
    assertThat(find(clerk, "waiting", number)).as("his own to take").doesNotContain("形式审查");

    evaluation.accept(number);
    story.runJobs();
    List<Task> scoring = story.tasks(number, "scoreProposal");
    assertThat(scoring).isNotEmpty();
    assertThat(find(clerk, "waiting", number)).as("works above the case").contains("专家评审");
    assertThat(find(clerk, "done", number)).contains("形式审查", number);
    assertThat(find("xiyang.leader", "waiting", number)).doesNotContain("专家评审", "形式审查");
    String first = scoring.get(0).getAssignee();
    assertThat(find(first, "mine", number)).contains("专家评审");
    story.submit(first, scoring.get(0), Map.of("decision", "avoid", "reason", "曾与该队负责人同事"));
    assertThat(find(first, "waiting", number)).as("stood back").doesNotContain("专家评审");
    assertThat(find(first, "done", number)).contains("专家评审");
  }

  @Test
  void theSearchTakesEveryCharacterAsItIs() {
    Task task = screening("yijian");
    String number = number(task);
    for (String q : List.of(number, number.toLowerCase(), number.substring(3), "情暖夕阳 " + number, full(number), " " + number + " ")) {
      assertThat(find("gangshan-c1.clerk", "open", q)).as(q).contains(link(task));
    }
    assertThat(find("gangshan-c1.clerk", "open", "周末义剪志愿")).contains("周末义剪志愿服务队");
    for (String q : List.of("%", "_", "\\", "'", number.replace('-', '_'), "𠮷\uD83D\uDC14", "a\u0000b", "\"<script>")) {
      HttpResponse<String> answer = get("gangshan-c1.clerk", "open", q);
      assertThat(answer.statusCode()).as(q).isEqualTo(200);
      assertThat(answer.body()).as(q).contains("没有编号、事项、队伍或社区含", "您能看到的项目里没有符合的").doesNotContain("<script>");
    }
    assertThat(get("gangshan-c1.clerk", "open", "𠮷".repeat(100)).statusCode()).isEqualTo(200);
    HttpResponse<String> tooLong = get("gangshan-c1.clerk", "open", "𠮷".repeat(101));
    assertThat(tooLong.statusCode()).isEqualTo(400);
    assertThat(tooLong.body()).contains("“查找”最多 100 个字，您输入了 101 个。");
    for (String odd : List.of("page=x&size=y", "page=-1&size=999999999999", "list=none&page=99999")) {
      assertThat(Visitor.signedIn(port, "gangshan-c1.clerk").get("/desk/tasks?" + odd).statusCode()).as(odd).isEqualTo(200);
    }
  }

  @Test
  void theSameSearchFindsTasksFromTheProjectsAndProjectsFromTheTasks() {
    Task task = screening("yijian");
    String number = number(task);
    Visitor clerk = Visitor.signedIn(port, "gangshan-c1.clerk");
    String fromProjects = clerk.get("/desk/cases?q=" + number).body();
    assertThat(fromProjects).contains("找到的任务", link(task), "/desk/cases/" + number);
    assertThat(clerk.get("/desk/tasks?list=mine&q=" + number).body()).contains("找到的项目", "/desk/cases/" + number);
    Visitor stranger = Visitor.signedIn(port, "gangshan-c2.clerk");
    assertThat(stranger.get("/desk/cases?q=" + number).body())
        .contains("没有符合条件的项目")
        .doesNotContain("找到的任务", "/desk/cases/" + number);
    assertThat(stranger.get("/desk/tasks?q=" + number).body()).doesNotContain("/desk/cases/" + number);
    assertThat(clerk.get("/desk/cases?q=%25").body()).contains("没有符合条件的项目");
    HttpResponse<String> tooLong = clerk.get("/desk/cases?q=" + "a".repeat(101));
    assertThat(tooLong.statusCode()).isEqualTo(400);
    assertThat(tooLong.body()).contains("“查找”最多 100 个字");
    assertThat(new Visitor(port).get("/desk/tasks").headers().firstValue("Location").orElse("")).endsWith("/login");
  }

  private Task screening(String group) {
    String number = samples.inStage(Stage.EVALUATION, group, Area.DAILY, "ZJ-TASKS-" + UUID.randomUUID());
    runtime.startProcessInstanceByKey("evaluation", number);
    return story.task(number, "screenProposal");
  }

  private void due(Task task, Date due) {
    Task now = tasks.createTaskQuery().taskId(task.getId()).singleResult();
    now.setDueDate(due);
    tasks.saveTask(now);
  }

  private void claim(String user, Task task) {
    story.as(user, () -> {
      tasks.claim(task.getId(), user);
      return null;
    });
  }

  /** Ids of what the list of Tasklist shows the clerk of the community. */
  private List<String> listed(String list) {
    String id = filters.createFilterQuery().filterName(list).singleResult().getId();
    return story.as("gangshan-c1.clerk", () -> filters.<Task>list(id).stream().map(Task::getId).toList());
  }

  private String number(Task task) {
    return runtime.createProcessInstanceQuery().processInstanceId(task.getProcessInstanceId()).singleResult().getBusinessKey();
  }

  private static String link(Task task) {
    return "/go/task/" + task.getId();
  }

  private String page(String user, String list, Task task) {
    return find(user, list, number(task));
  }

  /** The list alone, without what was found beside it. */
  private String find(String user, String list, String q) {
    String body = get(user, list, q).body();
    int beside = body.indexOf("找到的项目");
    return beside < 0 ? body : body.substring(0, beside);
  }

  private HttpResponse<String> get(String user, String list, String q) {
    return Visitor.signedIn(port, user)
        .get("/desk/tasks?list=" + list + "&q=" + URLEncoder.encode(q, StandardCharsets.UTF_8));
  }

  private static String full(String text) {
    StringBuilder full = new StringBuilder();
    text.chars().forEach(c -> full.append((char) (c + 0xFEE0)));
    return full.toString();
  }
}
