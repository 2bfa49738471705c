package org.hatchery.desk;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.assertj.core.api.SoftAssertions;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.history.HistoricProcessInstance;
import org.camunda.bpm.engine.history.HistoricTaskInstance;
import org.hatchery.Visitor;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/**
 * Reads, as one person, every address that serves content of a case, ours and the engine's, those of tasks that are done
 * included, and tells where a text stands.
 */
@Component
class CaseReader {

  private static final String[] OF_A_TASK = {
    "", "/form-variables", "/rendered-form", "/variables", "/localVariables", "/identity-links"
  };

  private static final int MOST_DONE = 3;

  private final Environment environment;
  private final HistoryService history;
  private final Map<String, Visitor> visitors = new ConcurrentHashMap<>();

  CaseReader(Environment environment, HistoryService history) {
    this.environment = environment;
    this.history = history;
  }

  /**
   * @param persons whose tasks and names are asked for
   * @param pages further ones, e.g. a notice or a document
   * @param lists whether the lists of all cases and tasks and the persons are read, too, which takes the longest
   */
  record Wanted(List<String> cases, Collection<String> persons, List<String> pages, boolean lists) {}

  /** By user; null, a resident, is the empty text. */
  Map<String, Map<String, String>> read(Collection<String> users, Wanted wanted) {
    return users.stream()
        .map(user -> user == null ? "" : user)
        .distinct()
        .parallel()
        .collect(Collectors.toConcurrentMap(user -> user, user -> read(user.isEmpty() ? null : user, wanted)));
  }

  /** What each address answers the user with, by address; one that refuses is not there. @param user null: a resident */
  private Map<String, String> read(String user, Wanted wanted) {
    Visitor visitor = visitor(user);
    Map<String, String> read = new LinkedHashMap<>();
    List<String> pages = new ArrayList<>(wanted.pages());
    if (wanted.lists()) {
      pages.addAll(
          List.of(
              "/desk/cases", "/desk/proposals", "/desk/supervision", "/portal/notices", "/portal/library",
              "/portal/brands"));
      for (Board list : Board.values()) {
        pages.add("/desk/tasks?size=100&list=" + list.key());
      }
      filters(visitor, read);
      wanted.persons().forEach(person -> person(visitor, person, read));
    }
    wanted.cases().forEach(number -> pages.addAll(ours(number)));
    pages.forEach(path -> keep(read, path, visitor.get(path)));
    wanted.cases().forEach(number -> engine(visitor, number, read));
    return read;
  }

  /** @param secrets texts by name @param must what he is to know @param may what he may know besides */
  static void look(
      SoftAssertions all, String who, Map<String, String> read, Map<String, String> secrets, Set<String> must,
      Set<String> may) {
    secrets.forEach(
        (name, text) -> {
          Set<String> where = where(read, text);
          if (must.contains(name)) {
            all.assertThat(where).as(who + " is to know " + name).isNotEmpty();
          } else if (!may.contains(name)) {
            all.assertThat(where).as(who + " must not know " + name).isEmpty();
          }
        });
  }

  private static Set<String> where(Map<String, String> read, String text) {
    return read.entrySet().stream()
        .filter(one -> one.getValue().contains(text))
        .map(Map.Entry::getKey)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private List<String> ours(String number) {
    List<String> pages = new ArrayList<>();
    pages.add("/desk/cases?q=" + number);
    pages.add("/desk/library?q=" + number);
    pages.add("/desk/cases/" + number);
    pages.add("/desk/cases/" + number + "/draw");
    pages.add("/desk/administration/path/" + number);
    processes(number).stream()
        .map(HistoricProcessInstance::getProcessDefinitionKey)
        .distinct()
        .forEach(process -> pages.add("/desk/cases/" + number + "/diagram?process=" + process));
    pages.add("/desk/cases/" + number + "/diagram?process=project");
    for (HistoricTaskInstance task : tasks(number)) {
      pages.add("/desk/tasks/" + task.getId() + "/case");
      pages.add("/go/task/" + task.getId());
    }
    return pages;
  }

  private void engine(Visitor visitor, String number, Map<String, String> read) {
    List<String> paths = new ArrayList<>();
    paths.add("task?processInstanceBusinessKey=" + number);
    paths.add("history/task?processInstanceBusinessKey=" + number);
    for (HistoricTaskInstance task : tasks(number)) {
      for (String of : task.getEndTime() == null ? OF_A_TASK : new String[] {"/form-variables"}) {
        paths.add("task/" + task.getId() + of);
      }
      paths.add("history/task?taskId=" + task.getId());
      paths.add("history/user-operation?taskId=" + task.getId());
      paths.add("variable-instance?taskIdIn=" + task.getId());
    }
    for (HistoricProcessInstance instance : processes(number)) {
      if (instance.getEndTime() != null) {
        continue;
      }
      String id = instance.getId();
      paths.add("process-instance/" + id);
      paths.add("variable-instance?processInstanceIdIn=" + id);
      paths.add("history/user-operation?processInstanceId=" + id);
      paths.add("history/variable-instance?processInstanceId=" + id);
      paths.add("history/activity-instance?processInstanceId=" + id);
    }
    paths.forEach(path -> keep(read, path, visitor.engine("GET", path, null)));
    String query = "{\"processInstanceBusinessKey\":\"" + number + "\"}";
    keep(read, "POST task " + number, visitor.engine("POST", "task", query));
    keep(read, "POST history/task " + number, visitor.engine("POST", "history/task", query));
  }

  private static void person(Visitor visitor, String person, Map<String, String> read) {
    for (String path : List.of("user/" + person + "/profile", "user?id=" + person, "group?member=" + person,
        "task?assignee=" + person, "history/task?taskAssignee=" + person)) {
      keep(read, path, visitor.engine("GET", path, null));
    }
  }

  private static void filters(Visitor visitor, Map<String, String> read) {
    HttpResponse<String> filters = visitor.engine("GET", "filter?resourceType=Task", null);
    if (filters.statusCode() != 200) {
      return;
    }
    for (JsonNode filter : Visitor.json(filters)) {
      String path = "filter/" + filter.path("id").asText() + "/list";
      keep(read, path, visitor.engine("POST", path + "?maxResults=200", "{}"));
    }
  }

  /** All that are open and the last that are done, which answer alike. */
  private List<HistoricTaskInstance> tasks(String number) {
    List<HistoricTaskInstance> tasks =
        new ArrayList<>(
            history.createHistoricTaskInstanceQuery().processInstanceBusinessKey(number).unfinished().list());
    tasks.addAll(
        history.createHistoricTaskInstanceQuery().processInstanceBusinessKey(number).finished()
            .orderByHistoricTaskInstanceEndTime().desc().listPage(0, MOST_DONE));
    return tasks;
  }

  private List<HistoricProcessInstance> processes(String number) {
    return history.createHistoricProcessInstanceQuery().processInstanceBusinessKey(number).list();
  }

  private Visitor visitor(String user) {
    int port = environment.getRequiredProperty("local.server.port", Integer.class);
    return user == null ? new Visitor(port) : visitors.computeIfAbsent(user, name -> Visitor.signedIn(port, name));
  }

  private static void keep(Map<String, String> read, String path, HttpResponse<String> answer) {
    if (answer.statusCode() == 200 && !answer.body().contains("id=\"password\"")) {
      read.put(path, answer.body());
    }
  }
}
