package org.hatchery.desk;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.runtime.Incident;
import org.hatchery.organisation.Organisation;
import org.hatchery.organisation.Organisations;
import org.hatchery.project.Stage;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The figures of administration: what the charts on Cockpit's dashboard and on our page draw. Lists: {@link FigureLists}. */
@Component
class AdministrationFigures {

  /** Where an age begins, in days; the last has no end. */
  static final List<Integer> AGES = List.of(0, 31, 91, 181);

  static final List<String> AGE_NAMES = List.of("30 天以内", "31 至 90 天", "91 至 180 天", "180 天以上");

  /** Since when a project is in its stage; of projects older than the register of stages the latest day that is known. */
  static final String PROJECTS =
      """
      select p.case_number, coalesce(p.number, p.case_number) as known, p.title, p.group_code, p.street, p.stage,
        coalesce(s.entered_at, p.admitted_at, p.opened_at) as since
      from hatchery.project p
      left join hatchery.stage_stay s on s.case_number = p.case_number and s.left_at is null
      where p.stage <> 'ENDED'
      """;

  /** Whom an overdue task waits for: the organisation of its group, else of a role its assignee holds. */
  static final String OVERDUE =
      """
      select t.id_ as task, t.name_ as name, t.assignee_ as assignee, t.due_date_ as due, e.business_key_ as case_number,
        t.proc_inst_id_ as instance,
        coalesce(
          (select min(split_part(l.group_id_, ':', 1)) from public.act_ru_identitylink l
            where l.task_id_ = t.id_ and l.type_ = 'candidate' and l.group_id_ like '%:%'),
          (select min(h.organisation) from hatchery.holding h
            where h.person = t.assignee_ and (h.until is null or h.until >= :today)),
          '') as organisation
      from public.act_ru_task t
      join public.act_ru_execution e on e.id_ = t.proc_inst_id_
      where t.due_date_ < :now
      """;

  /** Where a table said something and a person signed: what each said. Screening: the clerk gives a reason where he departs. */
  static final String SIGNED =
      """
      select 'eligibility' as decision, case_number, by_table, decision as signed, decided_by, decided_at,
        coalesce(departing, '') as reason, coalesce(departing, '') <> '' as departs
      from hatchery.screening where by_table is not null
      union all
      select 'admission', case_number, by_table, signed, signed_by, signed_at, coalesce(reason, ''), signed <> by_table
      from hatchery.admission_conclusion where signed is not null
      union all
      select 'reviewOutcome', case_number, suggested, result, decided_by, null, coalesce(result_reason, ''),
        result <> suggested
      from hatchery.review_entry where result is not null and suggested is not null and decided_by is not null
      union all
      select 'brandStars', case_number, proposed_stars::text, stars::text, decided_by, decided_at, coalesce(reason, ''),
        stars <> proposed_stars
      from hatchery.renewal where stars is not null and decided_by is not null
      """;

  static final Map<String, String> TABLES =
      Map.of("eligibility", "申报资格审查", "admission", "入库结论", "reviewOutcome", "观摩评比结果", "brandStars", "品牌星级");

  private static final String PAGES = "/desk/administration/";

  private final JdbcClient jdbc;
  private final RuntimeService runtime;
  private final Organisations organisations;
  private final Clock clock;

  AdministrationFigures(JdbcClient jdbc, RuntimeService runtime, Organisations organisations, Clock clock) {
    this.jdbc = jdbc;
    this.runtime = runtime;
    this.organisations = organisations;
    this.clock = clock;
  }

  /**
   * One bar.
   *
   * @param list where its list stands
   * @param values one for each part of the chart; null: not known
   * @param note said beside the bar; may be empty
   */
  record Bar(String label, String list, List<Double> values, String note) {}

  /**
   * @param about what is counted, in a sentence
   * @param parts names of the parts that a bar is made of; never empty
   * @param none what is said where there is no bar
   */
  record Chart(
      String id, String title, String about, String unit, String list, List<String> parts, List<Bar> bars, String none) {}

  List<Chart> all() {
    return List.of(projects(), stages(), overdue(), departures(), mail(), incidents());
  }

  private Chart projects() {
    Instant now = clock.instant();
    Map<Stage, List<Double>> counts = new LinkedHashMap<>();
    jdbc.sql(PROJECTS)
        .query((row, n) -> Map.entry(Stage.valueOf(row.getString("stage")), row.getTimestamp("since").toInstant()))
        .list()
        .forEach(
            project -> {
              List<Double> of = counts.computeIfAbsent(project.getKey(), s -> new ArrayList<>(List.of(0.0, 0.0, 0.0, 0.0)));
              of.set(age(project.getValue(), now), of.get(age(project.getValue(), now)) + 1);
            });
    List<Bar> bars =
        Arrays.stream(Stage.values())
            .filter(counts::containsKey)
            .map(stage -> new Bar(stage.label(), PAGES + "projects?stage=" + stage, counts.get(stage), ""))
            .toList();
    return new Chart(
        "projects", "项目在哪个阶段", "没有结束的项目，按所在阶段和进入这个阶段以来的天数。", "个", PAGES + "projects", AGE_NAMES, bars,
        "现在没有进行中的项目。");
  }

  /** @return place in {@link #AGES} */
  static int age(Instant since, Instant now) {
    long days = Math.max(0, Duration.between(since, now).toDays());
    int age = AGES.size() - 1;
    while (days < AGES.get(age)) {
      age--;
    }
    return age;
  }

