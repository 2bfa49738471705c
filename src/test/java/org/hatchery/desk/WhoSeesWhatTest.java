package org.hatchery.desk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.assertj.core.api.SoftAssertions;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.hatchery.HatcheryTest;
import org.hatchery.Story;
import org.hatchery.Visitor;
import org.hatchery.evaluation.EvaluationStory;
import org.hatchery.organisation.People;
import org.hatchery.organisation.Role;
import org.hatchery.project.Area;
import org.hatchery.project.Documents;
import org.hatchery.project.Dossier;
import org.hatchery.project.Projects;
import org.hatchery.project.SampleProjects;
import org.hatchery.project.Stage;
import org.hatchery.publicity.NoticeStory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Who reads what of a case, role by role: everything that anybody gets through any address that serves content of a case, ours
 * and the engine's, is read together and searched for what he must not know (DOMAIN.md, People, Evaluation, What is kept).
 */
@HatcheryTest
class WhoSeesWhatTest {

  /** What is hidden, by a text that stands nowhere else. */
  private enum Secret {
    PHONE("13911112222"),
    CONTACT("覃思源"),
    MAIL("qinsy@example.cn"),
    TOTAL("83.73"),
    FIRST_COMMENT("评语之甲"),
    SECOND_COMMENT("评语之乙"),
    FIRST_NAME(null),
    SECOND_NAME(null),
    OBJECTOR("上官明月"),
    OBJECTORS_CONTACT("13755556666");

    private final String text;

    Secret(String text) {
      this.text = text;
    }
  }

  private static final Set<Secret> CONTACTS = Set.of(Secret.PHONE, Secret.CONTACT, Secret.MAIL);
  private static final Set<Secret> NAMES = Set.of(Secret.FIRST_NAME, Secret.SECOND_NAME);
  private static final Set<Secret> JUDGED =
      Set.of(Secret.TOTAL, Secret.FIRST_COMMENT, Secret.SECOND_COMMENT, Secret.FIRST_NAME, Secret.SECOND_NAME);

  /** @param sees the case at all @param before what he may know before the notice @param after and while it is up */
  private record Row(String role, String user, boolean sees, Set<Secret> before, Set<Secret> after) {}

  @LocalServerPort int port;
  @Autowired Story story;
  @Autowired EvaluationStory evaluation;
  @Autowired NoticeStory notices;
  @Autowired SampleProjects samples;
  @Autowired Projects projects;
  @Autowired People people;
  @Autowired Documents documents;
  @Autowired RuntimeService runtime;
  @Autowired TaskService tasks;
  @Autowired HistoryService history;
  @Autowired JdbcClient jdbc;

  private String number;
  private String document;
  private String first;
  private String second;
  private String notDrawn;
  private final List<String> seenTasks = new ArrayList<>();

  @BeforeEach
  void scoresAreIn() {
    number = samples.inStage(Stage.EVALUATION, "xiyang", Area.ELDERLY, "ZJ-WHO-" + UUID.randomUUID());
    Dossier plain = SampleProjects.dossier();
    projects.revise(
        number,
        new Dossier(
            plain.need(), plain.target(), plain.plan() + "报名请拨 13911112222，或写信到 qinsy@example.cn。", plain.schedule(),
            plain.budget(), 12, "队长覃思源，电话 139-1111-2222。", plain.resources(), "", "覃思源", "13911112222", List.of("申报书")),
        "xiyang.leader");
    document = documents.add(number, "走访.txt", "text/plain", "走访".getBytes(), "xiyang.leader").id().toString();
    runtime.createProcessInstanceByKey("project").businessKey(number).startBeforeActivity("evaluationStage").execute();
    story.runJobs();
    remember();
    evaluation.accept(number);
    story.runJobs();
    remember();
    List<String> seated = story.tasks(number, "scoreProposal").stream().map(Task::getAssignee).toList();
    first = seated.get(0);
    second = seated.get(1);
    notDrawn =
        people.holders("zc", Role.EXPERT).stream().map(p -> p.id()).filter(id -> !seated.contains(id)).findFirst().orElseThrow();
    evaluation.score(number, 0.8, 0.84, 0.87);
    comment(first, Secret.FIRST_COMMENT);
    comment(second, Secret.SECOND_COMMENT);
    remember();
  }

