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
 * The lists 任务清单 at the left of Tasklist, which is empty without them, and the right of everybody to see the diagrams. A start
 * makes those that were never made; what an administrator changed, renamed or deleted stays so.
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
          all().stream().filter(list -> !made(list.key())).forEach(this::make);
          if (authorizations.createAuthorizationQuery()
              .authorizationType(Authorization.AUTH_TYPE_GLOBAL)
              .resourceType(Resources.PROCESS_DEFINITION)
              .count() == 0) {
            everybodyReads(Resources.PROCESS_DEFINITION, Authorization.ANY);
          }
        });
  }

  /** @param key what it is known by, whatever its name becomes */
  private record Listed(String key, String name, String description, String color, int place, TaskQuery query) {}

  private List<Listed> all() {
    return List.of(
        new Listed("mine", "我的任务", "我已认领或专门交给我的任务", "#b3362a", 10, mine()),
        new Listed("open", "待认领", "我可以认领、还没有人认领的任务", "#1f6b45", 20, open()),
        new Listed(
            "week", "本周到期", "我的和我可以认领的任务中，本周内到期、还没有逾期的", "#8a5a12", 30,
            mineOrOpen().dueAfterExpression("${now()}").dueBeforeExpression("${taskWeek.end()}")),
        new Listed(
            "late", "已逾期", "我的和我可以认领的任务中，已经过了期限的", "#6b635c", 40,
            mineOrOpen().dueBeforeExpression("${now()}")));
  }

  private boolean made(String key) {
    return jdbc.sql("select exists (select 1 from hatchery.task_list where key = :key)")
        .param("key", key)
        .query(Boolean.class)
        .single();
  }

  /** A list of that name is one that the program made before it kept a record of them, or that an administrator made. */
  private void make(Listed list) {
    Filter found = filters.createFilterQuery().filterName(list.name()).list().stream().findFirst().orElse(null);
    jdbc.sql("insert into hatchery.task_list (key, filter) values (:key, :filter)")
        .param("key", list.key())
        .param("filter", found == null ? create(list) : found.getId())
        .update();
  }

  private TaskQuery mine() {
    return tasks.createTaskQuery().taskAssigneeExpression("${currentUser()}");
  }

  private TaskQuery open() {
    return tasks.createTaskQuery().taskCandidateUserExpression("${currentUser()}").taskUnassigned();
  }

  private TaskQuery mineOrOpen() {
    return tasks.createTaskQuery()
        .or()
        .taskAssigneeExpression("${currentUser()}")
        .taskCandidateUserExpression("${currentUser()}")
        .endOr();
  }

  /** Not refreshed by themselves: every open browser would ask every ten seconds. */
  private String create(Listed list) {
    Map<String, Object> properties = new LinkedHashMap<>();
    properties.put("description", list.description());
    properties.put("color", list.color());
    properties.put("priority", list.place());
    properties.put("refresh", false);
    properties.put("showUndefinedVariable", false);
    properties.put("variables", ON_CARDS);
    Filter filter = filters.newTaskFilter(list.name());
    filter.setQuery(list.query());
    filter.setProperties(properties);
    filters.saveFilter(filter);
    everybodyReads(Resources.FILTER, filter.getId());
    return filter.getId();
  }

  private void everybodyReads(Resource resource, String id) {
    Authorization everybody = authorizations.createNewAuthorization(Authorization.AUTH_TYPE_GLOBAL);
    everybody.setResource(resource);
    everybody.setResourceId(id);
    everybody.addPermission(Permissions.READ);
    authorizations.saveAuthorization(everybody);
  }
}