  private Chart stages() {
    Map<String, Bar> took = new HashMap<>();
    jdbc.sql(
            """
            select stage, count(*) as times,
              percentile_cont(0.5) within group (order by extract(epoch from left_at - entered_at)) / 86400 as days
            from hatchery.stage_stay where left_at is not null group by stage
            """)
        .query(
            (row, n) -> {
              Stage stage = Stage.valueOf(row.getString("stage"));
              double days = Math.round(row.getDouble("days") * 10) / 10.0;
              String note = "共 " + row.getLong("times") + " 次";
              return new Bar(stage.label(), PAGES + "stages?stage=" + stage, List.of(days), note);
            })
        .list()
        .forEach(bar -> took.put(bar.label(), bar));
    List<Bar> bars =
        Arrays.stream(Stage.values()).map(Stage::label).filter(took::containsKey).map(took::get).toList();
    return new Chart(
        "stages", "一个阶段要多少天", "已走完的阶段从进入到离开的天数，取中位数：一半比它短，一半比它长。", "天", PAGES + "stages",
        List.of("天数（中位数）"), bars, "还没有项目走完一个阶段。");
  }

  private Chart overdue() {
    Map<String, String> names = names();
    List<Bar> bars =
        jdbc.sql("select organisation, count(*) as tasks from (" + OVERDUE + ") o group by organisation order by 2 desc, 1")
            .param("now", Timestamp.from(clock.instant()))
            .param("today", clock.instant().atZone(clock.getZone()).toLocalDate())
            .query(
                (row, n) -> {
                  String code = row.getString("organisation");
                  String where = PAGES + "overdue?organisation=" + (code.isEmpty() ? "-" : code);
                  return new Bar(organisation(code, names), where, List.of((double) row.getLong("tasks")), "");
                })
            .list();
    return new Chart(
        "overdue", "哪里的任务逾期", "过了截止时间还没有办结的任务，按经办单位。", "项", PAGES + "overdue", List.of("逾期任务"), bars,
        "没有逾期的任务。");
  }

  static String organisation(String code, Map<String, String> names) {
    return code.isEmpty() ? "系统管理员或未定" : names.getOrDefault(code, code);
  }

  Map<String, String> names() {
    Map<String, String> names = new HashMap<>();
    for (Organisation organisation : organisations.all()) {
      names.put(organisation.code(), organisation.name());
    }
    return names;
  }

  private Chart departures() {
    List<Bar> bars =
        jdbc.sql(
                "select decision, count(*) filter (where departs) as departing, count(*) as signed from (" + SIGNED
                    + ") s group by decision order by decision")
            .query(
                (row, n) -> {
                  long departing = row.getLong("departing");
                  long signed = row.getLong("signed");
                  String table = row.getString("decision");
                  return new Bar(
                      TABLES.get(table),
                      PAGES + "departures?table=" + table,
                      List.of((double) (signed - departing), (double) departing),
                      "不同的占 " + Math.round(100.0 * departing / signed) + "%");
                })
            .list();
    return new Chart(
        "departures", "签批与决策表", "决策表有结果、又由人决定的事项：人照表决定的，和与表不同的（理由在列表里）。", "件", PAGES + "departures",
        List.of("与表相同", "与表不同"), bars, "还没有由人签批的决策表结果。");
  }

  private Chart mail() {
    return jdbc.sql(
            """
            select count(*) filter (where failed_at is null) as waiting, count(*) filter (where failed_at is not null) as failed,
              min(created_at) filter (where failed_at is null) as oldest
            from hatchery.mail where sent_at is null and dropped_at is null
            """)
        .query(
            (row, n) -> {
              Timestamp oldest = row.getTimestamp("oldest");
              String since = oldest == null ? "" : "最早的已等 " + waited(oldest.toInstant());
              return new Chart(
                  "mail", "邮件队列", "还没有发出的通知，和几次都没有发成、不再发的通知。", "封", PAGES + "mail", List.of("通知"),
                  List.of(
                      new Bar("等待发送", PAGES + "mail?state=waiting", List.of((double) row.getLong("waiting")), since),
                      new Bar("发送失败", PAGES + "mail?state=failed", List.of((double) row.getLong("failed")), "")),
                  "");
            })
        .single();
  }

  private String waited(Instant since) {
    Duration time = Duration.between(since, clock.instant());
    return time.toDays() > 0 ? time.toDays() + " 天" : time.toHours() > 0 ? time.toHours() + " 小时" : time.toMinutes() + " 分钟";
  }

  private Chart incidents() {
    Map<String, Long> counts = new LinkedHashMap<>();
    for (Incident incident : runtime.createIncidentQuery().list()) {
      // of one fault the engine keeps one incident in each caller; the cause stands for all
      if (incident.getId().equals(incident.getRootCauseIncidentId())) {
        counts.merge(kind(incident), 1L, Long::sum);
      }
    }
    List<Bar> bars =
        counts.entrySet().stream()
            .map(e -> new Bar(e.getKey(), PAGES + "incidents", List.of((double) e.getValue()), ""))
            .toList();
    return new Chart(
        "incidents", "卡住的步骤", "系统重试多次仍没有办成、等管理员处理的自动步骤。", "处", PAGES + "incidents", List.of("卡住"), bars,
        "没有卡住的步骤。");
  }

  static String kind(Incident incident) {
    return switch (incident.getIncidentType()) {
      case Incident.FAILED_JOB_HANDLER_TYPE -> "自动步骤失败";
      case Incident.EXTERNAL_TASK_HANDLER_TYPE -> "外部步骤失败";
      default -> incident.getIncidentType();
    };
  }
}
