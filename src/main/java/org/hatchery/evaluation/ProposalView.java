package org.hatchery.evaluation;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hatchery.organisation.Organisations;
import org.hatchery.project.Dossier;
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

  /** @return {@code proposal}: rows of item and content; {@code budgetRows}: rows of purpose and amount in yuan */
  Map<String, Object> of(String caseNumber) {
    Project project = projects.get(caseNumber);
    Dossier dossier = projects.dossier(caseNumber);
    List<Map<String, Object>> rows = new ArrayList<>();
    rows.add(row("申报队伍", organisations.get(project.group()).name()));
    rows.add(row("登记情况", organisations.get(project.group()).registration().label()));
    rows.add(row("领域", project.area().label()));
    rows.add(row("赛道", project.lane().label()));
    rows.add(row("回应的需求", dossier.need()));
    rows.add(row("服务对象和范围", dossier.target()));
    rows.add(row("实施方案", dossier.plan()));
    rows.add(row("进度安排", dossier.schedule()));
    rows.add(row("固定志愿者", dossier.fixedVolunteers() + " 人"));
    rows.add(row("团队", dossier.team()));
    rows.add(row("需要的资源", dossier.resources()));
    rows.add(row("其他资助", dossier.otherFunding()));
    rows.add(row("附件", String.join("、", dossier.attachments())));
    List<Map<String, Object>> budget = new ArrayList<>();
    dossier.budget().forEach(line -> budget.add(Map.of("purpose", line.purpose(), "amount", yuan(line.amountFen()))));
    budget.add(Map.of("purpose", "合计", "amount", yuan(dossier.budgetFen())));
    return new HashMap<>(Map.of("proposal", rows, "budgetRows", budget));
  }

  static String yuan(long fen) {
    return BigDecimal.valueOf(fen, 2).toPlainString() + " 元";
  }

  private static Map<String, Object> row(String item, String content) {
    return Map.of("item", item, "content", content == null || content.isBlank() ? "（未填）" : content);
  }
}