  private void comment(String person, Secret comment) {
    jdbc.sql("update hatchery.review_score set comment = :text where case_number = :case and person = :person")
        .param("text", comment.text)
        .param("case", number)
        .param("person", person)
        .update();
  }

  private List<Row> rows() {
    Set<Secret> own = Set.of(Secret.FIRST_COMMENT, Secret.FIRST_NAME);
    Set<Secret> told = with(NAMES, Secret.TOTAL);
    return List.of(
        new Row("resident", null, false, Set.of(), Set.of()),
        new Row("leader of the group", "xiyang.leader", true, CONTACTS, with(told, CONTACTS)),
        new Row("member", "xiyang.member1", true, CONTACTS, with(told, CONTACTS)),
        new Row("leader of another group", "wenxin.leader", false, Set.of(), Set.of()),
        new Row("clerk of the community", "qianquan-c1.clerk", true, with(NAMES, CONTACTS), with(told, CONTACTS)),
        new Row("clerk of the street", "qianquan.clerk", true, with(NAMES, CONTACTS), with(told, CONTACTS)),
        new Row("signer", "qianquan.signer", true, JUDGED, JUDGED),
        new Row("expert drawn", first, true, own, with(told, own)),
        new Row("expert not drawn", notDrawn, false, Set.of(), Set.of()),
        new Row("mentor of the centre", "qianquan-center.mentor1", false, Set.of(), Set.of()),
        new Row("supervisor", "qianquan.supervisor", true, JUDGED, JUDGED),
        new Row("city administrator", "admin", true, JUDGED, JUDGED));
  }

  @SafeVarargs
  private static Set<Secret> with(Set<Secret> all, Set<Secret>... more) {
    Set<Secret> together = new TreeSet<>(all);
    for (Set<Secret> one : more) {
      together.addAll(one);
    }
    return together;
  }

  private static Set<Secret> with(Set<Secret> all, Secret more) {
    return with(all, Set.of(more));
  }

  @Test
  void beforeTheNotice() {
    SoftAssertions all = new SoftAssertions();
    for (Row row : rows()) {
      Map<String, String> read = read(row.user(), number);
      look(all, row, read, row.before());
      all.assertThat(read.containsKey("/desk/cases/" + number)).as(row.role() + " sees the case").isEqualTo(row.sees());
    }
    all.assertAll();
  }

  @Test
  void whileTheNoticeIsUpAndAnObjectionIsHandled() {
    evaluation.sign(number, "admit");
    remember();
    String notice = evaluation.notice(number);
    Visitor anybody = new Visitor(port);
    String page = "/portal/notices/" + notice + "/object";
    anybody.form(page, page, Map.of(
        "item", number, "facts", "该队去年同名项目已获资助。", "objector", Secret.OBJECTOR.text, "contact", Secret.OBJECTORS_CONTACT.text));
    String objection =
        jdbc.sql("select number from hatchery.objection where notice = :n").param("n", notice).query(String.class).single();
    rememberOf(objection);
    notices.state(objection);
    rememberOf(objection);

    SoftAssertions all = new SoftAssertions();
    for (Row row : rows()) {
      Map<String, String> read = read(row.user(), number);
      read.putAll(read(row.user(), objection));
      look(all, row, read, row.after());
    }
    Map<String, String> decides = read("zc.signer", objection);
    all.assertThat(String.join("", decides.values()))
        .as("who decides on it").contains(Secret.OBJECTOR.text, Secret.OBJECTORS_CONTACT.text);
    all.assertAll();
  }

  private void look(SoftAssertions all, Row row, Map<String, String> read, Set<Secret> may) {
    for (Secret secret : Secret.values()) {
      Set<String> where = where(read, text(secret));
      if (may.contains(secret)) {
        all.assertThat(where).as(row.role() + " is to know " + secret).isNotEmpty();
      } else {
        all.assertThat(where).as(row.role() + " must not know " + secret).isEmpty();
      }
    }
  }

