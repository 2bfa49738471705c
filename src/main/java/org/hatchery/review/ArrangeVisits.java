package org.hatchery.review;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.hatchery.calendar.Deadlines;
import org.hatchery.calendar.WorkCalendar;
import org.hatchery.engine.HumanTask;
import org.hatchery.engine.Outcome;
import org.hatchery.engine.Refusal;
import org.hatchery.engine.Work;
import org.hatchery.organisation.Organisations;
import org.hatchery.organisation.People;
import org.hatchery.project.Project;
import org.hatchery.project.Projects;
import org.springframework.stereotype.Component;

/** The clerk sets place and time of each visit; where too few may observe, draws again or goes on without (DOMAIN.md, 4). */
@Component("arrangeVisits")
class ArrangeVisits implements HumanTask<ArrangeVisits.Form> {

  private final Rounds rounds;
  private final Entries entries;
  private final Visits visits;
  private final Projects projects;
  private final People people;
  private final Organisations organisations;
  private final WorkCalendar calendar;
  private final Deadlines deadlines;
  private final Clock clock;

  ArrangeVisits(
      Rounds rounds, Entries entries, Visits visits, Projects projects, People people, Organisations organisations,
      WorkCalendar calendar, Deadlines deadlines, Clock clock) {
    this.rounds = rounds;
    this.entries = entries;
    this.visits = visits;
    this.projects = projects;
    this.people = people;
    this.organisations = organisations;
    this.calendar = calendar;
    this.deadlines = deadlines;
    this.clock = clock;
  }

  record Form(@NotBlank String decision, @Valid List<Arranged> arranged, @Size(max = 500) String reason) {}

  record Arranged(
      @NotBlank String project,
      @NotBlank @Size(max = 100) String venue,
      @NotNull LocalDate day,
      @NotBlank @Pattern(regexp = "([01][0-9]|2[0-3]):[0-5][0-9]", message = "应为时间，如 09:30") String time) {}

  @Override
  public Map<String, Object> show(Work work) {
    Round round = rounds.get(work.caseNumber());
    List<Entry> enrolled = entries.in(round.number(), "enrolled");
    Map<String, String> observers = observers(round);
    List<Map<String, Object>> rows = new ArrayList<>();
    List<Map<String, Object>> arranged = new ArrayList<>();
    List<Project> able = new ArrayList<>();
    for (Entry entry : enrolled) {
      Project project = projects.get(entry.caseNumber());
      rows.add(Map.of(
          "number", project.known(),
          "title", project.title(),
          "group", organisations.get(project.group()).name(),
          "observers", observers.getOrDefault(entry.caseNumber(), "可抽的观摩员不足，暂无")));
      if (observers.containsKey(entry.caseNumber())) {
        able.add(project);
        Map<String, Object> row = new HashMap<>();
        row.put("project", entry.caseNumber());
        row.put("venue", entry.venue() == null ? "" : entry.venue());
        row.put("day", entry.visitDay() == null ? "" : entry.visitDay().toString());
        row.put("time", entry.visitTime() == null ? "" : entry.visitTime());
        arranged.add(row);
      }
    }
    int few = enrolled.size() - able.size();
    return Map.of(
        "enrolled", rows,
        "projects", Wording.options(able),
        "arranged", arranged,
        "fewText", few == 0
            ? "每个项目的观摩员都已抽齐。"
            : few + " 个项目可抽的观摩员不足：可以从全市专家库重新抽取；直接安排的，这些项目本轮不评，等待下一轮。",
        "lastDay", Wording.day(lastDay()));
  }

  @Override
  public boolean keepsDraft(Form form) {
    return !"arrange".equals(form.decision());
  }

  @Override
  public Outcome act(Work work, Form form) {
    Round round = rounds.lock(work.caseNumber());
    if (form.decision() == null) {
      throw new Refusal("请选择“怎么办”。");
    }
    return switch (form.decision()) {
      case "save" -> {
        keep(round, form.arranged());
        yield Outcome.silent("save");
      }
      case "redraw" -> {
        keep(round, form.arranged());
        rounds.wholeCity(round.number());
        yield Outcome.of("redraw", "从全市专家库重新抽取观摩员");
      }
      case "stop" -> {
        if (form.reason() == null) {
          throw new Refusal("请填写“中止原因”：会告知每个参评项目。");
        }
        rounds.stop(round.number(), form.reason());
        yield Outcome.of("stop", "中止本轮评比").because(form.reason());
      }
      case "arrange" -> {
        complete(round, form.arranged());
        keep(round, form.arranged());
        yield Outcome.of("arrange", "安排 " + form.arranged().size() + " 场现场观摩");
      }
      default -> throw new Refusal("请选择“怎么办”。");
    };
  }

  private void complete(Round round, List<Arranged> arranged) {
    Set<String> wanted = observers(round).keySet();
    if (wanted.isEmpty()) {
      throw new Refusal("没有一个项目抽齐了观摩员，不能安排。请从全市专家库重新抽取，或中止本轮。");
    }
    Set<String> given = arranged.stream().map(Arranged::project).collect(Collectors.toSet());
    Set<String> missing = new HashSet<>(wanted);
    missing.removeAll(given);
    if (!missing.isEmpty()) {
      throw new Refusal("还有项目没有安排：" + missing.stream().sorted().map(this::known).collect(Collectors.joining("、"))
          + "。请在“观摩安排”里为每个项目填一行。");
    }
    LocalDate last = lastDay();
    for (Arranged row : arranged) {
      if (!wanted.contains(row.project())) {
        throw new Refusal("“观摩安排”里有一行选的项目不对：没有这个参评项目，或它的观摩员不足。请刷新页面后重新填写。");
      }
      if (row.day().isBefore(calendar.today()) || row.day().isAfter(last)) {
        throw new Refusal("“观摩安排”里 " + known(row.project()) + " 的“日期”应在今天到" + Wording.day(last) + "之间。");
      }
    }
  }

  private void keep(Round round, List<Arranged> arranged) {
    Set<String> able = observers(round).keySet();
    Set<String> seen = new HashSet<>();
    for (Arranged row : arranged) {
      if (row.project() == null) {
        continue;
      }
      if (!able.contains(row.project())) {
        throw new Refusal("“观摩安排”里有一行选的项目不对：没有这个参评项目，或它的观摩员不足。请刷新页面后重新填写。");
      }
      if (!seen.add(row.project())) {
        throw new Refusal("“观摩安排”里 " + known(row.project()) + " 写了两行。请删去一行。");
      }
      entries.arrange(round.number(), row.project(), row.venue(), row.day(), row.time());
    }
  }

  /** Observers' names by project that has them. */
  private Map<String, String> observers(Round round) {
    return visits.in(round.number()).stream()
        .collect(Collectors.groupingBy(
            Visits.Visit::caseNumber,
            LinkedHashMap::new,
            Collectors.mapping(visit -> people.get(visit.observer()).name(), Collectors.joining("、"))));
  }

  private String known(String caseNumber) {
    return projects.get(caseNumber).known();
  }

  /** Observers must be able to score in time. */
  private LocalDate lastDay() {
    return calendar.date(deadlines.due("scoreVisit", clock.instant()));
  }
}
