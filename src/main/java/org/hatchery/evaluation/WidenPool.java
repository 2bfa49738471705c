package org.hatchery.evaluation;

import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Size;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.hatchery.engine.HumanTask;
import org.hatchery.engine.Outcome;
import org.hatchery.engine.Refusal;
import org.hatchery.engine.Work;
import org.hatchery.organisation.Organisations;
import org.hatchery.project.Project;
import org.hatchery.project.Projects;
import org.springframework.stereotype.Component;

/** The clerk adds experts from elsewhere to a pool that is too small (DOMAIN.md section 2, assign reviewers). */
@Component("widenPool")
class WidenPool implements HumanTask<WidenPool.Form> {

  private final Projects projects;
  private final Pool pool;
  private final Organisations organisations;

  WidenPool(Projects projects, Pool pool, Organisations organisations) {
    this.projects = projects;
    this.pool = pool;
    this.organisations = organisations;
  }

  record Form(@NotEmpty @Size(max = 50) List<String> experts) {}

  @Override
  public Map<String, Object> show(Work work) {
    Project project = projects.get(work.caseNumber());
    List<Pool.Candidate> candidates = pool.candidates(project);
    Map<String, Object> shown = new HashMap<>();
    shown.put(
        "further",
        pool.further(project).stream()
            .map(
                candidate ->
                    Map.of(
                        "label",
                        candidate.person().name() + "（" + organisations.get(candidate.pool()).name() + "，在办 "
                            + candidate.openReviews() + " 件）",
                        "value",
                        candidate.person().id()))
            .toList());
    shown.put(
        "poolRows",
        candidates.stream()
            .map(
                candidate ->
                    Map.of(
                        "expert", candidate.person().name(),
                        "organisation", organisations.get(candidate.pool()).name(),
                        "state", candidate.excluded() != null
                            ? candidate.excluded()
                            : candidate.soft() == null ? "可抽" : "可抽，须有无关系的评审同组：" + candidate.soft()))
            .toList());
    shown.put("able", candidates.stream().filter(candidate -> candidate.excluded() == null).count());
    return shown;
  }

  @Override
  public Outcome act(Work work, Form form) {
    Set<String> offered =
        pool.further(projects.get(work.caseNumber())).stream()
            .map(candidate -> candidate.person().id())
            .collect(Collectors.toSet());
    List<String> chosen = form.experts().stream().distinct().toList();
    if (!offered.containsAll(chosen)) {
      throw new Refusal("请检查：所选“补充的专家”中有人不能补入：不在名单上、有利害关系或在办已满。请重新打开任务再选。");
    }
    pool.add(work.caseNumber(), chosen, work.userId());
    return Outcome.of("widened", "补充评审专家 " + chosen.size() + " 名");
  }
}
