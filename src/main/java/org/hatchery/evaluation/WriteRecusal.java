package org.hatchery.evaluation;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hatchery.engine.HumanTask;
import org.hatchery.engine.Outcome;
import org.hatchery.engine.Refusal;
import org.hatchery.engine.Work;
import org.hatchery.project.Project;
import org.springframework.stereotype.Component;

/** The leader names the expert and the facts; whether the expert was drawn is not told (DOMAIN.md section 2). */
@Component("writeRecusal")
class WriteRecusal implements HumanTask<WriteRecusal.Form> {

  private final Recusals recusals;

  WriteRecusal(Recusals recusals) {
    this.recusals = recusals;
  }

  record Form(
      String project,
      String expert,
      @NotBlank @Pattern(regexp = "submit|drop", message = "只能选列出的一项") String decision,
      @Size(max = 1000) String facts) {}

  @Override
  public Map<String, Object> show(Work work) {
    List<Project> projects = recusals.reviewed(recusals.get(work.caseNumber()).groupCode());
    Map<String, String> experts = new LinkedHashMap<>();
    for (Project project : projects) {
      recusals.experts(project).forEach(expert -> experts.put(expert.person().id(), expert.person().name()));
    }
    List<Map<String, String>> offered = new ArrayList<>();
    experts.forEach((id, name) -> offered.add(Map.of("label", name, "value", id)));
    return Map.of(
        "projects",
            projects.stream()
                .map(project -> Map.of("label", project.title() + "（" + project.known() + "）", "value", project.caseNumber()))
                .toList(),
        "experts", offered);
  }

  @Override
  public Outcome act(Work work, Form form) {
    if (form.decision().equals("drop")) {
      recusals.decide(work.caseNumber(), "drop", "申请人放弃", work.userId());
      return Outcome.of("drop", "放弃回避申请");
    }
    if (form.project() == null || form.expert() == null || form.facts() == null) {
      throw new Refusal("请选择“项目”和“专家”，并写明“事实和理由”。");
    }
    Project project =
        recusals.reviewed(recusals.get(work.caseNumber()).groupCode()).stream()
            .filter(reviewed -> reviewed.caseNumber().equals(form.project()))
            .findFirst()
            .orElseThrow(() -> new Refusal("所选“项目”不在评审中或评审已经结束。对结果不服，可在公示期申请复核。"));
    if (recusals.experts(project).stream().noneMatch(expert -> expert.person().id().equals(form.expert()))) {
      throw new Refusal("所选“专家”不在这个项目的评审专家库里。请重新选择。");
    }
    recusals.ask(work.caseNumber(), project.caseNumber(), form.expert(), form.facts());
    return Outcome.of("submit", "申请专家回避").because(form.facts());
  }
}
