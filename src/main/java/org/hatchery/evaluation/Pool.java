package org.hatchery.evaluation;

import java.sql.Timestamp;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.hatchery.engine.Decision;
import org.hatchery.engine.Rules;
import org.hatchery.organisation.Conflicts;
import org.hatchery.organisation.Expert;
import org.hatchery.organisation.Organisation;
import org.hatchery.organisation.Organisations;
import org.hatchery.organisation.People;
import org.hatchery.organisation.Person;
import org.hatchery.organisation.Role;
import org.hatchery.project.Project;
import org.hatchery.project.Projects;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The experts from whom reviewers of a project are drawn, why others are not, and the draws (DOMAIN.md section 2). */
@Component("reviewerPool")
class Pool {

  private final JdbcClient jdbc;
  private final Clock clock;
  private final Projects projects;
  private final People people;
  private final Organisations organisations;
  private final Conflicts conflicts;
  private final Reviewers reviewers;
  private final Rules rules;

  Pool(
      JdbcClient jdbc, Clock clock, Projects projects, People people, Organisations organisations, Conflicts conflicts,
      Reviewers reviewers, Rules rules) {
    this.jdbc = jdbc;
    this.clock = clock;
    this.projects = projects;
    this.people = people;
    this.organisations = organisations;
    this.conflicts = conflicts;
    this.reviewers = reviewers;
    this.rules = rules;
  }

  /**
   * An expert looked at for a draw.
   *
   * @param pool code of the organisation in whose pool he stands
   * @param excluded why he is not drawn; null: he can be
   * @param soft a conflict that lets him be drawn only beside others without any; null: none
   */
  record Candidate(Person person, String pool, int openReviews, String excluded, String soft) {}

  /**
   * @param wanted how many to draw
   * @param least never fewer
   * @param load most open reviews of one expert
   * @param clear how many of the seats at least go to experts without any conflict
   */
  record Figures(int wanted, int least, int load, int clear, String rule) {}

  /** @throws IllegalStateException where drawing.dmn wants an even number or fewer than it allows */
  Figures figures(Project project) {
    Decision table = rules.decide("drawing", Map.of("lane", project.lane().code()));
    Figures figures = new Figures(table.number("wanted"), table.number("least"), table.number("load"), table.number("clear"), table.source());
    if (figures.wanted() % 2 == 0 || figures.wanted() < figures.least()) {
      throw new IllegalStateException("drawing.dmn must want an odd number, at least " + figures.least());
    }
    return figures;
  }

  /** Experts of the organisation that posted the call and those above it, and those added by hand; by id. */
  List<Candidate> candidates(Project project) {
    Set<String> added = added(project.caseNumber());
    Map<String, Expert> experts = new TreeMap<>();
    people.experts(project.owner()).forEach(expert -> experts.put(expert.person().id(), expert));
    elsewhere(experts.keySet()).stream()
        .filter(expert -> added.contains(expert.person().id()))
        .forEach(expert -> experts.put(expert.person().id(), expert));
    Map<String, Integer> open = reviewers.openReviews();
    Set<String> seated = reviewers.everSeated(project.caseNumber());
    int load = figures(project).load();
    return experts.values().stream()
        .map(
            expert -> {
              String id = expert.person().id();
              int has = open.getOrDefault(id, 0);
              return new Candidate(
                  expert.person(),
                  expert.organisation(),
                  has,
                  exclusion(project, expert, has, load, added.contains(id), seated.contains(id)),
                  soft(project, id));
            })
        .toList();
  }

  private String exclusion(Project project, Expert expert, int open, int load, boolean added, boolean seated) {
    if (seated) {
      return "已参加过本项目评审";
    }
    if (!added && !expert.areas().contains(project.area().code())) {
      return "不熟悉“" + project.area().label() + "”领域";
    }
    List<String> ties = ties(project, expert.person().id());
    if (!ties.isEmpty()) {
      return "回避：" + String.join("；", ties);
    }
    return open >= load ? "在办评审已满 " + load + " 件" : null;
  }

  /** A conflict that does not exclude by itself; null: none. */
  String soft(Project project, String person) {
    return conflicts.soft(person, project.group()).orElse(null);
  }

  /** Why the person must stand back from the project; empty: nothing known. */
  List<String> ties(Project project, String person) {
    return conflicts.of(person, concerned(project));
  }

  private Set<String> concerned(Project project) {
    Set<String> concerned = new LinkedHashSet<>(List.of(project.group(), project.community()));
    String registering = organisations.get(project.group()).parent();
    if (registering != null) {
      concerned.add(registering);
    }
    // a funder is named in words; an organisation whose name stands there is one
    String funding = projects.dossier(project.caseNumber()).otherFunding();
    organisations.all().stream()
        .filter(organisation -> funding != null && funding.contains(organisation.name()))
        .forEach(organisation -> concerned.add(organisation.code()));
    return concerned;
  }

