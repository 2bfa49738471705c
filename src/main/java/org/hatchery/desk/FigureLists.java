package org.hatchery.desk;

import java.sql.Timestamp;
import java.text.DecimalFormat;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.runtime.Incident;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.hatchery.calendar.WorkCalendar;
import org.hatchery.engine.StepNames;
import org.hatchery.organisation.People;
import org.hatchery.project.Masking;
import org.hatchery.project.Stage;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What stands behind each figure of administration, line by line. */
@Component
class FigureLists {

  static final int MOST = 500;

  private static final Map<String, String> SAID = new HashMap<>();

  static {
    SAID.put("accept", "受理");
    SAID.put("check", "由人核对");
    SAID.put("correct", "补正");
    SAID.put("refuse", "不予受理");
    SAID.put("exhausted", "补正次数已满");
    SAID.put("admit", "入库");
    SAID.put("revise", "修改完善");
    SAID.put("reject", "不入库");
    SAID.put("excellent", "优秀");
    SAID.put("pass", "合格");
    SAID.put("fail", "不合格");
    List.of("3", "4", "5").forEach(stars -> SAID.put(stars, stars + " 星"));
  }

  private final JdbcClient jdbc;
  private final RuntimeService runtime;
  private final RepositoryService repository;
  private final People people;
  private final StepNames steps;
  private final AdministrationFigures figures;
  private final Clock clock;

  FigureLists(
      JdbcClient jdbc, RuntimeService runtime, RepositoryService repository, People people, StepNames steps,
      AdministrationFigures figures, Clock clock) {
    this.jdbc = jdbc;
    this.runtime = runtime;
    this.repository = repository;
    this.people = people;
    this.steps = steps;
    this.figures = figures;
    this.clock = clock;
  }

  /** @param link where it leads; null where nowhere */
  record Cell(String text, String link) {

    static Cell of(String text) {
      return new Cell(text == null ? "" : text, null);
    }
  }

  /**
   * @param only what the list was narrowed down to; empty: everything
   * @param about what stands here and what can be done with it
   */
  record Listing(String title, String only, String about, List<String> columns, List<List<Cell>> rows) {}

  /**
   * @param only one stage, organisation, table or state, as the charts' links have it; empty: everything
   * @return empty where there is no such list, or nothing it could be narrowed down to like that
   */
  Optional<Listing> list(String name, String only) {
    return switch (name) {
      case "projects" -> stage(only).map(this::projects);
      case "stages" -> stage(only).map(this::stages);
      case "overdue" -> Optional.of(overdue(only));
      case "departures" -> only.isEmpty() || AdministrationFigures.TABLES.containsKey(only) ? Optional.of(departures(only)) : Optional.empty();
      case "mail" -> List.of("", "waiting", "failed").contains(only) ? Optional.of(mail(only)) : Optional.empty();
      case "incidents" -> Optional.of(incidents());
      default -> Optional.empty();
    };
  }

  /** @return empty inside where all stages are wanted */
  private static Optional<Optional<Stage>> stage(String name) {
    if (name.isEmpty()) {
      return Optional.of(Optional.empty());
    }
    return Arrays.stream(Stage.values()).filter(stage -> stage.name().equals(name)).findFirst().map(Optional::of);
  }

  private Listing projects(Optional<Stage> stage) {
    Map<String, String> names = figures.names();
    Instant now = clock.instant();
    List<List<Cell>> rows =
        jdbc.sql("select * from (" + AdministrationFigures.PROJECTS + ") p where :stage = '' or stage = :stage order by since, case_number limit "
                + MOST)
            .param("stage", stage.map(Stage::name).orElse(""))
            .query(
                (row, n) ->
                    List.of(
                        aCase(row.getString("known"), row.getString("case_number")),
                        Cell.of(row.getString("title")),
                        Cell.of(AdministrationFigures.organisation(row.getString("group_code"), names)),
                        Cell.of(AdministrationFigures.organisation(row.getString("street"), names)),
                        Cell.of(Stage.valueOf(row.getString("stage")).label()),
                        Cell.of(moment(row.getTimestamp("since"))),
                        Cell.of(Duration.between(row.getTimestamp("since").toInstant(), now).toDays() + " 天"),
                        path(row.getString("case_number"))))
            .list();
    return new Listing(
        "进行中的项目", stage.map(Stage::label).orElse(""), "在本阶段时间最长的在前。", List.of("编号", "项目", "队伍", "街道", "阶段", "进入阶段", "已有", "经过"), rows);
  }

