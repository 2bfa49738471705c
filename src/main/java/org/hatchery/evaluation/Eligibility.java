package org.hatchery.evaluation;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hatchery.engine.Decision;
import org.hatchery.engine.Rules;
import org.hatchery.organisation.Organisation;
import org.hatchery.organisation.Organisations;
import org.hatchery.organisation.Sanction;
import org.hatchery.organisation.Sanctions;
import org.hatchery.project.CallTerms;
import org.hatchery.project.Dossier;
import org.hatchery.project.Project;
import org.hatchery.project.Projects;
import org.springframework.stereotype.Component;

/** What eligibility.dmn and sanctions.dmn find of a proposal, criterion by criterion (DOMAIN.md section 2). */
@Component("eligibilityFindings")
class Eligibility {

  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyy年M月d日");

  private final Projects projects;
  private final Organisations organisations;
  private final Sanctions sanctions;
  private final CallTerms terms;
  private final Rules rules;
  private final Clock clock;

  Eligibility(
      Projects projects, Organisations organisations, Sanctions sanctions, CallTerms terms, Rules rules, Clock clock) {
    this.projects = projects;
    this.organisations = organisations;
    this.sanctions = sanctions;
    this.terms = terms;
    this.rules = rules;
    this.clock = clock;
  }

  /** What a table says of one criterion. */
  record Finding(String criterion, String found, String verdict, String basis) {}

  /**
   * @param byTable what the findings come to: {@code refuse}, {@code correct}, {@code check} or {@code accept}
   * @param rule the tables and their versions
   */
  record Screened(List<Finding> findings, String byTable, String rule) {

    /** Whether somebody who takes the proposal up departs from the tables. */
    boolean against() {
      return byTable.equals("refuse") || byTable.equals("correct");
    }

    /** In a sentence, with the criteria that decide. */
    String said() {
      return switch (byTable) {
        case "refuse" -> "不予受理（" + criteria("不符合") + "不符合）";
        case "correct" -> "退回补正（" + criteria("须补正") + "）";
        case "check" -> "核对后受理（" + criteria("须核对") + "由您核对）";
        default -> "受理（各项都符合）";
      };
    }

    private String criteria(String verdict) {
      return findings.stream()
          .filter(finding -> finding.verdict().equals(verdict))
          .map(Finding::criterion)
          .collect(Collectors.joining("、"));
    }
  }

  Screened of(String caseNumber) {
    Project project = projects.get(caseNumber);
    Dossier dossier = projects.dossier(caseNumber);
    Decision table = rules.decide("eligibility", facts(project, dossier));
    Map<String, String> found = found(project, dossier);
    List<Finding> findings = new ArrayList<>();
    table
        .rows()
        .forEach(
            row ->
                findings.add(
                    new Finding(
                        (String) row.get("label"),
                        found.get((String) row.get("criterion")),
                        (String) row.get("verdict"),
                        (String) row.get("basis"))));
    LocalDate closing = LocalDate.ofInstant(project.openedAt(), ZONE);
    String rule = table.source();
    for (Sanction.Kind kind : Sanction.Kind.values()) {
      Decision lookBack = lookBack(project.group(), kind, closing, findings);
      rule = table.source() + "、" + lookBack.source();
    }
    return new Screened(List.copyOf(findings), byTable(findings), rule);
  }

  private static String byTable(List<Finding> findings) {
    Map<String, String> worstFirst = new LinkedHashMap<>();
    worstFirst.put("不符合", "refuse");
    worstFirst.put("须补正", "correct");
    worstFirst.put("须核对", "check");
    return worstFirst.entrySet().stream()
        .filter(entry -> findings.stream().anyMatch(finding -> finding.verdict().equals(entry.getKey())))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse("accept");
  }

