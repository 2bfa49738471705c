package org.hatchery.evaluation;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hatchery.engine.Decision;
import org.hatchery.engine.HumanTask;
import org.hatchery.engine.Outcome;
import org.hatchery.engine.Refusal;
import org.hatchery.engine.Rules;
import org.hatchery.engine.Work;
import org.hatchery.organisation.Organisation;
import org.hatchery.organisation.Organisations;
import org.hatchery.project.CallTerms;
import org.hatchery.project.Dossier;
import org.hatchery.project.Project;
import org.hatchery.project.Projects;
import org.springframework.stereotype.Component;

/**
 * Formal screening: eligibility.dmn says what it finds for each criterion, the clerk decides (DOMAIN.md section 2,
 * formal screening). A return past the last one allowed lets the proposal lapse.
 */
@Component("screenProposal")
class ScreenProposal implements HumanTask<ScreenProposal.Form> {

  private final Evaluations evaluations;
  private final Limits limits;
  private final ProposalView view;
  private final Projects projects;
  private final Organisations organisations;
  private final CallTerms terms;
  private final Rules rules;

  ScreenProposal(
      Evaluations evaluations, Limits limits, ProposalView view, Projects projects, Organisations organisations,
      CallTerms terms, Rules rules) {
    this.evaluations = evaluations;
    this.limits = limits;
    this.view = view;
    this.projects = projects;
    this.organisations = organisations;
    this.terms = terms;
    this.rules = rules;
  }

  /** @param decision {@code accept}, {@code correct} or {@code refuse} @param corrections what is to be corrected */
  record Form(
      @NotBlank String decision, @Size(max = 1000) String corrections, @Size(max = 1000) String reason) {}

  /** What the table says of one criterion. */
  record Finding(String criterion, String found, String verdict, String basis) {}

  private record Screened(List<Finding> findings, String rule) {}

  @Override
  public Map<String, Object> show(Work work) {
    Map<String, Object> shown = view.of(work.caseNumber());
    shown.put("findings", screen(work.caseNumber()).findings());
    int used = evaluations.reworks(work.caseNumber(), Evaluations.CORRECTION);
    shown.put("correctionsUsed", used);
    shown.put("correctionsAllowed", limits.corrections());
    shown.put("lastChance", used >= limits.corrections());
    shown.put(
        "asked",
        evaluations.rework(work.caseNumber(), Evaluations.CORRECTION).stream()
            .map(rework -> Map.of("number", "第 " + rework.number() + " 次补正", "asked", rework.asked()))
            .toList());
    return shown;
  }

  private Screened screen(String caseNumber) {
    Project project = projects.get(caseNumber);
    Dossier dossier = projects.dossier(caseNumber);
    Organisation group = organisations.get(project.group());
    Optional<CallTerms.Terms> call = terms.find(project.call());
    boolean open = call.map(t -> t.areas().isEmpty() || t.areas().contains(project.area())).orElse(true);
    boolean inside = organisations.under(project.owner()).stream().anyMatch(o -> o.code().equals(project.group()));
    Long limit = call.map(CallTerms.Terms::budgetLimitFen).orElse(null);
    long over = limit == null ? 0 : dossier.budgetFen() - limit;
    List<String> missing = missing(dossier);

    Map<String, Object> facts = new HashMap<>();
    facts.put("kind", group.kind().name());
    facts.put("registration", registration(call, group));
    facts.put("area", open ? "open" : "closed");
    facts.put("region", inside ? "inside" : "outside");
    facts.put("budgetOver", BigDecimal.valueOf(over, 2).doubleValue());
    facts.put("volunteers", dossier.fixedVolunteers());
    facts.put("otherFunding", !dossier.otherFunding().isBlank());
    facts.put("missing", missing.size());

    Map<String, String> found = new HashMap<>();
    found.put("kind", group.kind().label());
    found.put("registration", group.registration().label());
    found.put("area", project.area().label());
    found.put("region", organisations.get(project.community()).name());
    found.put(
        "budget",
        "申请 " + ProposalView.yuan(dossier.budgetFen())
            + (limit == null ? "，榜单未设上限" : "，上限 " + ProposalView.yuan(limit)));
    found.put("volunteers", dossier.fixedVolunteers() + " 人");
    found.put("funding", dossier.otherFunding().isBlank() ? "无" : dossier.otherFunding());
    found.put("documents", missing.isEmpty() ? "齐全" : "缺：" + String.join("、", missing));

    Decision table = rules.decide("eligibility", facts);
    List<Finding> findings =
        table.rows().stream()
            .map(
                row ->
                    new Finding(
                        (String) row.get("label"),
                        found.getOrDefault((String) row.get("criterion"), "系统没有数据"),
                        (String) row.get("verdict"),
                        (String) row.get("basis")))
            .toList();
    return new Screened(findings, table.source());
  }

  private static String registration(Optional<CallTerms.Terms> call, Organisation group) {
    boolean mayApply =
        call.map(t -> t.registrations().isEmpty() || t.registrations().contains(group.registration())).orElse(true);
    return mayApply ? group.registration().name() : "EXCLUDED";
  }

  private static List<String> missing(Dossier dossier) {
    List<String> missing = new ArrayList<>();
    Map<String, String> texts = new LinkedHashMap<>();
    texts.put("回应的需求", dossier.need());
    texts.put("服务对象和范围", dossier.target());
    texts.put("实施方案", dossier.plan());
    texts.put("进度安排", dossier.schedule());
    texts.put("团队", dossier.team());
    texts.put("联系人", dossier.contact());
    texts.put("联系电话", dossier.phone());
    texts.forEach(
        (label, text) -> {
          if (text == null || text.isBlank()) {
            missing.add(label);
          }
        });
    if (dossier.budget().isEmpty()) {
      missing.add("预算");
    }
    return missing;
  }

  @Override
  public Outcome act(Work work, Form form) {
    Screened screened = screen(work.caseNumber());
    Outcome outcome =
        switch (form.decision()) {
          case "accept" -> Outcome.of("accept", "受理");
          case "correct" -> correct(work, form);
          case "refuse" -> refuse(form);
          default -> throw new Refusal("请检查：“决定”只能选所列的一项。");
        };
    evaluations.screened(
        work.caseNumber(), screened.findings(), screened.rule(), outcome.code(), outcome.reason(), work.userId());
    return outcome.byRule(screened.rule());
  }

  private Outcome correct(Work work, Form form) {
    if (form.corrections() == null) {
      throw new Refusal("退回补正请写明“补正内容”，让申报队伍知道补什么。");
    }
    if (evaluations.reworks(work.caseNumber(), Evaluations.CORRECTION) >= limits.corrections()) {
      return Outcome.of("exhausted", "补正次数已用完，申报失效").because(form.corrections());
    }
    evaluations.ask(work.caseNumber(), Evaluations.CORRECTION, form.corrections());
    return Outcome.of("correct", "退回补正").because(form.corrections());
  }

  private static Outcome refuse(Form form) {
    if (form.reason() == null) {
      throw new Refusal("不予受理请写明“不予受理的理由”，会写进告知书。");
    }
    return Outcome.of("refuse", "不予受理").because(form.reason());
  }
}
