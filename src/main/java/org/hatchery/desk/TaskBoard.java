package org.hatchery.desk;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.engine.task.Task;
import org.hatchery.engine.CaseFile;
import org.hatchery.engine.CaseFiles;
import org.hatchery.organisation.Organisation;
import org.hatchery.organisation.Organisations;
import org.hatchery.organisation.Role;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The lists of the overview of tasks, read from the engine's tables beside the record: the engine's own query, with rights, takes a
 * hundred times as long. What it lists of open tasks the engine is asked about once more, with the rights of the reader.
 */
@Component
class TaskBoard {

  private static final String CARD =
      """
      left join act_ru_execution i on i.id_ = t.proc_inst_id_
      left join hatchery.project p on p.case_number = i.business_key_
      left join lateral (
        select max(v.text_) filter (where v.name_ = 'caseTitle') as title,
          max(v.text_) filter (where v.name_ = 'caseGroup') as team,
          max(v.text_) filter (where v.name_ = 'caseCommunity') as community
        from act_ru_variable v
        where v.task_id_ = t.id_ and v.name_ in ('caseTitle', 'caseGroup', 'caseCommunity')) card on true
      """;

  private static final String TO_TAKE =
      """
      (t.assignee_ is null and t.id_ in (
        select l.task_id_ from act_ru_identitylink l
        where l.type_ = 'candidate' and l.task_id_ is not null and (l.user_id_ = :me or l.group_id_ = any(:groups))))
      """;

  /** What others do in cases where one has acted or whose group one leads, as {@link CaseRights} and {@link Discretion} have it. */
  private static final String WAITING =
      """
      t.assignee_ is distinct from :me and not %s
      and (p.group_code = any(:led)
        or i.business_key_ in (select case_number from hatchery.proposal where group_code = any(:led))
        or i.business_key_ in (select case_number from hatchery.timeline where person = :me))
      and i.business_key_ not in (
        select case_number from hatchery.timeline where person = :me and outcome = any(:stoodBack))
      and (not t.task_def_key_ = any(:untold)
        or i.business_key_ = any(:told)
        or (p.community = any(:reach) or p.street = any(:reach) or p.centre = any(:reach) or p.owner = any(:reach)
            or p.group_code = any(:reach) or :admin and p.case_number is not null)
          and not p.group_code = any(:ofGroup))
      """
          .formatted(TO_TAKE);

  private static final String DID = "e.person = :me and e.happened_at >= :month and e.outcome <> 'started'";

  private final JdbcClient jdbc;
  private final IdentityService identity;
  private final TaskService tasks;
  private final CaseRights rights;
  private final CaseFiles cases;
  private final Organisations organisations;
  private final TaskWeek week;
  private final AsUser asUser;
  private final Clock clock;

  TaskBoard(
      JdbcClient jdbc,
      IdentityService identity,
      TaskService tasks,
      CaseRights rights,
      CaseFiles cases,
      Organisations organisations,
      TaskWeek week,
      AsUser asUser,
      Clock clock) {
    this.jdbc = jdbc;
    this.identity = identity;
    this.tasks = tasks;
    this.rights = rights;
    this.cases = cases;
    this.organisations = organisations;
    this.week = week;
    this.asUser = asUser;
    this.clock = clock;
  }

  /**
   * @param task id of an open task that is the reader's or his to take; null otherwise
   * @param number of the project in the library, else of the case
   * @param at when it is due, or was done; null for none
   * @param who has it; null for nobody yet
   * @param said what was decided, of a task that is done
   */
  record Row(
      String task, String name, String caseNumber, String number, String title, String group, String community, Instant at,
      String who, boolean mine, String said) {}

  /** Who reads, with what the questions ask about him. */
  record Reader(String user, SearchText search, Map<String, Object> params) {}

