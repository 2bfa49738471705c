package org.hatchery.desk;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.assertj.core.api.SoftAssertions;
import org.camunda.bpm.engine.RuntimeService;
import org.hatchery.HatcheryTest;
import org.hatchery.Story;
import org.hatchery.organisation.People;
import org.hatchery.organisation.Role;
import org.hatchery.project.Area;
import org.hatchery.project.Dossier;
import org.hatchery.project.Projects;
import org.hatchery.project.SampleProjects;
import org.hatchery.project.Stage;
import org.hatchery.review.ReviewScores;
import org.hatchery.review.ReviewStory;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Who reads what of a round of the review, role by role: as {@link WhoSeesWhatTest}, for observers and their scores. */
@HatcheryTest
class WhoSeesTheReviewTest {

  private static final Set<String> CONTACTS = Set.of("telephone", "contact", "mail");
  private static final Set<String> NAMES = Set.of("name of the first", "name of the second");
  private static final Set<String> NONE = Set.of();

  /** Who might read something else than before while the notice is up, and when the result stands. */
  private static final Set<String> AFTERWARDS =
      Set.of("null", "xiyang.leader", "aixin.leader", "qianquan-c1.clerk", "qianquan.clerk", "qianquan.signer");

  private static final Set<String> NOT_YET_CONCERNED =
      Set.of("null", "xiyang.member1", "qianquan-c1.clerk", "qianquan-center.mentor1", "admin");

  /** @param scoring what he is to know while scores come in @param jury before the notice @param after while it is up */
  private record Row(String role, String user, Set<String> scoring, Set<String> jury, Set<String> after) {

    /** What he may know, and does not at every time. */
    Set<String> besides() {
      return "qianquan-c1.clerk".equals(user) ? Set.of("name of the second") : NONE;
    }
  }

  @Autowired Story story;
  @Autowired ReviewStory reviews;
  @Autowired CaseReader reader;
  @Autowired SampleProjects samples;
  @Autowired Projects projects;
  @Autowired ReviewScores scores;
  @Autowired People people;
  @Autowired RuntimeService runtime;
  @Autowired JdbcClient jdbc;

  private final Map<String, String> secrets = new LinkedHashMap<>();
  private String number;
  private String other;
  private String round;
  private List<String> observers;

  @Test
  void observersAndWhatTheyGiveUntilTheNotice() {
    aRoundOfTwo();
    List<Row> rows = rows();
    SoftAssertions all = new SoftAssertions();

    reviews.score(round, number, observers.get(0), scored(61, "甲"));
    reviews.score(round, number, observers.get(1), with(scored(73, "乙"), "decision", "save"));
    List<Row> concerned = rows.stream().filter(row -> !NOT_YET_CONCERNED.contains("" + row.user())).toList();
    look(all, "while scores come in", concerned, Row::scoring, List.of());

    reviews.score(round, number, observers.get(1), scored(73, "乙"));
    reviews.score(round, number, observers.get(2), Map.of("decision", "unable", "remark", "与队长是连襟之丙"));
    reviews.score(round, other, 90);
    secrets.put("total", scores.came(number).orElseThrow().total().toPlainString());
    amended();
    look(all, "before the notice", rows, Row::jury, List.of());

    reviews.confirm(round);
    String notice =
        jdbc.sql("select notice from hatchery.review_round where number = :n").param("n", round).query(String.class).single();
    List<String> page = List.of("/portal/notices/" + notice);
    List<Row> some = rows.stream().filter(row -> AFTERWARDS.contains("" + row.user())).toList();
    look(all, "while the notice is up", some, Row::after, page);

    reviews.passNotice(round);
    look(all, "when the result stands", some, Row::after, page);
    all.assertAll();
  }

  private void aRoundOfTwo() {
    number = waiting("xiyang");
    other = waiting("aixin");
    Dossier plain = SampleProjects.dossier();
    projects.revise(
        number,
        new Dossier(
            plain.need(), plain.target(), plain.plan() + "报名请拨 13911113333，或写信到 mingyue@example.cn。", plain.schedule(),
            plain.budget(), 12, "队长闻人明玥，电话 139-1111-3333。", plain.resources(), "", "闻人明玥", "13911113333",
            List.of("申报书")),
        "xiyang.leader");
    round = reviews.open("qianquan.clerk", Area.EMERGENCY);
    reviews.enrol(number);
    reviews.enrol(other);
    reviews.closeEnrolment(round);
    observers = reviews.observers(round, number);
    reviews.arrange("qianquan.clerk", round);
    secrets.put("telephone", "13911113333");
    secrets.put("contact", "闻人明玥");
    secrets.put("mail", "mingyue@example.cn");
    secrets.put("comment of the first", "现场评语之甲");
    secrets.put("comment of the second", "现场评语之乙");
    secrets.put("points of the first", "打分 " + sum(scored(61, "甲")) + " 分");
    secrets.put("points of the second", "打分 " + sum(scored(73, "乙")) + " 分");
    secrets.put("why the third stands back", "与队长是连襟之丙");
    secrets.put("what the jury thinks of", "评审会拟改之由");
    secrets.put("name of the first", people.get(observers.get(0)).name());
    secrets.put("name of the second", people.get(observers.get(1)).name());
  }

