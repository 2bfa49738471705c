package org.hatchery.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.hatchery.HatcheryTest;
import org.hatchery.Story;
import org.hatchery.engine.Outcome;
import org.hatchery.engine.Work;
import org.hatchery.organisation.Conflicts;
import org.hatchery.organisation.Organisations;
import org.hatchery.project.Area;
import org.hatchery.project.Dossier;
import org.hatchery.project.Projects;
import org.hatchery.project.SampleProjects;
import org.hatchery.project.Stage;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Whatever the pool, nobody with a conflict of interest (DOMAIN.md section 2) is drawn. Who has one is known here from
 * how the pool was made, not from the program. Every pool is rolled back.
 */
@HatcheryTest
class RandomPoolsTest {

  private static final int POOLS = 25;
  private static final String GROUP = "yijian";
  private static final String FUNDER = "xiyang";

  @Autowired Story story;
  @Autowired SampleProjects samples;
  @Autowired Projects projects;
  @Autowired Organisations organisations;
  @Autowired Reviewers reviewers;
  @Autowired Conflicts conflicts;
  @Autowired DrawReviewers draw;
  @Autowired JdbcClient jdbc;
  @Autowired TransactionTemplate transaction;

  /** What stands between an expert and the project. */
  private enum Tie {
    NONE, MEMBER, RECENT_MEMBER, LONG_PAST_MEMBER, NOT_YET_MEMBER, DECLARED, TIED_ELSEWHERE;

    boolean excludes() {
      return this == MEMBER || this == RECENT_MEMBER || this == DECLARED;
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void nobodyWithAConflictIsDrawn(long seed) {
    Random random = new Random(seed);
    int drawn = 0;
    for (int run = 0; run < POOLS; run++) {
      boolean enough = Boolean.TRUE.equals(transaction.execute(status -> {
        status.setRollbackOnly();
        return drawFrom(random);
      }));
      drawn += enough ? 1 : 0;
    }
    assertThat(drawn).as("pools large enough, and pools too small, of %d", POOLS).isBetween(1, POOLS - 1);
  }

  /** @return whether three could be drawn */
  private boolean drawFrom(Random random) {
    String project = samples.inStage(Stage.EVALUATION, GROUP, Area.ELDERLY, "ZJ-POOL");
    projects.revise(project, fundedBy(organisations.get(FUNDER).name()), GROUP + ".leader");
    List<String> concerned = List.of(GROUP, organisations.get(GROUP).parent(), FUNDER);
    jdbc.sql("delete from hatchery.holding where role = 'EXPERT'").update();

    Map<String, Tie> ties = new HashMap<>();
    int experts = 1 + random.nextInt(14);
    for (int i = 0; i < experts; i++) {
      String id = "pool.expert" + i;
      Tie tie = Tie.values()[random.nextInt(Tie.values().length)];
      expert(id);
      tie(id, tie, concerned.get(random.nextInt(concerned.size())));
      ties.put(id, tie);
    }
    Outcome outcome = draw.run(new Work(project, "drawReviewers", null, null, null, Map.of()));
    List<String> seated = reviewers.seated(project, 1).stream().map(Reviewers.Reviewer::person).toList();
    assertThat(seated).as("drawn of %s", ties).allSatisfy(id -> assertThat(ties.get(id).excludes()).isFalse());
    assertThat(new HashSet<>(seated)).as("each once").hasSameSizeAs(seated);
    assertAllWhoCanBeDrawnAreInTheOrder(project, ties);
    assertThat(seated).as("%s of %s", outcome.code(), ties).hasSize(outcome.code().equals("drawn") ? 3 : 0);
    return outcome.code().equals("drawn");
  }

  /** Nobody is left out without a reason either. */
  private void assertAllWhoCanBeDrawnAreInTheOrder(String project, Map<String, Tie> ties) {
    Set<String> kept =
        jdbc.sql("select person from hatchery.draw_candidate where case_number = :case and excluded is null")
            .param("case", project)
            .query(String.class)
            .set();
    List<String> free = new ArrayList<>(ties.keySet());
    free.removeIf(id -> ties.get(id).excludes());
    assertThat(kept).as("could be drawn of %s", ties).containsExactlyInAnyOrderElementsOf(free);
  }

  private void expert(String id) {
    jdbc.sql("insert into hatchery.person (id, name) values (:id, :id)").param("id", id).update();
    hold(id, "zc", "EXPERT", today().minusYears(3), null);
  }

  private void tie(String id, Tie tie, String to) {
    switch (tie) {
      case NONE -> {}
      case MEMBER -> hold(id, to, "MEMBER", today().minusYears(1), null);
      case RECENT_MEMBER -> hold(id, to, "MEMBER", today().minusYears(4), today().minusDays(600));
      case LONG_PAST_MEMBER -> hold(id, to, "MEMBER", today().minusYears(9), today().minusDays(900));
      case NOT_YET_MEMBER -> hold(id, to, "MEMBER", today().plusDays(30), null);
      case DECLARED -> conflicts.declare(id, to, "测试利害关系");
      case TIED_ELSEWHERE -> conflicts.declare(id, "fushan", "测试利害关系");
    }
  }

  private void hold(String id, String organisation, String role, LocalDate since, LocalDate until) {
    jdbc.sql(
            """
            insert into hatchery.holding (person, organisation, role, since, until, areas)
            values (:id, :organisation, :role, :since, cast(:until as date),
              case when :role = 'EXPERT' then array['elderly'] else '{}' end)
            """)
        .param("id", id)
        .param("organisation", organisation)
        .param("role", role)
        .param("since", since)
        .param("until", until)
        .update();
  }

  private LocalDate today() {
    return LocalDate.ofInstant(story.now(), ZoneId.of("Asia/Shanghai"));
  }

  private static Dossier fundedBy(String funder) {
    Dossier d = SampleProjects.dossier();
    return new Dossier(
        d.need(), d.target(), d.plan(), d.schedule(), d.budget(), d.fixedVolunteers(), d.team(), d.resources(),
        funder + "资助 5000 元", d.contact(), d.phone(), d.attachments());
  }
}