  Reader reader(String user, SearchText search) {
    Set<String> reach = new HashSet<>();
    Set<String> ofGroup = new HashSet<>();
    Set<String> led = new HashSet<>();
    for (CaseRights.Seat seat : rights.seats(user)) {
      if (CaseRights.OFFICE.contains(seat.role())) {
        organisations.under(seat.organisation()).stream().map(Organisation::code).forEach(reach::add);
      } else if (CaseRights.OF_GROUP.contains(seat.role())) {
        ofGroup.add(seat.organisation());
        if (seat.role() == Role.LEADER) {
          led.add(seat.organisation());
        }
      }
    }
    Map<String, Object> params = new HashMap<>();
    params.put("me", user);
    params.put("groups", array(identity.createGroupQuery().groupMember(user).list().stream().map(Group::getId).toList()));
    params.put("reach", array(reach));
    params.put("ofGroup", array(ofGroup));
    params.put("led", array(led));
    params.put("admin", rights.administrates(user));
    params.put("untold", array(Discretion.UNTOLD));
    params.put("stoodBack", array(CaseRights.STOOD_BACK));
    params.put("now", Timestamp.from(clock.instant()));
    params.put("week", new Timestamp(week.end().getTime()));
    params.put("month", Timestamp.from(week.monthBegan()));
    params.put("q", search.needle());
    params.put("told", array(told(params)));
    return new Reader(user, search, params);
  }

  /** Cases that are no project (a round, for example), where tasks of judging are open, and he may know. */
  private List<String> told(Map<String, Object> params) {
    return jdbc.sql(
            """
            select distinct i.business_key_ from act_ru_task t
              join act_ru_execution i on i.id_ = t.proc_inst_id_
              left join hatchery.project p on p.case_number = i.business_key_
            where t.task_def_key_ = any(:untold) and p.case_number is null
              and i.business_key_ in (select case_number from hatchery.timeline where person = :me)
            """)
        .params(params)
        .query(String.class)
        .list()
        .stream()
        .filter(number -> rights.of(number, (String) params.get("me")).filter(CaseRights.View::everything).isPresent())
        .toList();
  }

  Map<Board, Integer> counts(Reader reader) {
    Map<Board, Integer> counts = new EnumMap<>(Board.class);
    jdbc.sql(
            "select count(t.assignee_), count(*) filter (where t.assignee_ is null), count(*) filter (where "
                + where(Board.WEEK)
                + "), count(*) filter (where "
                + where(Board.LATE)
                + ") from act_ru_task t "
                + (reader.search().asked() ? CARD : "")
                + " where (t.assignee_ = :me or " + TO_TAKE + ")" + found(reader, false))
        .params(reader.params())
        .query(
            row -> {
              counts.put(Board.MINE, row.getInt(1));
              counts.put(Board.OPEN, row.getInt(2));
              counts.put(Board.WEEK, row.getInt(3));
              counts.put(Board.LATE, row.getInt(4));
            });
    counts.put(
        Board.WAITING, count("act_ru_task t " + CARD + " where " + WAITING + found(reader, false), reader));
    counts.put(Board.DONE, count(done() + found(reader, true), reader));
    return counts;
  }

  private int count(String from, Reader reader) {
    return jdbc.sql("select count(*) from " + from).params(reader.params()).query(Integer.class).single();
  }

  /** The next to be due first; of what is done, the latest. */
  List<Row> rows(Board board, Reader reader, int from, int most) {
    Map<String, Object> params = new HashMap<>(reader.params());
    params.put("from", from);
    params.put("most", most);
    if (board == Board.DONE) {
      return withCards(
          jdbc.sql(
                  "select e.activity_name, e.case_number, coalesce(p.number, e.case_number), e.happened_at, e.said from "
                      + done() + found(reader, true) + " order by e.happened_at desc, e.id desc offset :from limit :most")
              .params(params)
              .query(TaskBoard::doneRow)
              .list());
    }
    String which = board == Board.WAITING ? WAITING : where(board);
    List<Row> rows =
        jdbc.sql(
                """
                select t.id_, t.name_, i.business_key_, coalesce(p.number, i.business_key_), coalesce(p.title, card.title),
                  card.team, card.community, t.due_date_, coalesce(holder.name, t.assignee_), t.assignee_ = :me
                from act_ru_task t %s left join hatchery.person holder on holder.id = t.assignee_
                where %s %s
                order by t.due_date_ nulls last, t.create_time_, t.id_ offset :from limit :most
                """
                    .formatted(CARD, which, found(reader, false)))
            .params(params)
            .query((row, n) -> openRow(row, board.chooses()))
            .list();
    return board.chooses() ? shownByTheEngine(rows, reader.user()) : rows;
  }

