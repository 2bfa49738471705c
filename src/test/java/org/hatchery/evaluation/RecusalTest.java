package org.hatchery.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.task.Task;
import org.hatchery.HatcheryTest;
import org.hatchery.Story;
import org.hatchery.Visitor;
import org.hatchery.organisation.Conflicts;
import org.hatchery.organisation.People;
import org.hatchery.project.Projects;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Recusal asked for by the applicant, soft conflicts, a funder's experts, and the draw under supervision. */
@HatcheryTest
class RecusalTest {

  private static final String FACTS = "该专家的配偶是我队前任会计。";

  @LocalServerPort int port;
  @Autowired Story story;
  @Autowired EvaluationStory stories;
  @Autowired Evaluations evaluations;
  @Autowired Reviewers reviewers;
  @Autowired Pool pool;
  @Autowired Draws draws;
  @Autowired Projects projects;
  @Autowired People people;
  @Autowired Conflicts conflicts;
  @Autowired JdbcClient jdbc;

  private String ask(String project, String expert) {
    String recusal = story.start("yijian.leader", "recusal", Map.of());
    story.submit("yijian.leader", recusal, "writeRecusal",
        Map.of("decision", "submit", "project", project, "expert", expert, "facts", FACTS));
    return recusal;
  }

  private List<String> seated(String project) {
    return reviewers.seated(project, evaluations.round(project)).stream().map(Reviewers.Reviewer::person).toList();
  }

  private void forget(String person) {
    jdbc.sql("delete from hatchery.tie where person = :p and organisation = 'yijian'").param("p", person).update();
  }

  @Test
  void aReviewerWhoseRecusalIsGrantedIsReplacedAndTheOthersStay() {
    String project = stories.begin("yijian");
    stories.accept(project);
    List<String> drawn = seated(project);
    String gone = drawn.get(1);
    String recusal = ask(project, gone);
    assertThat(story.whoHas(story.task(recusal, "decideRecusal"))).containsExactly("gangshan:signer");
    assertThat(story.shown("gangshan.signer", recusal, "decideRecusal").get("request").toString())
        .contains(FACTS, people.get(gone).name());
    assertThat(story.refused("gangshan.signer", recusal, "decideRecusal", Map.of("decision", "grant"))).contains("“理由”");
    story.submit("gangshan.signer", recusal, "decideRecusal", Map.of("decision", "grant", "reason", "情况属实。"));

    List<String> now = seated(project);
    assertThat(now).hasSize(3).doesNotContain(gone).contains(drawn.get(0), drawn.get(2));
    Set<String> have = story.tasks(project, "scoreProposal").stream().map(Task::getAssignee).collect(Collectors.toSet());
    assertThat(have).isEqualTo(new HashSet<>(now));
    assertThat(mail("evaluation.recused:" + project + ":1")).containsExactly(gone);
    assertThat(jdbc.sql("select body from hatchery.mail where event = :e").param("e", "evaluation.recusal:" + recusal).query(String.class).single())
        .contains("已准许", "情况属实。")
        .doesNotContain("抽到", "席");
    stories.score(project, 0.8);
    assertThat(story.open(project)).containsExactly("signConclusion");
    forget(gone);
  }

  @Test
  void aScoreAlreadyHandedInIsNotCounted() {
    String project = stories.begin("yijian");
    stories.accept(project);
    String early = seated(project).get(0);
    story.submit(early, story.taskOf(early, project, "scoreProposal"), stories.sheet(0.2));
    String recusal = ask(project, early);
    story.submit("gangshan.signer", recusal, "decideRecusal", Map.of("decision", "grant", "reason", "情况属实。"));
    stories.score(project, 0.8);
    assertThat(seated(project)).hasSize(3).doesNotContain(early);
    stories.score(project, 0.8);
    assertThat(story.open(project)).containsExactly("signConclusion");
    assertThat(evaluations.result(project).orElseThrow().total()).isEqualTo("80.00");
    forget(early);
  }

  @Test
  void aRefusedRecusalChangesNothingAndAfterTheScoresNobodyAsks() {
    String project = stories.begin("yijian");
    stories.accept(project);
    List<String> drawn = seated(project);
    String recusal = ask(project, drawn.get(0));
    story.submit("gangshan.signer", recusal, "decideRecusal", Map.of("decision", "refuse", "reason", "没有证据。"));
    assertThat(seated(project)).isEqualTo(drawn);
    assertThat(jdbc.sql("select body from hatchery.mail where event = :e").param("e", "evaluation.recusal:" + recusal).query(String.class).single())
        .contains("未准许", "没有证据。");

    String late = story.start("yijian.leader", "recusal", Map.of());
    assertThat(story.refused("yijian.leader", late, "writeRecusal", Map.of("decision", "submit", "project", project)))
        .contains("“项目”和“专家”");
    assertThat(story.refused("yijian.leader", late, "writeRecusal",
            Map.of("decision", "submit", "project", project, "expert", "gangshan.clerk", "facts", FACTS)))
        .contains("“专家”");
    stories.score(project, 0.8);
    assertThat(story.refused("yijian.leader", late, "writeRecusal",
            Map.of("decision", "submit", "project", project, "expert", drawn.get(1), "facts", FACTS)))
        .contains("评审已经结束");
    story.submit("yijian.leader", late, "writeRecusal", Map.of("decision", "drop"));
    assertThat(story.runs(late, "recusal")).isFalse();
  }

