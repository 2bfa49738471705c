package org.hatchery.desk;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** From a number as people know it to the process instances of the case. */
@Component
class CaseInstances {

  static final int LONGEST_NUMBER = 60;

  private final CaseNumbers numbers;
  private final RuntimeService runtime;
  private final HistoryService history;
  private final JdbcClient jdbc;

  CaseInstances(CaseNumbers numbers, RuntimeService runtime, HistoryService history, JdbcClient jdbc) {
    this.numbers = numbers;
    this.runtime = runtime;
    this.history = history;
    this.jdbc = jdbc;
  }

  static String page(String caseNumber) {
    return "/desk/administration/instances?number=" + URLEncoder.encode(caseNumber, StandardCharsets.UTF_8);
  }

  /** @return the case number; empty where neither a record nor an instance has this number */
  Optional<String> find(String number) {
    String wanted = number.strip();
    if (wanted.isEmpty() || wanted.length() > LONGEST_NUMBER) {
      return Optional.empty();
    }
    return numbers
        .of(wanted)
        .or(
            () ->
                history.createHistoricProcessInstanceQuery().processInstanceBusinessKey(wanted).count() > 0
                    ? Optional.of(wanted)
                    : Optional.empty());
  }

  /** The running instances of the case, the caller before the called. */
  List<ProcessInstance> running(String caseNumber) {
    List<ProcessInstance> left =
        new ArrayList<>(runtime.createProcessInstanceQuery().processInstanceBusinessKey(caseNumber).list());
    List<ProcessInstance> order = new ArrayList<>();
    left.stream().filter(one -> one.getId().equals(one.getRootProcessInstanceId())).forEach(order::add);
    left.removeAll(order);
    order.addAll(left);
    return order;
  }

  /** Numbers of other running cases that decide on this one: its call, notice, round, objection, exit. */
  List<String> beside(String caseNumber) {
    Set<String> numbers =
        new LinkedHashSet<>(
            jdbc.sql(
                    """
                    select call_number from hatchery.project where case_number = :number
                    union select notice from hatchery.notice_item where case_number = :number
                    union select round from hatchery.review_entry where case_number = :number
                    union select number from hatchery.objection where case_number = :number
                    union select case_number from hatchery.exit_request where project_case = :number
                    """)
                .param("number", caseNumber)
                .query(String.class)
                .list());
    numbers.remove(caseNumber);
    return numbers.stream()
        .filter(number -> runtime.createProcessInstanceQuery().processInstanceBusinessKey(number).count() > 0)
        .sorted()
        .toList();
  }
}