  private static String where(Board board) {
    return switch (board) {
      case MINE -> "t.assignee_ = :me";
      case OPEN -> TO_TAKE;
      case WEEK -> "(t.assignee_ = :me or " + TO_TAKE + ") and t.due_date_ >= :now and t.due_date_ < :week";
      case LATE -> "(t.assignee_ = :me or " + TO_TAKE + ") and t.due_date_ < :now";
      case WAITING, DONE -> throw new IllegalArgumentException(board + " asks otherwise");
    };
  }

  /** What cards said of a case lies in the engine's history only. */
  private static String done() {
    return """
        hatchery.timeline e left join hatchery.project p on p.case_number = e.case_number
          left join hatchery.organisation og on og.code = p.group_code
          left join hatchery.organisation oc on oc.code = p.community
        where %s
        """
        .formatted(DID);
  }

  private static String found(Reader reader, boolean done) {
    if (!reader.search().asked()) {
      return "";
    }
    String text =
        done
            ? """
              concat_ws(chr(10), p.number, e.case_number, p.title, og.name, oc.name, (
                select string_agg(distinct v.text_, chr(10)) from act_hi_procinst h
                  join act_hi_varinst v on v.proc_inst_id_ = h.id_
                where h.business_key_ = e.case_number and v.name_ in ('caseTitle', 'caseGroup', 'caseCommunity')))
              """
            : "concat_ws(chr(10), p.number, i.business_key_, coalesce(p.title, card.title), card.team, card.community)";
    return " and position(" + SearchText.plainSql("cast(:q as text)") + " in " + SearchText.plainSql(text) + ") > 0";
  }

  private static Row openRow(ResultSet row, boolean his) throws SQLException {
    Timestamp due = row.getTimestamp(8);
    return new Row(
        his ? row.getString(1) : null, row.getString(2), row.getString(3), row.getString(4), row.getString(5),
        row.getString(6), row.getString(7), due == null ? null : due.toInstant(), row.getString(9), row.getBoolean(10), "");
  }

  private static Row doneRow(ResultSet row, int n) throws SQLException {
    return new Row(
        null, row.getString(1), row.getString(2), row.getString(3), "", "", "", row.getTimestamp(4).toInstant(), null, true,
        row.getString(5));
  }

  private List<Row> withCards(List<Row> rows) {
    Map<String, CaseFile.Card> cards = new HashMap<>();
    return rows.stream()
        .map(
            row -> {
              CaseFile.Card card =
                  cards.computeIfAbsent(
                      row.caseNumber(),
                      number -> cases.of(number).map(file -> file.card(number)).orElse(new CaseFile.Card("", "", "")));
              return new Row(
                  row.task(), row.name(), row.caseNumber(), row.number(), card.title(), card.group(), card.community(),
                  row.at(), row.who(), row.mine(), row.said());
            })
        .toList();
  }

  private List<Row> shownByTheEngine(List<Row> rows, String user) {
    if (rows.isEmpty()) {
      return rows;
    }
    String[] ids = rows.stream().map(Row::task).toArray(String[]::new);
    Set<String> shown =
        asUser.ask(
            user,
            () -> tasks.createTaskQuery().taskIdIn(ids).list().stream().map(Task::getId).collect(Collectors.toSet()));
    return rows.stream().filter(row -> shown.contains(row.task())).toList();
  }

  private static String[] array(Collection<String> texts) {
    return texts.toArray(String[]::new);
  }
}
