package org.hatchery.review;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hatchery.engine.HumanTask;
import org.hatchery.engine.Outcome;
import org.hatchery.engine.Refusal;
import org.hatchery.engine.Work;
import org.hatchery.organisation.Organisations;
import org.hatchery.project.Dossier;
import org.hatchery.project.Masking;
import org.hatchery.project.Project;
import org.hatchery.project.Projects;
import org.springframework.stereotype.Component;

/** An observer scores one project on the rubric 观摩评比, not seeing the others (DOMAIN.md, 4). */
@Component("scoreVisit")
class ScoreVisit implements HumanTask<ScoreVisit.Form> {

  private final Rounds rounds;
  private final Entries entries;
  private final Visits visits;
  private final Projects projects;
  private final Organisations organisations;
  private final Rubric rubric;
  private final Figures figures;
  private final News news;

  ScoreVisit(
      Rounds rounds, Entries entries, Visits visits, Projects projects, Organisations organisations, Rubric rubric,
      Figures figures, News news) {
    this.rounds = rounds;
    this.entries = entries;
    this.visits = visits;
    this.projects = projects;
    this.organisations = organisations;
    this.rubric = rubric;
    this.figures = figures;
    this.news = news;
  }

  /** Points of each criterion up to its weight in reviewRubric.dmn, which the class checks. */
  record Form(
      @NotBlank String decision,
      @NotNull @Min(0) @Max(100) Integer recognition, @Size(max = 500) String recognitionComment,
      @NotNull @Min(0) @Max(100) Integer milestones, @Size(max = 500) String milestonesComment,
      @NotNull @Min(0) @Max(100) Integer management, @Size(max = 500) String managementComment,
      @NotNull @Min(0) @Max(100) Integer team, @Size(max = 500) String teamComment,
      @NotNull @Min(0) @Max(100) Integer method, @Size(max = 500) String methodComment,
      @NotNull @Min(0) @Max(100) Integer growth, @Size(max = 500) String growthComment,
      @Size(max = 500) String remark) {

    Map<String, Integer> points() {
      Map<String, Integer> points = new LinkedHashMap<>();
      points.put("recognition", recognition);
      points.put("milestones", milestones);
      points.put("management", management);
      points.put("team", team);
      points.put("method", method);
      points.put("growth", growth);
      return points;
    }

    Map<String, String> comments() {
      Map<String, String> comments = new LinkedHashMap<>();
      comments.put("recognition", recognitionComment);
      comments.put("milestones", milestonesComment);
      comments.put("management", managementComment);
      comments.put("team", teamComment);
      comments.put("method", methodComment);
      comments.put("growth", growthComment);
      return comments;
    }

    /** By name of the field, without what was left empty. */
    Map<String, Object> typed() {
      Map<String, Object> typed = new LinkedHashMap<>(points());
      comments().forEach((criterion, comment) -> typed.put(criterion + "Comment", comment));
      typed.values().removeIf(java.util.Objects::isNull);
      return typed;
    }
  }

  @Override
  public Map<String, Object> show(Work work) {
    Visits.Visit visit = visit(work);
    Entry entry = entries.get(visit.round(), visit.caseNumber());
    Project project = projects.get(visit.caseNumber());
    Map<String, Object> shown = new HashMap<>(visit.marks());
    if (visit.remark() != null) {
      shown.put("remark", visit.remark());
    }
    shown.put("project", List.of(Map.of(
        "number", project.known(),
        "title", project.title(),
        "group", organisations.get(project.group()).name(),
        "area", project.area().label(),
        "visit", Wording.day(entry.visitDay()) + " " + entry.visitTime() + " " + entry.venue())));
    Dossier dossier = projects.dossier(visit.caseNumber());
    shown.put("plan", List.of(Map.of(
        "target", Masking.masked(dossier.target(), dossier.contact()),
        "plan", Masking.masked(dossier.plan(), dossier.contact()))));
    rubric.observed().forEach(criterion -> shown.put(criterion.code() + "Full", criterion.weight()));
    shown.put("commentBelow", figures.of("commentBelow"));
    return shown;
  }

  @Override
  public Optional<String> assignee(Work work) {
    return Optional.of(visit(work).observer());
  }

  @Override
  public boolean keepsDraft(Form form) {
    return !"score".equals(form.decision());
  }

  @Override
  public Outcome act(Work work, Form form) {
    Visits.Visit visit = visit(work);
    Project project = projects.get(visit.caseNumber());
    if (form.decision() == null) {
      throw new Refusal("请选择“怎么办”：提交打分、以后再填或不能打分。");
    }
    return switch (form.decision()) {
      case "save" -> {
        visits.keep(visit.id(), "assigned", form.typed(), form.remark());
        yield Outcome.silent("save");
      }
      case "score" -> {
        check(form);
        visits.keep(visit.id(), "scored", form.typed(), form.remark());
        int sum = form.points().values().stream().mapToInt(Integer::intValue).sum();
        news.keep(
            visit.caseNumber(), "scoreVisit", "现场观摩打分", work.userId(), null,
            Outcome.of("score", "观摩员打分 " + sum + " 分（满分 " + full() + " 分，不含群众满意度）"));
        yield Outcome.of("score", "为 " + project.known() + " 打分");
      }
      case "unable" -> {
        if (form.remark() == null) {
          throw new Refusal("请填写“说明”：写明为什么不能打分，例如有利害关系、未能到场。");
        }
        visits.missing(visit.id(), form.remark());
        news.keep(
            visit.caseNumber(), "scoreVisit", "现场观摩打分", work.userId(), null,
            Outcome.of("unable", "一名观摩员不能打分").because(form.remark()));
        yield Outcome.of("unable", "不能为 " + project.known() + " 打分").because(form.remark());
      }
      default -> throw new Refusal("请选择“怎么办”：提交打分、以后再填或不能打分。");
    };
  }

  private void check(Form form) {
    int below = figures.of("commentBelow");
    List<String> wrong = new ArrayList<>();
    for (Criterion criterion : rubric.observed()) {
      int points = form.points().get(criterion.code());
      if (points > criterion.weight()) {
        wrong.add("“" + criterion.label() + "”最多 " + criterion.weight() + " 分");
      } else if (points * 100 < criterion.weight() * below && form.comments().get(criterion.code()) == null) {
        wrong.add("“" + criterion.label() + "”低于满分的 " + below + "%，请写明理由");
      }
    }
    if (!wrong.isEmpty()) {
      throw new Refusal("请检查：" + String.join("；", wrong) + "。");
    }
  }

  private int full() {
    return rubric.observed().stream().mapToInt(Criterion::weight).sum();
  }

  private Visits.Visit visit(Work work) {
    return visits.get(Long.parseLong(work.local("visit").orElseThrow()));
  }
}
