package org.hatchery.review;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.hatchery.Story;
import org.hatchery.organisation.People;
import org.hatchery.organisation.Role;
import org.hatchery.project.Area;
import org.hatchery.project.Projects;
import org.springframework.stereotype.Component;

/** Walks rounds of the review through their real tasks, for tests of this stage and of the whole path. */
@Component
public class ReviewStory {

  private final Story story;
  private final Projects projects;
  private final People people;
  private final Rounds rounds;
  private final Entries entries;
  private final Visits visits;
  private final Rubric rubric;
  private final TaskService tasks;

  ReviewStory(
      Story story, Projects projects, People people, Rounds rounds, Entries entries, Visits visits, Rubric rubric,
      TaskService tasks) {
    this.story = story;
    this.projects = projects;
    this.people = people;
    this.rounds = rounds;
    this.entries = entries;
    this.visits = visits;
    this.rubric = rubric;
    this.tasks = tasks;
  }

  /**
   * A whole round up to its public notice.
   *
   * @param clerk of a street or of the city, e.g. {@code gangshan.clerk}
   * @param caseNumbers projects that wait for a round in the clerk's region; others that wait are invited too and deferred
   * @param score of 100 that each is to reach, by case number; exact for multiples of 5, else within half a point
   * @return number PB-… of the round; its notice is up
   */
  public String holdRound(String clerk, List<String> caseNumbers, Map<String, Integer> score) {
    String round = open(clerk);
    caseNumbers.forEach(this::enrol);
    closeEnrolment(round);
    arrange(clerk, round);
    caseNumbers.forEach(caseNumber -> score(round, caseNumber, score.get(caseNumber)));
    confirm(round);
    return round;
  }

  /** A round in which the project alone takes part and excels, until its notice stands: the spine goes on to the brand. */
  public void excellent(String caseNumber) {
    passNotice(holdRound(projects.get(caseNumber).street() + ".clerk", List.of(caseNumber), Map.of(caseNumber, 95)));
  }

  /** Lets the notice of the round run out without objection. */
  public void passNotice(String round) {
    story.pass(Duration.ofDays(15));
  }

  /** A round over all areas is open and has invited. */
  public String open(String clerk) {
    return open(clerk, Area.values());
  }

  /** A round over these areas is open and has invited. */
  public String open(String clerk, Area... areas) {
    String round = story.start(clerk, "reviewRound", Map.of());
    Map<String, Object> plan = plan();
    plan.put("areas", Arrays.stream(areas).map(Area::code).toList());
    story.submit(clerk, round, "draftRound", plan);
    story.runJobs();
    return round;
  }

  /** What the plan of a round may be. */
  public Map<String, Object> plan() {
    Map<String, Object> plan = new HashMap<>();
    plan.put("decision", "open");
    plan.put("title", "志愿服务项目观摩评比");
    plan.put("startsOn", day(0));
    plan.put("endsOn", day(60));
    plan.put("areas", Area.options().stream().map(option -> option.get("value")).toList());
    return plan;
  }

  public void enrol(String caseNumber) {
    story.submit(
        projects.get(caseNumber).group() + ".leader", caseNumber, "confirmEnrolment", Map.of("decision", "enrol"));
  }

  /** The time to enrol is over: observers are drawn. */
  public void closeEnrolment(String round) {
    story.moveTo(rounds.get(round).enrolUntil().plus(Duration.ofMinutes(2)));
  }

  public void arrange(String clerk, String round) {
    story.submit(clerk, round, "arrangeVisits", Map.of("decision", "arrange", "arranged", arranged(round)));
  }

  /** A row for each project that has observers. */
  public List<Map<String, Object>> arranged(String round) {
    return new ArrayList<>(
        entries.in(round, "enrolled").stream()
            .filter(entry -> !visits.to(round, entry.caseNumber()).isEmpty())
            .map(entry -> Map.<String, Object>of(
                "project", entry.caseNumber(), "venue", "社区党群服务中心一楼", "day", day(1), "time", "09:30"))
            .toList());
  }

  /** Every observer of the project gives the same. */
  public void score(String round, String caseNumber, int score) {
    visits.to(round, caseNumber).forEach(visit ->
        story.submit(visit.observer(), task(visit), scored(score)));
  }

  /** One observer of the project submits this form. */
  public void score(String round, String caseNumber, String observer, Map<String, Object> form) {
    Visits.Visit visit =
        visits.to(round, caseNumber).stream().filter(one -> one.observer().equals(observer)).findFirst().orElseThrow();
    story.submit(observer, task(visit), form);
  }

  /** Ids of the observers drawn for the project, in the order drawn. */
  public List<String> observers(String round, String caseNumber) {
    return visits.to(round, caseNumber).stream().map(Visits.Visit::observer).toList();
  }

  /** The open task of this visit. */
  Task task(Visits.Visit visit) {
    return story.tasks(visit.round(), "scoreVisit").stream()
        .filter(task -> String.valueOf(visit.id()).equals(tasks.getVariable(task.getId(), "visit")))
        .findFirst()
        .orElseThrow(() -> new AssertionError(visit.observer() + " has no task to score " + visit.caseNumber()));
  }

  /** A form that gives about {@code score} of 100, where residents do not rate. */
  public Map<String, Object> scored(int score) {
    int left = Math.round(score * 80 / 100f);
    Map<String, Object> form = new TreeMap<>(Map.of("decision", "score"));
    int weights = 80;
    for (Criterion criterion : rubric.observed()) {
      int points = Math.min(criterion.weight(), Math.round(left * criterion.weight() / (float) weights));
      form.put(criterion.code(), points);
      form.put(criterion.code() + "Comment", "现场看到的情况与材料一致，仍有改进余地。");
      left -= points;
      weights -= criterion.weight();
    }
    return form;
  }

  /** The jury confirms what the table said; the notice is up. */
  public void confirm(String round) {
    String signer = people.holders(rounds.get(round).owner(), Role.SIGNER).get(0).id();
    story.submit(signer, round, "confirmRanking", Map.of("decision", "confirm", "amendments", List.of()));
  }

  /** Shanghai's date so many days from now, as a form sends it. */
  public String day(int fromNow) {
    return story.now().atZone(java.time.ZoneId.of("Asia/Shanghai")).toLocalDate().plusDays(fromNow).toString();
  }
}
