package org.hatchery.audit;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Checks that every entry of the audit is as it was written and none is missing, by hashes computed here. */
@Component
public class AuditChain {

  private static final String NOTHING = "0".repeat(64);
  private static final int AT_ONCE = 1000;
  private static final DateTimeFormatter AT =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

  private final JdbcTemplate jdbc;
  private final TransactionTemplate transaction;

  public AuditChain(JdbcTemplate jdbc, TransactionTemplate transaction) {
    this.jdbc = new JdbcTemplate(jdbc.getDataSource());
    this.jdbc.setFetchSize(AT_ONCE);
    this.transaction = transaction;
  }

  /** An entry and its hash, as noted somewhere outside of the database. */
  public record Mark(long number, String hash) {}

  /** @param number where it breaks first @param at when that entry says it was written; null where there is none */
  public record Break(long number, Instant at, String why) {}

  /**
   * @param since moment of the first entry; null where there is none
   * @param head the last good entry; null where there is none
   * @param broken where it breaks first; null: nowhere
   */
  public record Result(long entries, Instant since, Mark head, Break broken) {}

  /** The last entry. */
  public Optional<Mark> head() {
    return jdbc.query(
            "select number, hash from hatchery.audit order by number desc limit 1",
            (row, n) -> new Mark(row.getLong("number"), row.getString("hash")))
        .stream()
        .findFirst();
  }

  /** Whether the role of the program could change or drop what is written, if somebody got hold of it. */
  public boolean changeable() {
    return Boolean.TRUE.equals(
        jdbc.queryForObject(
            """
            select has_table_privilege(c.oid, 'update') or has_table_privilege(c.oid, 'delete')
              or has_table_privilege(c.oid, 'truncate') or pg_has_role(c.relowner, 'member')
            from pg_class c where c.oid = 'hatchery.audit'::regclass
            """,
            Boolean.class));
  }

  /** @param known noted before; null: nothing. Only by it a cut-off end or a chain written anew shows */
  public Result verify(Mark known) {
    // in a transaction the rows come in portions
    return transaction.execute(
        status -> {
          Reader reader = new Reader(known);
          jdbc.query("select * from hatchery.audit order by number", (RowCallbackHandler) reader::read);
          return reader.result();
        });
  }

  private static final class Reader {

    private final Mark known;
    private long entries;
    private Instant since;
    private long number;
    private String hash = NOTHING;
    private Break broken;

    Reader(Mark known) {
      this.known = known;
    }

    void read(ResultSet row) throws SQLException {
      entries++;
      if (broken != null) {
        return;
      }
      long next = row.getLong("number");
      Instant at = row.getTimestamp("at").toInstant();
      since = since == null ? at : since;
      if (next != number + 1) {
        broken = new Break(number + 1, null, "这一条不在了，后面接着的是第 " + next + " 条");
      } else if (!hash.equals(row.getString("previous"))) {
        broken = new Break(next, at, "这一条没有接在前一条之后：前一条被换过，或顺序被动过");
      } else if (!hash(row).equals(row.getString("hash"))) {
        broken = new Break(next, at, "这一条的内容与校验码不符：写下以后被改过");
      } else if (known != null && known.number() == next && !known.hash().equals(row.getString("hash"))) {
        broken = new Break(next, at, "这一条的校验码不是此前记下的那个：它或它以前的记录被整体改写过");
      }
      if (broken == null) {
        number = next;
        hash = row.getString("hash");
      }
    }

    Result result() {
      if (broken == null && known != null && known.number() > number) {
        broken = new Break(number + 1, null, "记录到第 " + number + " 条为止，而此前记下过第 " + known.number() + " 条：末尾被删掉了");
      }
      return new Result(entries, since, number == 0 ? null : new Mark(number, hash), broken);
    }
  }

  /** As hatchery.audit_text has it. */
  private static String hash(ResultSet row) throws SQLException {
    StringBuilder text = new StringBuilder();
    field(text, row.getString("number"));
    Timestamp at = row.getTimestamp("at");
    field(text, AT.format(at.toInstant()));
    for (String column : new String[] {"who", "kind", "what", "case_number", "details", "address", "previous"}) {
      field(text, row.getString(column));
    }
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.toString().getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void field(StringBuilder text, String field) {
    if (field == null) {
      text.append('-');
    } else {
      text.append(field.getBytes(StandardCharsets.UTF_8).length).append(':').append(field);
    }
  }
}
