package org.hatchery.review;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hatchery.engine.HumanTask;
import org.hatchery.engine.Outcome;
import org.hatchery.engine.Refusal;
import org.hatchery.engine.Work;
import org.hatchery.organisation.Organisations;
import org.hatchery.organisation.People;
import org.hatchery.organisation.Role;
import org.hatchery.project.Project;
import org.hatchery.project.Projects;
import org.springframework.stereotype.Component;

/** The jury confirms what the table said or amends single results with a written reason (DOMAIN.md, 4, jury). */
@Component("confirmRanking")
class ConfirmRanking implements HumanTask<ConfirmRanking.Form> {

  private final Rounds rounds;
  private final Entries entries;
  private final Visits visits;
  private final Projects projects;
  private final Organisations organisations;
  private final People people;
  private final News news;
  private final ObjectMapper json;

  ConfirmRanking(
      Rounds rounds, Entries entries, Visits visits, Projects projects, Organisations organisations, People people,
      News news, ObjectMapper json) {
    this.rounds = rounds;
    this.entries = entries;
    this.visits = visits;
    this.projects = projects;
    this.organisations = organisations;
    this.people = people;
    this.news = news;
    this.json = json;
  }

  record Form(@NotBlank String decision, @Valid List<Amendment> amendments) {}

  record Amendment(@NotBlank String project, @NotBlank String result, @NotBlank @Size(max = 500) String reason) {}

  @Override
  public Map<String, Object> show(Work work) {
    List<Entry> ranked = ranked(work.caseNumber());
    return Map.of(
        "ranking", ranked.stream().map(this::row).toList(),
        "projects", Wording.options(ranked.stream().map(entry -> projects.get(entry.caseNumber())).toList()),
        "results", Result.options(),
        "amendments", draft(work.caseNumber()));
  }

  private Map<String, Object> row(Entry entry) {
    Project project = projects.get(entry.caseNumber());
    List<Visits.Visit> observed = visits.to(entry.round(), entry.caseNumber());
    Map<String, Object> row = new HashMap<>();
    row.put("area", Wording.area(entry.area()));
    row.put("place", entry.place() == null ? "—" : entry.place().toString());
    row.put("number", project.known());
    row.put("title", project.title());
    row.put("group", organisations.get(project.group()).name());
    row.put("total", Wording.points(entry.total()));
    row.put("reputation", Wording.points(entry.reputation()));
    row.put("standing", Wording.points(entry.standing()));
    row.put("replicability", Wording.points(entry.replicability()));
    row.put(
        "scores",
        observed.stream().filter(visit -> visit.state().equals("scored")).count() + "/" + observed.size() + "，群众评价 "
            + visits.ratings(entry.round(), entry.caseNumber()) + " 份");
    row.put("suggested", entry.suggested() == null ? "没有分数，请评审会定" : Result.label(entry.suggested()));
    row.put("rule", entry.rule() == null ? "" : entry.rule());
    return row;
  }

  @Override
  public boolean keepsDraft(Form form) {
    return !"confirm".equals(form.decision());
  }

  @Override
  public Outcome act(Work work, Form form) {
    Round round = rounds.lock(work.caseNumber());
    if ("save".equals(form.decision())) {
      keep(round, form.amendments());
      return Outcome.silent("save");
    }
    if (!"confirm".equals(form.decision())) {
      throw new Refusal("请选择“怎么办”：确认，或以后再定。");
    }
    List<Entry> ranked = ranked(round.number());
    Map<String, Amendment> amended = byProject(ranked, form.amendments());
    for (Entry entry : ranked) {
      decide(round, work.userId(), entry, amended.get(entry.caseNumber()));
    }
    return Outcome.of(
        "confirm", "评审会确认 " + ranked.size() + " 个项目的结果" + (amended.isEmpty() ? "" : "，其中改定 " + amended.size() + " 个"));
  }

  private Map<String, Amendment> byProject(List<Entry> ranked, List<Amendment> amendments) {
    Map<String, Amendment> byProject = new HashMap<>();
    Set<String> known = new HashSet<>(ranked.stream().map(Entry::caseNumber).toList());
    for (Amendment amendment : amendments) {
      if (!known.contains(amendment.project())) {
        throw new Refusal("“改定结果”里有一行选的项目不在本轮。请刷新页面后重新填写。");
      }
      if (Result.of(amendment.result()).isEmpty()) {
        throw new Refusal("“改定结果”里有一行的“结果”不认识。请重新选择。");
      }
      if (byProject.put(amendment.project(), amendment) != null) {
        throw new Refusal("“改定结果”里 " + projects.get(amendment.project()).known() + " 写了两行。请删去一行。");
      }
    }
    return byProject;
  }

  private void decide(Round round, String userId, Entry entry, Amendment amendment) {
    if (amendment == null && entry.suggested() == null) {
      throw new Refusal(
          projects.get(entry.caseNumber()).known() + " 没有分数，表上没有建议结果。请在“改定结果”里写明评审会的决定和理由。");
    }
    String result = amendment == null ? entry.suggested() : amendment.result();
    String reason = amendment == null ? null : amendment.reason();
    entries.decide(round.number(), entry.caseNumber(), result, reason, userId);
    news.keep(
        entry.caseNumber(), "confirmRanking", "评审会定名次", userId, people.group(round.owner(), Role.SIGNER),
        new Outcome(
            result,
            (entry.place() == null ? "没有分数" : Wording.area(entry.area()) + "第 " + entry.place() + " 名，" + entry.total() + " 分")
                + "，评审会定为" + Result.label(result),
            reason,
            entry.suggested() == null ? "" : Result.label(entry.suggested()) + "：" + entry.rule()));
  }

  /** By area, best first; who has no score stands last in the area. */
  private List<Entry> ranked(String round) {
    return entries.in(round, "enrolled").stream()
        .sorted(
            Comparator.comparing(Entry::area)
                .thenComparing(Entry::place, Comparator.nullsLast(Comparator.naturalOrder()))
                .thenComparing(Entry::caseNumber))
        .toList();
  }

  private void keep(Round round, List<Amendment> amendments) {
    try {
      List<Map<String, String>> rows = new ArrayList<>();
      amendments.forEach(amendment -> rows.add(Map.of(
          "project", text(amendment.project()), "result", text(amendment.result()), "reason", text(amendment.reason()))));
      rounds.draft(round.number(), json.writeValueAsString(rows));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private List<Map<String, String>> draft(String round) {
    try {
      String kept = rounds.draft(round);
      return kept == null ? List.of() : json.readValue(kept, new TypeReference<List<Map<String, String>>>() {});
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String text(String value) {
    return value == null ? "" : value;
  }
}
