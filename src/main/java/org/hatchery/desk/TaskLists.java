package org.hatchery.desk;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.AuthorizationService;
import org.camunda.bpm.engine.FilterService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.Resource;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.filter.Filter;
import org.camunda.bpm.engine.task.TaskQuery;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The lists 任务清单 at the left of Tasklist, which is empty without them, and the right of everybody to see the diagrams. Made at
 * the first start; what an administrator changes in them stays.
 */
@Component
class TaskLists implements SmartInitializingSingleton {

  /** Any number that nobody else locks by: two nodes must not make them at the same time. */
  private static final long LOCK = 7_240_110L;

  private static final List<Map<String, String>> ON_CARDS =
      List.of(
          Map.of("name", "caseTitle", "label", "事项"),
          Map.of("name", "caseNumber", "label", "编号"),
          Map.of("name", "caseGroup", "label", "队伍或组织"),
          Map.of("name", "caseCommunity", "label", "社区或区域"));

  private final FilterService filters;
  private final TaskService tasks;
  private final AuthorizationService authorizations;
  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;

  TaskLists(
      FilterService filters,
      TaskService tasks,
      AuthorizationService authorizations,
      JdbcClient jdbc,
      TransactionTemplate transaction) {
    this.filters = filters;
    this.tasks = tasks;
    this.authorizations = authorizations;
    this.jdbc = jdbc;
    this.transaction = transaction;
  }

  @Override
  public void afterSingletonsInstantiated() {
    transaction.executeWithoutResult(
        status -> {
          jdbc.sql("select pg_advisory_xact_lock(:lock)").param("lock", LOCK).query().listOfRows();
          if (filters.createFilterQuery().count() == 0) {
            create();
          }
          if (authorizations.createAuthorizationQuery()
              .authorizationType(Authorization.AUTH_TYPE_GLOBAL)
              .resourceType(Resources.PROCESS_DEFINITION)
              .count() == 0) {
            everybodyReads(Resources.PROCESS_DEFINITION, Authorization.ANY);
          }
        });
  }

  private void create() {
    list("我的任务", "我已认领或专门交给我的任务", "#b3362a", 10, mine());
    list("待认领", "我可以认领、还没有人认领的任务", "#1f6b45", 20, open());
    list("三天内到期", "我的任务中三天内到期和已经逾期的", "#b7791f", 30, mine().dueBeforeExpression("${dateTime().plusDays(3)}"));
    list("待认领且已逾期", "没有人认领、已经过了期限的任务", "#6b635c", 40, open().dueBeforeExpression("${now()}"));
  }

  private TaskQuery mine() {
    return tasks.createTaskQuery().taskAssigneeExpression("${currentUser()}");
  }

  private TaskQuery open() {
    return tasks.createTaskQuery().taskCandidateUserExpression("${currentUser()}").taskUnassigned();
  }

  /** Not refreshed by themselves: every open browser would ask every ten seconds. */
  private void list(String name, String description, String color, int place, TaskQuery query) {
    Map<String, Object> properties = new LinkedHashMap<>();
    properties.put("description", description);
    properties.put("color", color);
    properties.put("priority", place);
    properties.put("refresh", false);
    properties.put("showUndefinedVariable", false);
    properties.put("variables", ON_CARDS);
    Filter filter = filters.newTaskFilter(name);
    filter.setQuery(query);
    filter.setProperties(properties);
    filters.saveFilter(filter);
    everybodyReads(Resources.FILTER, filter.getId());
  }

  private void everybodyReads(Resource resource, String id) {
    Authorization everybody = authorizations.createNewAuthorization(Authorization.AUTH_TYPE_GLOBAL);
    everybody.setResource(resource);
    everybody.setResourceId(id);
    everybody.addPermission(Permissions.READ);
    authorizations.saveAuthorization(everybody);
  }
}