  @Test
  void anApplicationThatIsForgottenLapsesAndADecisionThatIsLateIsToldToTheSupervisors() {
    String project = stories.begin("yijian");
    stories.accept(project);
    String forgotten = story.start("yijian.leader", "recusal", Map.of());
    String recusal = ask(project, seated(project).get(0));
    story.pass(Duration.ofDays(8));
    assertThat(story.runs(forgotten, "recusal")).isFalse();
    assertThat(mail("escalated:" + recusal)).contains("gangshan.supervisor");
    assertThat(story.open(recusal)).containsExactly("decideRecusal");
    story.submit("gangshan.signer", recusal, "decideRecusal", Map.of("decision", "refuse", "reason", "没有证据。"));
  }

  @Test
  void whoWorksInTheStreetIsDrawnOnlyBesideTwoWhoDoNot() {
    String project = stories.begin("yijian");
    List<Pool.Candidate> before = pool.candidates(projects.get(project));
    List<String> able = before.stream().filter(c -> c.excluded() == null).map(c -> c.person().id()).toList();
    assertThat(able).hasSizeGreaterThan(3);
    // all but one take up a post in the street
    String clear = able.get(0);
    for (String person : able.subList(1, able.size())) {
      jdbc.sql("insert into hatchery.holding (person, organisation, role, since) values (:p, 'gangshan', 'CLERK', '2020-01-01')").param("p", person).update();
    }
    try {
      assertThat(pool.candidates(projects.get(project)).stream().filter(c -> c.person().id().equals(able.get(1))))
          .singleElement()
          .satisfies(c -> {
            assertThat(c.excluded()).isNull();
            assertThat(c.soft()).contains("同在一个镇街");
          });
      stories.accept(project);
      assertThat(story.open(project)).as("one without any conflict is not enough").containsExactly("widenPool");
      assertThat(story.shown(stories.doer(project, "widenPool"), project, "widenPool").get("poolRows").toString()).contains("须有无关系的评审同组");
      jdbc.sql("delete from hatchery.holding where person = :p and organisation = 'gangshan' and role = 'CLERK'").param("p", able.get(1)).update();
      String further = pool.further(projects.get(project)).get(0).person().id();
      stories.submit(project, "widenPool", Map.of("experts", List.of(further)));
      List<String> drawn = seated(project);
      assertThat(drawn).hasSize(3).contains(clear, able.get(1));
    } finally {
      jdbc.sql("delete from hatchery.holding where person in (:p) and organisation = 'gangshan' and role = 'CLERK'").param("p", able).update();
    }
  }

  @Test
  void anExpertOfAFunderStandsBack() {
    String project = stories.begin("yijian");
    String expert = pool.candidates(projects.get(project)).stream().filter(c -> c.excluded() == null).findFirst().orElseThrow().person().id();
    jdbc.sql("insert into hatchery.holding (person, organisation, role, since) values (:p, 'wenxin', 'MEMBER', '2020-01-01')").param("p", expert).update();
    try {
      assertThat(pool.ties(projects.get(project), expert)).isEmpty();
      jdbc.sql("update hatchery.dossier set content = jsonb_set(content, '{otherFunding}', to_jsonb('已获' || (select name from hatchery.organisation where code = 'wenxin') || '资助 5000 元')) where case_number = :c")
          .param("c", project)
          .update();
      assertThat(pool.ties(projects.get(project), expert)).singleElement().asString().contains("现任");
    } finally {
      jdbc.sql("delete from hatchery.holding where person = :p and organisation = 'wenxin'").param("p", expert).update();
    }
  }

  @Test
  void aSupervisorDrawsAgainFromTheSeedAndWitnesses() {
    String project = stories.begin("yijian");
    stories.accept(project);
    Draws.Held held = draws.of(project).get(0);
    assertThat(held.same()).isTrue();
    assertThat(held.candidates()).anySatisfy(c -> assertThat(c.excluded()).isNotEmpty());
    Visitor supervisor = Visitor.signedIn(port, "gangshan.supervisor");
    String page = supervisor.get("/desk/cases/" + project + "/draw").body();
    assertThat(page).contains(held.seed(), "按种子重抽，次序一致", "还没有人监督");
    supervisor.form("/desk/cases/" + project + "/draw", "/desk/cases/" + project + "/draw/1/witness", Map.of());
    supervisor.form("/desk/cases/" + project + "/draw", "/desk/cases/" + project + "/draw/1/witness", Map.of());
    assertThat(draws.of(project).get(0).witnesses()).hasSize(1);
    assertThat(supervisor.get("/desk/cases/" + project).body()).contains("监督抽取评审", "结果一致");

    for (String other : new TreeSet<>(List.of("yijian.leader", seated(project).get(0), "qianquan.supervisor", "gangshan.clerk"))) {
      Visitor visitor = Visitor.signedIn(port, other);
      assertThat(visitor.get("/desk/cases/" + project + "/draw").statusCode()).as(other).isEqualTo(403);
    }
    assertThat(Visitor.signedIn(port, "yijian.leader").get("/desk/cases/" + project).body()).doesNotContain(held.seed(), "监督抽取评审");
    jdbc.sql("update hatchery.draw_candidate set open_reviews = 9 where case_number = :c and place = 1").param("c", project).update();
    assertThat(draws.of(project).get(0).same()).as("a record that was tampered with is seen").isFalse();
  }

  @Test
  void aSevereReviewerIsShownAsSuchAndTheScoreStaysAsItIs() {
    String project = stories.begin("yijian");
    stories.accept(project);
    stories.score(project, 0.7, 0.8, 0.8);
    var shown = story.shown("gangshan.signer", project, "signConclusion");
    assertThat(shown.get("severityRows").toString()).contains("-10.00 分", "+5.00 分");
    assertThat(shown.get("total")).isEqualTo("76.67");
  }

  private List<String> mail(String event) {
    return jdbc.sql("select person from hatchery.mail where event = :e").param("e", event).query(String.class).list();
  }
}
