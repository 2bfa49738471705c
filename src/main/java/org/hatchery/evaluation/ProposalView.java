package org.hatchery.evaluation;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.Objects;
import java.util.stream.Collectors;
import org.hatchery.organisation.Organisations;
import org.hatchery.project.Dossier;
import org.hatchery.project.Masking;
import org.hatchery.project.Project;
import org.hatchery.project.Projects;
import org.springframework.stereotype.Component;

/** The proposal as tables of a form: people's own words stand in tables only, where no markdown is read. */
@Component("evaluationProposalView")
class ProposalView {

  private final Projects projects;
  private final Organisations organisations;

  ProposalView(Projects projects, Organisations organisations) {
    this.projects = projects;
    this.organisations = organisations;
  }

  /**
   * For those who judge: without telephone numbers, addresses of mail and the name of the contact person.
   *
   * @return {@code proposal}: rows of item and content; {@code budgetRows}: rows of purpose and amount in yuan
   */
  Map<String, Object> of(String caseNumber) {
    String contact = projects.dossier(caseNumber).contact();
    return shown(caseNumber, text -> Masking.masked(text, contact));
  }

  /** The same as it was written, for who screens it and has to ask back. */
  Map<String, Object> inFull(String caseNumber) {
    return shown(caseNumber, text -> text);
  }

  private Map<String, Object> shown(String caseNumber, UnaryOperator<String> written) {
    Project project = projects.get(caseNumber);
    Dossier dossier = projects.dossier(caseNumber);
    List<Map<String, Object>> rows = new ArrayList<>();
    rows.add(row("申报队伍", organisations.get(project.group()).name()));
    rows.add(row("登记情况", organisations.get(project.group()).registration().label()));
    rows.add(row("领域", project.area().label()));
    rows.add(row("赛道", project.lane().label()));
    texts(dossier).forEach((item, content) -> rows.add(row(item, written.apply(content))));
    List<Map<String, Object>> budget = new ArrayList<>();
    dossier.budget().forEach(line -> budget.add(Map.of("purpose", line.purpose(), "amount", yuan(line.amountFen()))));
    budget.add(Map.of("purpose", "合计", "amount", yuan(dossier.budgetFen())));
    return new HashMap<>(Map.of("proposal", rows, "budgetRows", budget));
  }

  private static Map<String, String> texts(Dossier dossier) {
    Map<String, String> texts = new LinkedHashMap<>();
    texts.put("回应的需求", dossier.need());
    texts.put("服务对象和范围", dossier.target());
    texts.put("实施方案", dossier.plan());
    texts.put("进度安排", dossier.schedule());
    texts.put("固定志愿者", dossier.fixedVolunteers() + " 人");
    texts.put("团队", dossier.team());
    texts.put("需要的资源", dossier.resources());
    texts.put("其他资助", dossier.otherFunding());
    texts.put("附件", String.join("、", dossier.attachments()));
    return texts;
  }

  /** What the latest version says otherwise than the one before; rows of item, before and after; empty without one. */
  List<Map<String, Object>> changes(String caseNumber) {
    List<Dossier> versions = projects.dossiers(caseNumber);
    if (versions.size() < 2) {
      return List.of();
    }
    String contact = versions.get(0).contact();
    Map<String, String> before = withBudget(versions.get(1));
    List<Map<String, Object>> changes = new ArrayList<>();
    withBudget(versions.get(0)).forEach((item, after) -> {
      if (!Objects.equals(after, before.get(item))) {
        changes.add(
            Map.of(
                "item", item,
                "before", text(Masking.masked(before.get(item), contact)),
                "after", text(Masking.masked(after, contact))));
      }
    });
    return changes;
  }

  private static Map<String, String> withBudget(Dossier dossier) {
    Map<String, String> texts = texts(dossier);
    texts.put(
        "预算",
        dossier.budget().stream()
            .map(line -> line.purpose() + " " + yuan(line.amountFen()))
            .collect(Collectors.joining("；")));
    return texts;
  }

  private static String text(String content) {
    return content == null || content.isBlank() ? "（未填）" : content;
  }

  static String yuan(long fen) {
    return BigDecimal.valueOf(fen, 2).toPlainString() + " 元";
  }

  private static Map<String, Object> row(String item, String content) {
    return Map.of("item", item, "content", text(content));
  }
}
