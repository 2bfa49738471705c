package org.hatchery.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.engine.FilterService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.hatchery.HatcheryTest;
import org.hatchery.Story;
import org.hatchery.Visitor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.transaction.support.TransactionTemplate;

/** Whoever has signed in asks for too much, over HTTP. */
@HatcheryTest
class BoundedQueriesTest {

  @LocalServerPort int port;
  @Autowired Story story;
  @Autowired TaskService tasks;
  @Autowired FilterService filters;
  @Autowired RepositoryService repository;
  @Autowired TransactionTemplate transaction;

  private Visitor member;
  private String list;

  @BeforeEach
  void signIn() {
    member = Visitor.signedIn(port, "yijian.member1");
    list = "filter/" + filters.createFilterQuery().filterName("我的任务").list().get(0).getId() + "/list";
  }

  @Test
  void noListGivesMoreThanItsRows() {
    List<AllowedCalls.Call> lists = AllowedCalls.read().stream().filter(call -> call.most() > 0).toList();
    assertThat(lists).hasSizeGreaterThan(3);
    for (AllowedCalls.Call call : lists) {
      String path = call.path().startsWith("filter/") ? list : call.path();
      String body = call.method().equals("POST") ? "{}" : null;
      assertThat(member.engine(call.method(), path + "?maxResults=" + call.most(), body).statusCode()).as(path).isEqualTo(200);
      String more = "maxResults=" + (call.most() + 1);
      for (String rows :
          new String[] {
            more, "maxResults=-1", "maxResults=x", "maxResults=", "maxResults", "maxResults=99999999999", "maxResults=1&" + more,
            "%6daxResults=" + (call.most() + 1)
          }) {
        assertThat(refused(member.engine(call.method(), path + "?" + rows, body)))
            .as(path + rows)
            .isEqualTo("一次最多取 " + call.most() + " 行，请缩小查询范围。");
      }
    }
  }

  @Test
  void whoNamesNoNumberGetsTheFirstRows() {
    String name = "核对 " + UUID.randomUUID();
    List<String> made = new ArrayList<>();
    transaction.executeWithoutResult(status -> {
      for (int i = 0; i < 201; i++) {
        Task task = tasks.newTask();
        task.setName(name);
        task.setAssignee("yijian.member1");
        tasks.saveTask(task);
        made.add(task.getId());
      }
    });
    try {
      assertThat(Visitor.json(member.engine("POST", list, "{\"name\":\"" + name + "\"}"))).hasSize(200);
      assertThat(Visitor.json(member.engine("GET", "task?assignee=yijian.member1", null))).hasSize(200);
      assertThat(Visitor.json(member.engine("POST", list + "?firstResult=200&maxResults=15", "{\"name\":\"" + name + "\"}"))).hasSize(1);
    } finally {
      transaction.executeWithoutResult(status -> tasks.deleteTasks(made, true));
    }
  }

  @Test
  void whatIsAskedIsNeitherDeepNorWideNorLong() {
    assertThat(member.engine("POST", list, nested(20)).statusCode()).isIn(200, 400);
    assertThat(refused(member.engine("POST", list, nested(21)))).isEqualTo("提交的内容层次太多，最多 20 层。");
    assertThat(member.engine("POST", list, "{\"orQueries\":[" + alternatives(5) + "]}").statusCode()).isEqualTo(200);
    assertThat(refused(member.engine("POST", list, "{\"orQueries\":[" + alternatives(6) + "]}"))).isEqualTo("“满足任一条件”最多写 5 组。");
    String twice = "{\"orQueries\":[" + alternatives(3) + "],\"a\":{\"orQueries\":[" + alternatives(3) + "]}}";
    assertThat(refused(member.engine("POST", list, twice))).contains("最多写 5 组");
    assertThat(refused(member.engine("POST", list, "{\"name\":\"" + "x".repeat(100_000) + "\"}"))).isEqualTo("查询条件太长，最多 100 KB。");
    assertThat(refused(member.engine("POST", list, "{\"name\":\"" + "x".repeat(5_000_001) + "\"}"))).isEqualTo("提交的内容太多，最多 5 MB。");
  }

  @Test
  void aFormMayBeLongButNotDeep() {
    Task task = story.task(story.start("yijian.leader", "withdrawal", java.util.Map.of()), "writeWithdrawal");
    Visitor leader = Visitor.signedIn(port, "yijian.leader");
    String path = "task/" + task.getId() + "/submit-form";
    assertThat(refused(leader.engine("POST", path, nested(1000)))).contains("最多 20 层");
    HttpResponse<String> longText =
        leader.engine("POST", path, "{\"variables\":{\"reason\":{\"value\":\"" + "长".repeat(60_000) + "\",\"type\":\"String\"}}}");
    assertThat(longText.statusCode()).as("the form's own words, not the bound's").isEqualTo(400);
    assertThat(refused(leader.engine("POST", path, "{\"a\":\"" + "x".repeat(5_000_001) + "\"}"))).contains("最多 5 MB");
    assertThat(story.whoHas(task)).containsExactly("yijian.leader");
  }

  private static String nested(int depth) {
    return "{\"a\":".repeat(depth) + "1" + "}".repeat(depth);
  }

  private static String alternatives(int number) {
    return Stream.generate(() -> "{\"nameLike\":\"%x%\"}").limit(number).collect(Collectors.joining(","));
  }

  private static String refused(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(403);
    return Visitor.message(answer);
  }
}
