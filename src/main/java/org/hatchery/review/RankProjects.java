package org.hatchery.review;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.hatchery.engine.Decision;
import org.hatchery.engine.Outcome;
import org.hatchery.engine.Rules;
import org.hatchery.engine.Step;
import org.hatchery.engine.Work;
import org.hatchery.project.Projects;
import org.hatchery.project.Stage;
import org.springframework.stereotype.Component;

/** Ranks the projects of each area and asks the table what each comes to (DOMAIN.md, 4, ranking and result). */
@Component("rankProjects")
class RankProjects implements Step {

  private final Rounds rounds;
  private final Entries entries;
  private final Visits visits;
  private final Projects projects;
  private final Rubric rubric;
  private final Figures figures;
  private final Rules rules;
  private final Releases releases;

  RankProjects(
      Rounds rounds, Entries entries, Visits visits, Projects projects, Rubric rubric, Figures figures, Rules rules,
      Releases releases) {
    this.rounds = rounds;
    this.entries = entries;
    this.visits = visits;
    this.projects = projects;
    this.rubric = rubric;
    this.figures = figures;
    this.rules = rules;
    this.releases = releases;
  }

  @Override
  public Outcome run(Work work) {
    Round round = rounds.lock(work.caseNumber());
    rounds.state(round.number(), "ranking");
    Map<String, List<Ranking.Candidate>> areas = new TreeMap<>();
    int unscored = 0;
    for (Entry entry : entries.in(round.number(), "enrolled")) {
      if (projects.get(entry.caseNumber()).stage() != Stage.REVIEW) {
        releases.release(round, entry.caseNumber(), "项目已退出");
        continue;
      }
      List<Criterion> criteria = rubric.criteria();
      List<Map<String, Integer>> scores =
          visits.to(round.number(), entry.caseNumber()).stream()
              .filter(visit -> visit.state().equals("scored"))
              .map(visit -> visit.points(rubric.observed()))
              .toList();
      if (scores.isEmpty()) {
        unscored++;
        continue;
      }
      Marks marks =
          Marks.of(criteria, scores, visits.satisfaction(round.number(), entry.caseNumber(), figures.of("ratings")));
      areas.computeIfAbsent(entry.area(), area -> new ArrayList<>()).add(new Ranking.Candidate(entry.caseNumber(), marks));
    }
    areas.values().forEach(area -> rank(round, area));
    return Outcome.of(
        "ranked",
        "分 " + areas.size() + " 个领域排出名次" + (unscored == 0 ? "" : "；" + unscored + " 个项目没有分数，由评审会定结果"));
  }

  private void rank(Round round, List<Ranking.Candidate> area) {
    for (Ranking.Placed placed : Ranking.of(area, figures.of("excellentShare"))) {
      Decision said =
          rules.decide(
              "reviewOutcome", Map.of("score", placed.marks().total().doubleValue(), "top", placed.top()));
      entries.rank(
          round.number(), placed, said.text("result"), said.text("reason") + "（" + said.source() + "）");
    }
  }
}
