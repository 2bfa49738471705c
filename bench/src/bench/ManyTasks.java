package bench;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Copies one instance with an open task, with all its rows in the engine's tables and the record, until there are as many
 * open tasks as wanted. The first hundred copies stay with the same people; the others go to a thousand other groups, as in a
 * province: what grows is what others have to do.
 */
final class ManyTasks {

  private static final int OWN = 100;
  private static final List<String> ENGINE =
      List.of(
          "act_ru_execution", "act_ru_task", "act_ru_identitylink", "act_ru_variable", "act_ru_authorization",
          "act_hi_procinst", "act_hi_actinst", "act_hi_taskinst", "act_hi_varinst", "act_hi_identitylink");

  private final JdbcClient jdbc;
  private final String instance;
  private final String task;
  private final List<String> record;
  private int made;

  /**
   * @param instance id of the instance to copy, which waits at its only task
   * @param record tables that keep its case by {@code case_number}; none for a bare engine
   */
  ManyTasks(JdbcClient jdbc, String instance, String task, List<String> record) {
    this.jdbc = jdbc;
    this.instance = instance;
    this.task = task;
    this.record = record;
  }

  void upTo(int open) {
    List<String> ids = ids();
    List<String> tables = new ArrayList<>(ENGINE);
    tables.addAll(record);
    for (String table : tables) {
      jdbc.sql(copy(table, ids)).param("from", made + 1).param("to", open).update();
    }
    made = open;
    jdbc.sql("analyze").update();
  }

  /** Everything that must be another's in a copy: ids of its rows and the number of its case. */
  private List<String> ids() {
    List<String> ids = new ArrayList<>();
    for (String table : ENGINE) {
      ids.addAll(jdbc.sql("select id_ from " + table + where(table)).query(String.class).list());
    }
    ids.addAll(
        jdbc.sql("select distinct act_inst_id_ from act_ru_execution where proc_inst_id_ = '" + instance + "'")
            .query(String.class)
            .list());
    String key =
        jdbc.sql("select business_key_ from act_ru_execution where id_ = '" + instance + "'")
            .query((row, n) -> row.getString(1) == null ? "" : row.getString(1))
            .single();
    ids.add(key);
    return ids.stream().filter(id -> id != null && !id.isEmpty()).distinct().toList();
  }

  private String where(String table) {
    return switch (table) {
      case "act_ru_identitylink", "act_hi_identitylink" -> " where task_id_ = '" + task + "'";
      case "act_ru_authorization" -> " where resource_id_ = '" + task + "'";
      default ->
          table.startsWith("hatchery.")
              ? " where case_number = (select business_key_ from act_ru_execution where id_ = '" + instance + "')"
              : " where proc_inst_id_ = '" + instance + "'";
    };
  }

  private String copy(String table, List<String> ids) {
    String name = table.substring(table.indexOf('.') + 1);
    String schema = table.contains(".") ? table.substring(0, table.indexOf('.')) : "public";
    String known = ids.stream().map(id -> "'" + id + "'").collect(Collectors.joining(","));
    List<String> columns = new ArrayList<>();
    List<String> values = new ArrayList<>();
    jdbc.sql(
            "select column_name, data_type, is_identity, is_generated from information_schema.columns"
                + " where table_schema = :schema and table_name = :name order by ordinal_position")
        .param("schema", schema)
        .param("name", name)
        .query(
            row -> {
              if (row.getString(3).equals("YES") || row.getString(4).equals("ALWAYS")) {
                return;
              }
              String column = row.getString(1);
              columns.add(column);
              boolean text = row.getString(2).startsWith("character") || row.getString(2).equals("text");
              if (text && column.equals("group_id_")) {
                values.add(
                    "case when n <= " + OWN + " or t.group_id_ is null then t.group_id_"
                        + " else 'other' || (n % 1000) || ':clerk' end");
              } else if (text) {
                values.add("case when t." + column + " in (" + known + ") then t." + column + " || '~' || n else t." + column + " end");
              } else {
                values.add("t." + column);
              }
            });
    return "insert into " + table + " (" + String.join(", ", columns) + ") select " + String.join(", ", values)
        + " from (select * from " + table + where(table) + ") t, generate_series(cast(:from as int), cast(:to as int)) n";
  }
}