  private static Set<String> where(Map<String, String> read, String text) {
    return read.entrySet().stream()
        .filter(one -> one.getValue().contains(text))
        .map(Map.Entry::getKey)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private String text(Secret secret) {
    return switch (secret) {
      case FIRST_NAME -> people.get(first).name();
      case SECOND_NAME -> people.get(second).name();
      default -> secret.text;
    };
  }

  private void remember() {
    rememberOf(number);
  }

  /** Tasks of a case, that addresses of tasks that are done are tried, too. */
  private void rememberOf(String caseNumber) {
    tasks.createTaskQuery().processInstanceBusinessKey(caseNumber).list().stream()
        .map(Task::getId)
        .filter(id -> !seenTasks.contains(id))
        .forEach(seenTasks::add);
  }

  /** What the user gets at each address that answers him with content. */
  private Map<String, String> read(String user, String caseNumber) {
    Visitor visitor = user == null ? new Visitor(port) : Visitor.signedIn(port, user);
    Map<String, String> read = new LinkedHashMap<>();
    List<String> pages =
        new ArrayList<>(
            List.of(
                "/desk/cases", "/desk/cases?q=" + caseNumber, "/desk/library?q=" + caseNumber, "/desk/cases/" + caseNumber,
                "/desk/cases/" + caseNumber + "/draw", "/desk/documents/" + document, "/desk/proposals", "/desk/supervision"));
    for (String process : List.of("project", "evaluation", "objection", "proposal")) {
      pages.add("/desk/cases/" + caseNumber + "/diagram?process=" + process);
    }
    seenTasks.forEach(id -> pages.add("/desk/tasks/" + id + "/case"));
    seenTasks.forEach(id -> pages.add("/go/task/" + id));
    pages.forEach(path -> keep(read, path, visitor.get(path)));
    for (String path : engine(caseNumber)) {
      keep(read, path, visitor.engine("GET", path, null));
    }
    keep(read, "POST task", visitor.engine("POST", "task", "{\"processInstanceBusinessKey\":\"" + caseNumber + "\"}"));
    keep(read, "POST history/task",
        visitor.engine("POST", "history/task", "{\"processInstanceBusinessKey\":\"" + caseNumber + "\"}"));
    lists(visitor, read);
    return read;
  }

  private List<String> engine(String caseNumber) {
    List<String> paths = new ArrayList<>();
    paths.add("task?processInstanceBusinessKey=" + caseNumber);
    paths.add("history/task?processInstanceBusinessKey=" + caseNumber);
    for (String id : seenTasks) {
      for (String of : List.of("", "/form-variables", "/rendered-form", "/variables", "/localVariables", "/identity-links")) {
        paths.add("task/" + id + of);
      }
      paths.add("history/task?taskId=" + id);
      paths.add("history/user-operation?taskId=" + id);
      paths.add("variable-instance?taskIdIn=" + id);
    }
    history.createHistoricProcessInstanceQuery().processInstanceBusinessKey(caseNumber).list().forEach(
        instance -> {
          paths.add("process-instance/" + instance.getId());
          paths.add("variable-instance?processInstanceIdIn=" + instance.getId());
          paths.add("history/user-operation?processInstanceId=" + instance.getId());
          paths.add("history/variable-instance?processInstanceId=" + instance.getId());
          paths.add("history/activity-instance?processInstanceId=" + instance.getId());
        });
    for (String person : List.of(first, second)) {
      paths.add("user/" + person + "/profile");
      paths.add("user?id=" + person);
      paths.add("group?member=" + person);
      paths.add("task?assignee=" + person);
      paths.add("history/task?taskAssignee=" + person);
    }
    return paths;
  }

  private void lists(Visitor visitor, Map<String, String> read) {
    HttpResponse<String> filters = visitor.engine("GET", "filter?resourceType=Task", null);
    if (filters.statusCode() != 200) {
      return;
    }
    for (JsonNode filter : Visitor.json(filters)) {
      String path = "filter/" + filter.path("id").asText() + "/list";
      keep(read, path, visitor.engine("POST", path + "?maxResults=200", "{}"));
    }
  }

  private static void keep(Map<String, String> read, String path, HttpResponse<String> answer) {
    if (answer.statusCode() == 200 && !answer.body().contains("id=\"password\"")) {
      read.put(path, answer.body());
    }
  }
}
