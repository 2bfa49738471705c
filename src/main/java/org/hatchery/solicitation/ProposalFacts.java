package org.hatchery.solicitation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hatchery.project.Area;
import org.hatchery.project.Lane;
import org.springframework.stereotype.Component;

/** A proposal that was handed in, in the words of its form. */
@Component
class ProposalFacts {

  private final Calls calls;

  ProposalFacts(Calls calls) {
    this.calls = calls;
  }

  /** Rows of label and value, for a whole paper. */
  List<Map<String, String>> of(Proposal proposal) {
    Paper paper = proposal.paper();
    List<Map<String, String>> facts = new ArrayList<>();
    facts.add(row("榜单", proposal.call() + " " + calls.get(proposal.call()).terms().title()));
    facts.add(row("项目名称", proposal.title()));
    facts.add(row("回应的需求", String.join("、", paper.needs())));
    facts.add(row("需求说明", paper.need()));
    facts.add(row("领域", Area.of(paper.area()).orElseThrow().label()));
    facts.add(row("通道", Lane.of(paper.lane()).label()));
    facts.add(row("何时开始运行", paper.runningSince() == null ? "" : paper.runningSince().toString()));
    facts.add(row("服务对象和地点", paper.target()));
    facts.add(row("实施方案", paper.plan()));
    facts.add(row("进度安排", paper.schedule()));
    paper.budget().forEach(line -> facts.add(row("预算：" + line.purpose(), Yuan.text(line.amountFen()))));
    facts.add(row("预算合计", Yuan.text(paper.budgetFen())));
    facts.add(row("固定志愿者人数", paper.fixedVolunteers() + " 人"));
    facts.add(row("团队情况", paper.team()));
    facts.add(row("其他资金", paper.otherFunding()));
    facts.add(row("附件清单", String.join("、", paper.attachments())));
    return facts.stream().filter(fact -> !fact.get("value").isEmpty()).toList();
  }

  private static Map<String, String> row(String label, String value) {
    return Map.of("label", label, "value", value == null ? "" : value);
  }
}