  /** Experts who can be added by hand: of other pools, or of other areas, without a tie and not yet drawn; by id. */
  List<Candidate> further(Project project) {
    Set<String> seated = reviewers.everSeated(project.caseNumber());
    Set<String> added = added(project.caseNumber());
    Map<String, Integer> open = reviewers.openReviews();
    int load = figures(project).load();
    List<Expert> all = new ArrayList<>(people.experts(project.owner()));
    all.removeIf(expert -> expert.areas().contains(project.area().code()));
    Set<String> near = new LinkedHashSet<>();
    people.experts(project.owner()).forEach(expert -> near.add(expert.person().id()));
    all.addAll(elsewhere(near));
    return all.stream()
        .filter(expert -> !seated.contains(expert.person().id()) && !added.contains(expert.person().id()))
        .filter(expert -> ties(project, expert.person().id()).isEmpty())
        .map(
            expert ->
                new Candidate(
                    expert.person(), expert.organisation(), open.getOrDefault(expert.person().id(), 0), null,
                    soft(project, expert.person().id())))
        .filter(candidate -> candidate.openReviews() < load)
        .sorted(Comparator.comparing(candidate -> candidate.person().id()))
        .toList();
  }

  private List<Expert> elsewhere(Set<String> near) {
    Map<String, Expert> far = new LinkedHashMap<>();
    for (Organisation organisation : organisations.all()) {
      for (Person person : people.holders(organisation.code(), Role.EXPERT)) {
        if (!near.contains(person.id())) {
          far.putIfAbsent(person.id(), new Expert(person, organisation.code(), Set.of()));
        }
      }
    }
    return List.copyOf(far.values());
  }

  private Set<String> added(String caseNumber) {
    return new LinkedHashSet<>(
        jdbc.sql("select person from hatchery.pool_addition where case_number = :case order by person")
            .param("case", caseNumber)
            .query(String.class)
            .list());
  }

  void add(String caseNumber, List<String> persons, String by) {
    persons.forEach(
        person ->
            jdbc.sql(
                    """
                    insert into hatchery.pool_addition (case_number, person, added_by, added_at)
                    values (:case, :person, :by, :at) on conflict do nothing
                    """)
                .param("case", caseNumber)
                .param("person", person)
                .param("by", by)
                .param("at", Timestamp.from(clock.instant()))
                .update());
  }

  /** Keeps a draw: its seed, and each candidate with his place or why he had none. */
  void keep(String caseNumber, String seed, int wanted, String rule, List<Candidate> candidates, List<String> order) {
    int number =
        jdbc.sql("select count(*) + 1 from hatchery.draw where case_number = :case")
            .param("case", caseNumber)
            .query(Integer.class)
            .single();
    jdbc.sql(
            """
            insert into hatchery.draw (case_number, number, seed, wanted, rule, drawn_at)
            values (:case, :number, :seed, :wanted, :rule, :at)
            """)
        .param("case", caseNumber)
        .param("number", number)
        .param("seed", seed)
        .param("wanted", wanted)
        .param("rule", rule)
        .param("at", Timestamp.from(clock.instant()))
        .update();
    for (Candidate candidate : candidates) {
      int place = order.indexOf(candidate.person().id()) + 1;
      jdbc.sql(
              """
              insert into hatchery.draw_candidate (case_number, draw, person, pool, open_reviews, excluded, place, soft)
              values (:case, :draw, :person, :pool, :open, :excluded, :place, :soft)
              """)
          .param("case", caseNumber)
          .param("draw", number)
          .param("person", candidate.person().id())
          .param("pool", candidate.pool())
          .param("open", candidate.openReviews())
          .param("excluded", candidate.excluded())
          .param("place", place == 0 ? null : place)
          .param("soft", candidate.soft())
          .update();
    }
  }

  /**
   * Who comes next in the latest draw, leaving out those who had a seat or can no longer be drawn, and those with a soft
   * conflict where too few without any would sit beside them; null: nobody.
   *
   * @param staying who keeps a seat
   */
  String next(Project project, Collection<String> staying) {
    Map<String, Candidate> able = new LinkedHashMap<>();
    candidates(project).stream().filter(c -> c.excluded() == null).forEach(c -> able.put(c.person().id(), c));
    long clear = staying.stream().filter(person -> soft(project, person) == null).count();
    boolean softMay = clear >= figures(project).clear();
    return jdbc.sql(
            """
            select person from hatchery.draw_candidate c where case_number = :case and place is not null
              and draw = (select max(number) from hatchery.draw where case_number = :case) order by place
            """)
        .param("case", project.caseNumber())
        .query(String.class)
        .list()
        .stream()
        .filter(person -> able.containsKey(person) && (softMay || able.get(person).soft() == null))
        .findFirst()
        .orElse(null);
  }
}
