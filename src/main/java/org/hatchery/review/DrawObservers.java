package org.hatchery.review;

import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.hatchery.engine.Outcome;
import org.hatchery.engine.Step;
import org.hatchery.engine.Work;
import org.hatchery.organisation.Conflicts;
import org.hatchery.organisation.Organisations;
import org.hatchery.organisation.People;
import org.hatchery.project.Project;
import org.hatchery.project.Projects;
import org.hatchery.project.Stage;
import org.springframework.stereotype.Component;

/** Draws the observers of each enrolled project, none with a conflict of interest (DOMAIN.md, 4, visits). */
@Component("drawObservers")
class DrawObservers implements Step {

  private final SecureRandom chance = new SecureRandom();
  private final Rounds rounds;
  private final Entries entries;
  private final Visits visits;
  private final Projects projects;
  private final People people;
  private final Organisations organisations;
  private final Conflicts conflicts;
  private final Figures figures;
  private final Releases releases;
  private final News news;

  DrawObservers(
      Rounds rounds, Entries entries, Visits visits, Projects projects, People people, Organisations organisations,
      Conflicts conflicts, Figures figures, Releases releases, News news) {
    this.rounds = rounds;
    this.entries = entries;
    this.visits = visits;
    this.projects = projects;
    this.people = people;
    this.organisations = organisations;
    this.conflicts = conflicts;
    this.figures = figures;
    this.releases = releases;
    this.news = news;
  }

  @Override
  public Outcome run(Work work) {
    Round round = rounds.lock(work.caseNumber());
    entries.in(round.number(), "invited").forEach(late -> entries.state(round.number(), late.caseNumber(), "deferred", "未确认"));
    leftMeanwhile(round);
    List<Entry> enrolled = entries.in(round.number(), "enrolled");
    if (enrolled.isEmpty()) {
      rounds.stop(round.number(), "没有项目参评");
      news.toClerks(
          "nobodyEnrolled:" + round.number(), round.owner(), "没有项目参评：" + round.name(),
          "“" + round.name() + "”报名截止，没有项目确认参评，本轮就此结束。顺延的项目仍在待评名单上。");
      return Outcome.of("none", "没有项目参评，本轮结束");
    }
    int each = figures.of("observers");
    long seed = chance.nextLong();
    Map<String, List<String>> drawn = Draw.of(seed, eligible(round, enrolled), each);
    visits.assign(round.number(), drawn);
    rounds.drawn(round.number(), seed);
    long few = drawn.values().stream().filter(List::isEmpty).count();
    return Outcome.of(
        "drawn",
        "为 " + enrolled.size() + " 个参评项目各抽取 " + each + " 名观摩员，随机种子 " + seed
            + (few == 0 ? "" : "；" + few + " 个项目可抽的人不足"));
  }

  private void leftMeanwhile(Round round) {
    entries.in(round.number(), "enrolled").stream()
        .filter(entry -> projects.get(entry.caseNumber()).stage() != Stage.REVIEW)
        .forEach(entry -> releases.release(round, entry.caseNumber(), "项目已退出"));
  }

  private Map<String, Set<String>> eligible(Round round, List<Entry> enrolled) {
    Set<String> pool = pool(round);
    Map<String, Set<String>> eligible = new TreeMap<>();
    enrolled.forEach(entry -> {
      Project project = projects.get(entry.caseNumber());
      // the proposer, whom it is entered under, and the centre that incubated it
      List<String> concerned = List.of(project.group(), project.community(), project.centre());
      eligible.put(
          entry.caseNumber(),
          pool.stream().filter(person -> conflicts.of(person, concerned).isEmpty()).collect(Collectors.toCollection(TreeSet::new)));
    });
    return eligible;
  }

  /** The owner's pool with those above it; on request those of the whole city. */
  private Set<String> pool(Round round) {
    return (round.wholeCity() ? organisations.all().stream().map(o -> o.code()).toList() : List.of(round.owner())).stream()
        .flatMap(code -> people.experts(code).stream())
        .map(expert -> expert.person().id())
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
