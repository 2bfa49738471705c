package org.hatchery.diagrams;

import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.model.dmn.Dmn;
import org.camunda.bpm.model.dmn.HitPolicy;
import org.camunda.bpm.model.dmn.instance.Decision;
import org.camunda.bpm.model.dmn.instance.DecisionTable;
import org.camunda.bpm.model.dmn.instance.Input;
import org.camunda.bpm.model.dmn.instance.InputEntry;
import org.camunda.bpm.model.dmn.instance.Output;
import org.camunda.bpm.model.dmn.instance.OutputEntry;
import org.camunda.bpm.model.dmn.instance.Rule;
import org.springframework.web.util.HtmlUtils;

/** A decision table as a page that people read. */
final class TablePage {

  private static final Map<HitPolicy, String> POLICIES =
      Map.of(
          HitPolicy.UNIQUE, "至多一条规则适用",
          HitPolicy.FIRST, "取适用的第一条规则",
          HitPolicy.ANY, "适用的规则结论相同",
          HitPolicy.RULE_ORDER, "取适用的全部规则，按先后",
          HitPolicy.COLLECT, "取适用的全部规则");

  private static final String STYLE =
      """
      <style>
        .tables { display: inline-block; padding: 16px; font: 14px/1.45 'Noto Sans CJK SC', 'Noto Sans SC', 'Microsoft YaHei', sans-serif; color: #222; max-width: 1460px }
        .tables h1 { font-size: 18px; margin: 4px 0 2px } .tables p { margin: 0 0 8px; color: #555 }
        .tables table { border-collapse: collapse; margin-bottom: 18px }
        .tables th, .tables td { border: 1px solid #999; padding: 4px 10px; text-align: left; vertical-align: top }
        .tables th small { display: block; font-weight: normal; color: #666; font-family: monospace }
        .tables .in { background: #e8f0f8 } .tables .out { background: #e9f5e6 } .tables .note { color: #555; max-width: 420px }
        .tables .count { color: #888; text-align: right } .tables .any { color: #aaa }
        .tables td.out { background: #f6fbf4 }
      </style>
      """;

  private TablePage() {}

  static String html(Path file) {
    StringBuilder html = new StringBuilder("<div class='tables'>").append(STYLE);
    for (Decision decision :
        Dmn.readModelFromFile(file.toFile()).getModelElementsByType(Decision.class)) {
      if (decision.getExpression() instanceof DecisionTable table) {
        table(html, decision, table);
      }
    }
    return html.append("</div>").toString();
  }

  private static void table(StringBuilder html, Decision decision, DecisionTable table) {
    HitPolicy policy = table.getHitPolicy();
    html.append("<h1>").append(escape(decision.getName())).append("</h1><p>");
    if (decision.getDescription() != null) {
      html.append(escape(decision.getDescription().getTextContent())).append("<br>");
    }
    html.append(POLICIES.getOrDefault(policy, policy.name()));
    if (table.getAggregation() != null) {
      html.append("，").append(table.getAggregation());
    }
    html.append("</p><table><tr><th></th>");
    for (Input input : table.getInputs()) {
      head(html, "in", input.getLabel(), input.getInputExpression().getText().getTextContent());
    }
    for (Output output : table.getOutputs()) {
      head(html, "out", output.getLabel(), output.getName());
    }
    Collection<Rule> rules = table.getRules();
    boolean notes = rules.stream().anyMatch(rule -> rule.getDescription() != null);
    html.append(notes ? "<th>说明</th></tr>" : "</tr>");
    int count = 0;
    for (Rule rule : rules) {
      html.append("<tr><td class='count'>").append(++count).append("</td>");
      for (InputEntry entry : rule.getInputEntries()) {
        String text = entry.getTextContent().strip();
        html.append(
            text.isEmpty() || text.equals("-")
                ? "<td class='any'>—</td>"
                : "<td>" + escape(plain(text)) + "</td>");
      }
      for (OutputEntry entry : rule.getOutputEntries()) {
        html.append("<td class='out'>")
            .append(escape(plain(entry.getTextContent())))
            .append("</td>");
      }
      if (notes) {
        String note =
            rule.getDescription() == null ? "" : rule.getDescription().getTextContent().strip();
        html.append("<td class='note'>").append(escape(note)).append("</td>");
      }
      html.append("</tr>");
    }
    html.append("</table>");
  }

  private static void head(StringBuilder html, String kind, String label, String name) {
    html.append("<th class='").append(kind).append("'>").append(escape(label));
    html.append("<small>").append(escape(name.strip())).append("</small></th>");
  }

  /** One text without its quotation marks, a dash for nothing; anything else as it stands. */
  private static String plain(String cell) {
    String text = cell.strip();
    if (text.isEmpty() || text.equals("\"\"") || text.equals("null")) {
      return "—";
    }
    return text.matches("\"[^\"]*\"") ? text.substring(1, text.length() - 1) : text;
  }

  private static String escape(String text) {
    return text == null ? "" : HtmlUtils.htmlEscape(text).replace("\n", "<br>");
  }

  /** Names of the decisions of a file, in their order. */
  static List<String> names(Path file) {
    return Dmn.readModelFromFile(file.toFile()).getModelElementsByType(Decision.class).stream()
        .map(Decision::getName)
        .toList();
  }
}
