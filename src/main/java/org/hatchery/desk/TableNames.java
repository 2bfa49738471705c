package org.hatchery.desk;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.repository.DecisionDefinition;
import org.springframework.stereotype.Component;

/** Decision tables by the names people know them by. */
@Component
class TableNames {

  private static final Pattern TABLE = Pattern.compile("\\b([A-Za-z][A-Za-z0-9_-]*) v(\\d{1,6})\\b");

  private final RepositoryService repository;

  TableNames(RepositoryService repository) {
    this.repository = repository;
  }

  /** @param rule as the record keeps it, with the key and version of a table; the rest stays as it is; pages call it */
  public String named(String rule) {
    return TABLE.matcher(rule).replaceAll(table -> Matcher.quoteReplacement(name(table.group(1), table.group(2))));
  }

  private String name(String id, String version) {
    DecisionDefinition table =
        repository
            .createDecisionDefinitionQuery()
            .decisionDefinitionKey(id)
            .decisionDefinitionVersion(Integer.valueOf(version))
            .singleResult();
    return table == null || table.getName() == null ? id + " v" + version : table.getName() + "（第 " + version + " 版）";
  }
}