  private Map<String, Object> facts(Project project, Dossier dossier) {
    Organisation group = organisations.get(project.group());
    Optional<CallTerms.Terms> call = terms.find(project.call());
    boolean open = call.map(t -> t.areas().isEmpty() || t.areas().contains(project.area())).orElse(true);
    boolean inside = organisations.under(project.owner()).stream().anyMatch(o -> o.code().equals(project.group()));
    Long limit = limit(project);
    Map<String, Object> facts = new HashMap<>();
    facts.put("kind", group.kind().name());
    facts.put("registration", registration(call, group));
    facts.put("area", open ? "open" : "closed");
    facts.put("region", inside ? "inside" : "outside");
    facts.put("budgetOver", BigDecimal.valueOf(limit == null ? 0 : dossier.budgetFen() - limit, 2).doubleValue());
    facts.put("volunteers", dossier.fixedVolunteers());
    facts.put("otherFunding", !dossier.otherFunding().isBlank());
    facts.put("missing", missing(dossier).size());
    return facts;
  }

  private Map<String, String> found(Project project, Dossier dossier) {
    Organisation group = organisations.get(project.group());
    Long limit = limit(project);
    List<String> missing = missing(dossier);
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
    return found;
  }

  private Long limit(Project project) {
    return terms.find(project.call()).map(CallTerms.Terms::budgetLimitFen).orElse(null);
  }

  private static String registration(Optional<CallTerms.Terms> call, Organisation group) {
    boolean mayApply =
        call.map(t -> t.registrations().isEmpty() || t.registrations().contains(group.registration())).orElse(true);
    return mayApply ? group.registration().name() : "EXCLUDED";
  }

  private static List<String> missing(Dossier dossier) {
    Map<String, String> texts = new LinkedHashMap<>();
    texts.put("回应的需求", dossier.need());
    texts.put("服务对象和范围", dossier.target());
    texts.put("实施方案", dossier.plan());
    texts.put("进度安排", dossier.schedule());
    texts.put("团队", dossier.team());
    texts.put("联系人", dossier.contact());
    texts.put("联系电话", dossier.phone());
    Stream<String> empty =
        texts.entrySet().stream()
            .filter(entry -> entry.getValue() == null || entry.getValue().isBlank())
            .map(Map.Entry::getKey);
    return Stream.concat(empty, dossier.budget().isEmpty() ? Stream.of("预算") : Stream.empty()).toList();
  }

  // ---- sanctions

  /** Adds the finding for one list. The look-back counts to the closing of the call, however late screening is done. */
  private Decision lookBack(String group, Sanction.Kind kind, LocalDate closing, List<Finding> findings) {
    LocalDate today = LocalDate.ofInstant(clock.instant(), ZONE);
    List<Sanction> listed = sanctions.of(group, today).stream().filter(s -> s.kind() == kind).toList();
    Optional<LocalDate> updated = sanctions.updated();
    Map<String, Object> facts = new HashMap<>();
    facts.put("kind", kind.name());
    facts.put("listed", updated.isEmpty() ? "unknown" : listed(listed, closing));
    facts.put("years", (int) years(listed, closing));
    Decision table = rules.decide("sanctions", facts);
    findings.add(new Finding(kind.label(), found(listed, updated), table.text("verdict"), table.text("basis")));
    return table;
  }

  private static String listed(List<Sanction> listed, LocalDate day) {
    if (listed.isEmpty()) {
      return "none";
    }
    return listed.stream().anyMatch(s -> s.until() == null || !s.until().isBefore(day)) ? "inForce" : "ended";
  }

  /** Whole years since the last day on the list. */
  private static long years(List<Sanction> listed, LocalDate day) {
    return listed.stream()
        .filter(s -> s.until() != null)
        .mapToLong(s -> ChronoUnit.YEARS.between(s.until(), day))
        .min()
        .orElse(0);
  }

  private static String found(List<Sanction> listed, Optional<LocalDate> updated) {
    if (updated.isEmpty()) {
      return "登记册未导入";
    }
    String register = "登记册更新于 " + DAY.format(updated.get());
    if (listed.isEmpty()) {
      return "没有记录；" + register;
    }
    return listed.stream()
        .map(s -> DAY.format(s.since()) + "至" + (s.until() == null ? "今" : DAY.format(s.until())) + "，" + s.basis())
        .collect(Collectors.joining("；", "", "；" + register));
  }
}
