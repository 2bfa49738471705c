package org.hatchery.desk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.camunda.bpm.engine.AuthorizationService;
import org.camunda.bpm.engine.FilterService;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.Resources;
import org.hatchery.HatcheryTest;
import org.hatchery.Visitor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** CVE-2026-109432 over HTTP: expressions in what is asked are refused, and one that is kept in a list reaches no class. */
@HatcheryTest
class NoExpressionsInQueriesTest {

  @LocalServerPort int port;
  @Autowired FilterService filters;
  @Autowired AuthorizationService authorizations;
  @Autowired ObjectMapper json;

  private Visitor leader;
  private Visitor admin;

  @BeforeEach
  void signIn() {
    leader = Visitor.signedIn(port, "yijian.leader");
    admin = Visitor.signedIn(port, "admin");
  }

  @Test
  void inAlternativesTheyAreRefusedForEverybody() {
    String[] bodies = {
      "{\"orQueries\":[{\"taskNameLikeExpression\":\"${1+1}\"}]}",
      "{\"orQueries\":[{\"x\":[1,{\"y\":2}],\"assigneeExpression\":\"${1+1}\"}]}",
      "{\"a\":{\"b\":[{\"orQueries\":{\"q\":{\"candidateUserExpression\":\"${1+1}\"}}}]}}",
      "{\"orQueries\":[{\"assigneeExpression\":\"${1+1}\"}],\"orQueries\":[]}",
      "{\"orQueries\":[{\"assignee\\u0045xpression\":\"${1+1}\"}]}"
    };
    for (Visitor visitor : new Visitor[] {leader, admin}) {
      for (String body : bodies) {
        for (String path : new String[] {"task", "task/count", "filter/" + mine() + "/list", "history/task"}) {
          assertThat(refused(visitor.engine("POST", path, body))).as(body).isEqualTo("查询条件里不能使用表达式。");
        }
      }
    }
  }

  @Test
  void whoOnlyWorksOnTasksAsksWithNoneAtAll() {
    String list = "filter/" + mine() + "/list";
    assertThat(refused(leader.engine("POST", list, "{\"assigneeExpression\":\"${1+1}\"}"))).isEqualTo("查询条件里不能使用表达式。");
    assertThat(leader.engine("POST", list, "{\"orQueries\":[{\"nameLike\":\"%Expression%\"}]}").statusCode()).isEqualTo(200);
    assertThat(refused(leader.engine("POST", list, "{\"orQueries\":[{\"assigneeExpress"))).contains("读不出来");
  }

  /** On the bare engine such a list answers, and the expression was run. */
  @ParameterizedTest
  @CsvSource({
    "${''.getClass().getName()}", "${''.class.name}", "${taskWeek.getClass().getName()}",
    "${''[\"class\"].name}"
  })
  void anExpressionKeptInAListReachesNoClass(String expression) throws Exception {
    keptInAList(expression, answer -> {
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
      assertThat(Visitor.message(answer)).isEqualTo("这份任务清单的条件里有系统不执行的写法，请管理员修改清单的条件。");
    });
  }

  @ParameterizedTest
  @ValueSource(strings = {"${currentUser()}", "${''.concat('nobody')}", "${taskWeek.end().toString()}"})
  void whatAListNeedsIsRun(String expression) throws Exception {
    keptInAList(expression, answer -> assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200));
  }

  private void keptInAList(String expression, Consumer<HttpResponse<String>> look) throws Exception {
    String id = Visitor.json(admin.engine("POST", "filter/create", json.writeValueAsString(Map.of(
        "resourceType", "Task", "name", "探测 " + UUID.randomUUID(), "properties", Map.of(),
        "query", Map.of("assigneeExpression", expression))))).path("id").asText();
    try {
      everybodyReads(id);
      for (Visitor visitor : new Visitor[] {leader, admin}) {
        look.accept(visitor.engine("POST", "filter/" + id + "/list", "{}"));
      }
    } finally {
      filters.deleteFilter(id);
    }
  }

  private void everybodyReads(String filter) {
    Authorization read = authorizations.createNewAuthorization(Authorization.AUTH_TYPE_GLOBAL);
    read.setResource(Resources.FILTER);
    read.setResourceId(filter);
    read.addPermission(Permissions.READ);
    authorizations.saveAuthorization(read);
  }

  private String mine() {
    return filters.createFilterQuery().filterName("我的任务").list().get(0).getId();
  }

  private static String refused(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(403);
    return Visitor.message(answer);
  }
}
