package org.hatchery.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.assertj.core.api.SoftAssertions;
import org.camunda.bpm.engine.RuntimeService;
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
  @Autowired CaseReader reader;
  @Autowired JdbcClient jdbc;

  private String number;
  private String document;
  private String first;
  private String second;
  private String notDrawn;

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
    evaluation.accept(number);
    story.runJobs();
    List<String> seated = story.tasks(number, "scoreProposal").stream().map(Task::getAssignee).toList();
    first = seated.get(0);
    second = seated.get(1);
    notDrawn =
        people.holders("zc", Role.EXPERT).stream().map(p -> p.id()).filter(id -> !seated.contains(id)).findFirst().orElseThrow();
    evaluation.score(number, 0.8, 0.84, 0.87);
    comment(first, Secret.FIRST_COMMENT);
    comment(second, Secret.SECOND_COMMENT);
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
    Map<String, Map<String, String>> reads = read(number);
    for (Row row : rows()) {
      Map<String, String> read = reads.get(row.user() == null ? "" : row.user());
      look(all, row, read, row.before());
      all.assertThat(read.containsKey("/desk/cases/" + number)).as(row.role() + " sees the case").isEqualTo(row.sees());
    }
    all.assertAll();
  }

  @Test
  void whileTheNoticeIsUpAndAnObjectionIsHandled() {
    evaluation.sign(number, "admit");
    String notice = evaluation.notice(number);
    Visitor anybody = new Visitor(port);
    String page = "/portal/notices/" + notice + "/object";
    anybody.form(page, page, Map.of(
        "item", number, "facts", "该队去年同名项目已获资助。", "objector", Secret.OBJECTOR.text, "contact", Secret.OBJECTORS_CONTACT.text));
    String objection =
        jdbc.sql("select number from hatchery.objection where notice = :n").param("n", notice).query(String.class).single();
    notices.state(objection);

    SoftAssertions all = new SoftAssertions();
    Map<String, Map<String, String>> reads = read(number, objection);
    for (Row row : rows()) {
      Map<String, String> read = reads.get(row.user() == null ? "" : row.user());
      look(all, row, read, row.after());
    }
    all.assertThat(String.join("", reads.get("zc.signer").values()))
        .as("who decides on it").contains(Secret.OBJECTOR.text, Secret.OBJECTORS_CONTACT.text);
    all.assertAll();
  }

  private void look(SoftAssertions all, Row row, Map<String, String> read, Set<Secret> must) {
    Map<String, String> secrets = new LinkedHashMap<>();
    Arrays.stream(Secret.values()).forEach(secret -> secrets.put(secret.name(), text(secret)));
    CaseReader.look(
        all, row.role(), read, secrets, must.stream().map(Secret::name).collect(Collectors.toSet()), Set.of());
  }

  private String text(Secret secret) {
    return switch (secret) {
      case FIRST_NAME -> people.get(first).name();
      case SECOND_NAME -> people.get(second).name();
      default -> secret.text;
    };
  }

  private Map<String, Map<String, String>> read(String... numbers) {
    List<String> users = new ArrayList<>(rows().stream().map(Row::user).toList());
    users.add("zc.signer");
    return reader.read(
        users,
        new CaseReader.Wanted(List.of(numbers), List.of(first, second), List.of("/desk/documents/" + document), true));
  }
}