  private Listing stages(Optional<Stage> stage) {
    List<List<Cell>> rows =
        jdbc.sql(
                """
                select s.*, p.title, coalesce(p.number, p.case_number) as known from hatchery.stage_stay s
                join hatchery.project p on p.case_number = s.case_number
                where s.left_at is not null and (:stage = '' or s.stage = :stage)
                order by s.left_at - s.entered_at desc, s.id limit
                """ + MOST)
            .param("stage", stage.map(Stage::name).orElse(""))
            .query(
                (row, n) ->
                    List.of(
                        aCase(row.getString("known"), row.getString("case_number")),
                        Cell.of(row.getString("title")),
                        Cell.of(Stage.valueOf(row.getString("stage")).label()),
                        Cell.of(moment(row.getTimestamp("entered_at"))),
                        Cell.of(moment(row.getTimestamp("left_at"))),
                        Cell.of(
                            days(row.getTimestamp("entered_at").toInstant(), row.getTimestamp("left_at").toInstant())),
                        path(row.getString("case_number"))))
            .list();
    return new Listing(
        "走完的阶段", stage.map(Stage::label).orElse(""), "用时最长的在前。", List.of("编号", "项目", "阶段", "进入", "离开", "用时", "经过"), rows);
  }

  private static String days(Instant from, Instant to) {
    return new DecimalFormat("0.#").format(Duration.between(from, to).toMinutes() / 1440.0) + " 天";
  }

  private Listing overdue(String organisation) {
    Map<String, String> names = figures.names();
    String wanted = organisation.equals("-") ? "" : organisation;
    List<List<Cell>> rows =
        jdbc.sql("select * from (" + AdministrationFigures.OVERDUE + ") o where :all or organisation = :wanted order by due, task limit " + MOST)
            .param("now", Timestamp.from(clock.instant()))
            .param("today", clock.instant().atZone(clock.getZone()).toLocalDate())
            .param("all", organisation.isEmpty())
            .param("wanted", wanted)
            .query(
                (row, n) ->
                    List.of(
                        Cell.of(row.getString("name")),
                        aCase(row.getString("case_number"), row.getString("case_number")),
                        Cell.of(AdministrationFigures.organisation(row.getString("organisation"), names)),
                        Cell.of(row.getString("assignee") == null ? "待认领" : people.name(row.getString("assignee"))),
                        Cell.of(moment(row.getTimestamp("due"))),
                        Cell.of(Duration.between(row.getTimestamp("due").toInstant(), clock.instant()).toDays() + " 天"),
                        cockpit("在流程监控里看", row.getString("instance"))))
            .list();
    return new Listing(
        "逾期的任务", organisation.isEmpty() ? "" : AdministrationFigures.organisation(wanted, names), "逾期最久的在前。经办人不在岗的，可以在办件页换人办理。",
        List.of("任务", "编号", "单位", "经办人", "截止", "已逾期", "办件"), rows);
  }