  private String waiting(String group) {
    String caseNumber = samples.inStage(Stage.REVIEW, group, Area.EMERGENCY, "ZJ-WHO-REVIEW");
    runtime.startProcessInstanceByKey("review", caseNumber);
    return caseNumber;
  }

  private List<Row> rows() {
    Set<String> points = Set.of("points of the first", "points of the second");
    Set<String> judges = both(NAMES, Set.of("why the third stands back", "total"));
    Set<String> clerks = both(NAMES, both(CONTACTS, Set.of("why the third stands back")));
    Set<String> scoring = both(NAMES, Set.of("points of the first"));
    Set<String> told = both(NAMES, Set.of("total"));
    Set<String> first = Set.of("name of the first", "points of the first");
    String notDrawn =
        people.holders("zc", Role.EXPERT).stream()
            .map(person -> person.id())
            .filter(id -> !observers.contains(id) && !reviews.observers(round, other).contains(id))
            .findFirst()
            .orElseThrow();
    return List.of(
        new Row("resident", null, NONE, NONE, told),
        new Row("leader of the group", "xiyang.leader", CONTACTS, CONTACTS, both(told, CONTACTS)),
        new Row("member", "xiyang.member1", CONTACTS, CONTACTS, both(told, CONTACTS)),
        new Row("leader of another group of the round", "aixin.leader", NONE, NONE, told),
        new Row("clerk of the community", "qianquan-c1.clerk", both(CONTACTS, Set.of("name of the first")), clerks, both(told, clerks)),
        new Row("clerk of the street", "qianquan.clerk", both(NAMES, CONTACTS), clerks, both(told, clerks)),
        new Row("signer, the jury", "qianquan.signer", NAMES, both(judges, Set.of("what the jury thinks of")), judges),
        new Row("first observer", observers.get(0), first, first, both(told, first)),
        new Row("second observer", observers.get(1), Set.of("comment of the second", "name of the second"),
            Set.of("points of the second", "name of the second"), both(told, Set.of("points of the second"))),
        new Row("expert not drawn", notDrawn, NONE, NONE, told),
        new Row("mentor of the centre", "qianquan-center.mentor1", NONE, NONE, told),
        new Row("supervisor", "qianquan.supervisor", scoring, both(judges, points), both(judges, points)),
        new Row("city administrator", "admin", scoring, both(judges, points), both(judges, points)));
  }

  private void look(
      SoftAssertions all, String when, List<Row> rows, Function<Row, Set<String>> must, List<String> pages) {
    CaseReader.Wanted wanted =
        new CaseReader.Wanted(List.of(number, round), observers.subList(0, 2), pages, when.equals("before the notice"));
    Map<String, Map<String, String>> read = reader.read(rows.stream().map(Row::user).toList(), wanted);
    for (Row row : rows) {
      CaseReader.look(
          all, when + ", " + row.role(), read.get(row.user() == null ? "" : row.user()), secrets, must.apply(row),
          row.besides());
    }
  }

  /** The jury has typed something and puts it off. */
  private void amended() {
    story.submit(
        "qianquan.signer", round, "confirmRanking",
        Map.of(
            "decision", "save",
            "amendments", List.of(Map.of("project", number, "result", "pass", "reason", "评审会拟改之由"))));
  }

  private Map<String, Object> scored(int of100, String whose) {
    Map<String, Object> form = new HashMap<>(reviews.scored(of100));
    form.replaceAll((field, value) -> field.endsWith("Comment") ? "现场评语之" + whose : value);
    return form;
  }

  private static int sum(Map<String, Object> form) {
    return form.values().stream().filter(Integer.class::isInstance).mapToInt(Integer.class::cast).sum();
  }

  private static Map<String, Object> with(Map<String, Object> form, String field, Object value) {
    Map<String, Object> changed = new HashMap<>(form);
    changed.put(field, value);
    return changed;
  }

  private static Set<String> both(Set<String> some, Set<String> more) {
    Set<String> all = new TreeSet<>(some);
    all.addAll(more);
    return all;
  }
}