  private Listing departures(String table) {
    List<List<Cell>> rows =
        jdbc.sql(
                "select * from (" + AdministrationFigures.SIGNED
                    + ") s where departs and (:table = '' or decision = :table) order by decided_at desc nulls last, case_number limit "
                    + MOST)
            .param("table", table)
            .query(
                (row, n) ->
                    List.of(
                        Cell.of(AdministrationFigures.TABLES.get(row.getString("decision"))),
                        aCase(row.getString("case_number"), row.getString("case_number")),
                        Cell.of(said(row.getString("by_table"))),
                        Cell.of(said(row.getString("signed"))),
                        Cell.of(people.name(row.getString("decided_by"))),
                        Cell.of(moment(row.getTimestamp("decided_at"))),
                        Cell.of(row.getString("reason"))))
            .list();
    return new Listing(
        "与决策表不同的决定", table.isEmpty() ? "" : AdministrationFigures.TABLES.get(table), "最近的在前。一张表常被推翻，说明表里的规则该改了。",
        List.of("决策表", "编号", "表的结果", "人的决定", "决定人", "时间", "理由"), rows);
  }

  private static String said(String code) {
    return SAID.getOrDefault(code, code);
  }

  private Listing mail(String state) {
    List<List<Cell>> rows =
        jdbc.sql(
                """
                select * from hatchery.mail where sent_at is null and dropped_at is null
                  and (:state = '' or (failed_at is not null) = (:state = 'failed'))
                order by created_at, id limit
                """ + MOST)
            .param("state", state)
            .query(
                (row, n) ->
                    List.of(
                        Cell.of(row.getTimestamp("failed_at") == null ? "等待发送" : "发送失败"),
                        Cell.of(row.getString("person") == null ? "站外收件人" : people.name(row.getString("person"))),
                        Cell.of(row.getString("subject")),
                        Cell.of(moment(row.getTimestamp("created_at"))),
                        Cell.of(row.getInt("attempts") + " 次"),
                        Cell.of(Masking.masked(row.getString("error")))))
            .list();
    return new Listing(
        "邮件队列", state.isEmpty() ? "" : state.equals("failed") ? "发送失败" : "等待发送", "等得最久的在前。长时间不动，请检查邮件服务器的设置。",
        List.of("状态", "收件人", "主题", "写于", "已试", "服务器的答复"), rows);
  }

  private Listing incidents() {
    List<List<Cell>> rows = new ArrayList<>();
    for (Incident incident : runtime.createIncidentQuery().orderByIncidentTimestamp().asc().list()) {
      if (incident.getId().equals(incident.getRootCauseIncidentId()) && rows.size() < MOST) {
        rows.add(row(incident));
      }
    }
    return new Listing(
        "卡住的步骤", "", "最早的在前。原因排除后，从办件页重试这一步。", List.of("流程", "步骤", "编号", "自", "原因", "办件"), rows);
  }

  private List<Cell> row(Incident incident) {
    ProcessInstance instance =
        incident.getProcessInstanceId() == null
            ? null
            : runtime.createProcessInstanceQuery().processInstanceId(incident.getProcessInstanceId()).singleResult();
    String number = instance == null ? null : instance.getBusinessKey();
    String process =
        incident.getProcessDefinitionId() == null
            ? ""
            : repository.getProcessDefinition(incident.getProcessDefinitionId()).getName();
    return List.of(
        Cell.of(process),
        Cell.of(steps.of(
            incident.getProcessDefinitionId(),
            incident.getFailedActivityId() == null ? incident.getActivityId() : incident.getFailedActivityId())),
        number == null ? Cell.of("") : new Cell(number, CaseInstances.page(number)),
        Cell.of(WorkCalendar.MOMENT.format(incident.getIncidentTimestamp().toInstant())),
        Cell.of(incident.getIncidentMessage()),
        instance == null ? Cell.of("") : cockpit("在流程监控里看", instance.getId()));
  }

  static Cell cockpit(String text, String instance) {
    return new Cell(text, "/camunda/app/cockpit/default/#/process-instance/" + instance + "/runtime");
  }

  private static Cell aCase(String text, String number) {
    return number == null ? Cell.of("") : new Cell(text, "/desk/cases/" + number);
  }

  private static Cell path(String number) {
    return new Cell("走过的路", "/desk/administration/path/" + number);
  }

  private static String moment(Timestamp at) {
    return at == null ? "" : WorkCalendar.MOMENT.format(at.toInstant());
  }
}
