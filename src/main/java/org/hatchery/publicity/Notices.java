package org.hatchery.publicity;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hatchery.calendar.Deadlines;
import org.hatchery.engine.CaseFile;
import org.hatchery.engine.Processes;
import org.hatchery.organisation.Organisations;
import org.hatchery.project.Numbers;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Public notices: what is announced, until when, and what became of each item. */
@Component
public class Notices implements CaseFile {

  private final JdbcClient jdbc;
  private final Clock clock;
  private final Numbers numbers;
  private final Deadlines deadlines;
  private final Processes processes;
  private final Organisations organisations;

  Notices(
      JdbcClient jdbc, Clock clock, Numbers numbers, Deadlines deadlines, Processes processes,
      Organisations organisations) {
    this.jdbc = jdbc;
    this.clock = clock;
    this.numbers = numbers;
    this.deadlines = deadlines;
    this.processes = processes;
    this.organisations = organisations;
  }

  /** What is announced. */
  public enum Kind {
    ADMISSION("入库"),
    REVIEW("观摩评比"),
    BRAND("品牌认定"),
    REVOCATION("品牌摘牌");

    private final String label;

    Kind(String label) {
      this.label = label;
    }

    public String label() {
      return label;
    }
  }

  /**
   * @param title of the notice, for example 2026年第二批志愿服务项目入库公示
   * @param owner code of the organisation that announces
   * @param items one or many; each case at most once
   * @param signers ids of those who signed what is announced
   */
  public record NewNotice(Kind kind, String title, String owner, List<Item> items, Set<String> signers) {}

  /**
   * One announced result.
   *
   * @param caseNumber whose process waits for {@code noticeStands}, {@code noticeCancelled} or {@code noticeRedecide}
   * @param group name of the volunteer group
   * @param result in Chinese, for example 入库
   * @param score of 100 with two decimals; null where there is none
   * @param amountFen money in fen; null where there is none
   * @param reviewers names of the reviewers, may be empty
   */
  public record Item(
      String caseNumber, String title, String group, String result, BigDecimal score, Long amountFen, String reviewers) {}

  /**
   * @param countedFrom when its days began: later than openedAt once it was put up anew after a correction
   * @param endsAt last moment of the notice
   * @param prolonged why it lasts longer than announced at first; null where it does not
   * @param closedAt when every item was settled, null before
   */
  public record Notice(
      String number, Kind kind, String title, String owner, List<String> signers, Instant openedAt, Instant countedFrom,
      Instant endsAt, String prolonged, Instant closedAt) {}

  /** @param state open, stands, cancelled, redecide or moot */
  public record ItemState(Item item, String state) {}

  /**
   * Puts the notice up, in the caller's transaction; its time runs from now by the row publicNotice of deadlines.dmn.
   *
   * @return number GS-… of the notice
   */
  public String open(NewNotice notice) {
    if (notice.items().isEmpty()) {
      throw new IllegalArgumentException("A notice announces at least one result");
    }
    String number = numbers.next("GS", notice.owner());
    Instant now = clock.instant();
    jdbc.sql(
            """
            insert into hatchery.notice (number, kind, title, owner, signers, opened_at, counted_from, ends_at)
            values (:number, :kind, :title, :owner, :signers, :now, :now, :ends)
            """)
        .param("number", number)
        .param("kind", notice.kind().name())
        .param("title", notice.title())
        .param("owner", notice.owner())
        .param("signers", notice.signers().toArray(String[]::new))
        .param("now", Timestamp.from(now))
        .param("ends", Timestamp.from(deadlines.due("publicNotice", now)))
        .update();
    for (int i = 0; i < notice.items().size(); i++) {
      insert(number, i + 1, notice.items().get(i));
    }
    processes.start("noticeOpened", number);
    return number;
  }

  private void insert(String notice, int position, Item item) {
    jdbc.sql(
            """
            insert into hatchery.notice_item (notice, position, case_number, title, group_name, result, score, amount_fen,
              reviewers, state)
            values (:notice, :position, :caseNumber, :title, :group, :result, :score, :amount, :reviewers, 'open')
            """)
        .param("notice", notice)
        .param("position", position)
        .param("caseNumber", item.caseNumber())
        .param("title", item.title())
        .param("group", item.group())
        .param("result", item.result())
        .param("score", item.score())
        .param("amount", item.amountFen())
        .param("reviewers", item.reviewers())
        .update();
  }

  public Optional<Notice> find(String number) {
    return jdbc.sql("select * from hatchery.notice where number = :number")
        .param("number", number)
        .query(Notices::row)
        .optional();
  }

  public Notice get(String number) {
    return find(number).orElseThrow(() -> new IllegalStateException("No notice has the number " + number));
  }

  /** Newest first; for the public pages. */
  public List<Notice> latest(int most) {
    return jdbc.sql("select * from hatchery.notice order by opened_at desc, number desc limit :most")
        .param("most", most)
        .query(Notices::row)
        .list();
  }

  /** Notices that still take objections: their last moment has not passed. */
  List<Notice> up() {
    return jdbc.sql("select * from hatchery.notice where ends_at >= :now order by opened_at desc")
        .param("now", Timestamp.from(clock.instant()))
        .query(Notices::row)
        .list();
  }

  /** Notices whose time is not over yet by the record, or was over but not all of whose items are settled. */
  List<Notice> running() {
    return jdbc.sql("select * from hatchery.notice where closed_at is null order by opened_at for update")
        .query(Notices::row)
        .list();
  }

  /** Holds the notice until the transaction ends. */
  Notice lock(String number) {
    return jdbc.sql("select * from hatchery.notice where number = :number for update")
        .param("number", number)
        .query(Notices::row)
        .single();
  }

  /** It lasts longer. @param why for the public page */
  void prolong(String number, Instant end, String why) {
    jdbc.sql("update hatchery.notice set ends_at = :end, prolonged = :why where number = :number")
        .param("end", Timestamp.from(end))
        .param("why", why)
        .param("number", number)
        .update();
  }

  /** What was announced has changed: its days begin anew now. @return the new end */
  Instant startAgain(String number, String why) {
    Instant now = clock.instant();
    Instant end = deadlines.due("publicNotice", now);
    jdbc.sql("update hatchery.notice set counted_from = :now, ends_at = :end, prolonged = :why where number = :number")
        .param("now", Timestamp.from(now))
        .param("end", Timestamp.from(end))
        .param("why", why)
        .param("number", number)
        .update();
    return end;
  }

  /** The item is announced otherwise than before; only what a clerk may correct, never score or result. */
  void correct(String number, Item item) {
    jdbc.sql(
            """
            update hatchery.notice_item set title = :title, group_name = :group, amount_fen = :amount,
              reviewers = :reviewers
            where notice = :notice and case_number = :caseNumber
            """)
        .param("title", item.title())
        .param("group", item.group())
        .param("amount", item.amountFen())
        .param("reviewers", item.reviewers())
        .param("notice", number)
        .param("caseNumber", item.caseNumber())
        .update();
  }

  /** An announced item that still waits. */
  Optional<Item> openItem(String notice, String caseNumber) {
    return items(notice).stream()
        .filter(item -> item.item().caseNumber().equals(caseNumber) && item.state().equals("open"))
        .map(ItemState::item)
        .findFirst();
  }

  /** Whether a notice of the kind has told the result of one of the cases, up now or before. */
  public boolean tells(Kind kind, List<String> caseNumbers) {
    return !caseNumbers.isEmpty()
        && jdbc.sql(
                """
                select exists (select 1 from hatchery.notice_item item join hatchery.notice n on n.number = item.notice
                  where n.kind = :kind and item.case_number in (:cases))
                """)
            .param("kind", kind.name())
            .param("cases", caseNumbers)
            .query(Boolean.class)
            .single();
  }

  /** In the order of the announcement. */
  public List<ItemState> items(String notice) {
    return jdbc.sql("select * from hatchery.notice_item where notice = :notice order by position")
        .param("notice", notice)
        .query(
            (row, index) ->
                new ItemState(
                    new Item(
                        row.getString("case_number"),
                        row.getString("title"),
                        row.getString("group_name"),
                        row.getString("result"),
                        row.getBigDecimal("score"),
                        row.getObject("amount_fen", Long.class),
                        row.getString("reviewers")),
                    row.getString("state")))
        .list();
  }

  /** Settles an item that is still open and tells its case; where that ended meanwhile the item is moot. */
  void settle(String notice, String caseNumber, String state, String message) {
    int changed =
        jdbc.sql(
                """
                update hatchery.notice_item set state = :state, settled_at = :now
                where notice = :notice and case_number = :caseNumber and state = 'open'
                """)
            .param("state", state)
            .param("now", Timestamp.from(clock.instant()))
            .param("notice", notice)
            .param("caseNumber", caseNumber)
            .update();
    if (changed == 1 && !processes.tell(message, caseNumber)) {
      jdbc.sql("update hatchery.notice_item set state = 'moot' where notice = :notice and case_number = :caseNumber")
          .param("notice", notice)
          .param("caseNumber", caseNumber)
          .update();
    }
  }

  void close(String notice) {
    jdbc.sql("update hatchery.notice set closed_at = :now where number = :notice")
        .param("now", Timestamp.from(clock.instant()))
        .param("notice", notice)
        .update();
  }

  private static Notice row(ResultSet row, int index) throws SQLException {
    Timestamp closed = row.getTimestamp("closed_at");
    return new Notice(
        row.getString("number"),
        Kind.valueOf(row.getString("kind")),
        row.getString("title"),
        row.getString("owner"),
        List.of((String[]) row.getArray("signers").getArray()),
        row.getTimestamp("opened_at").toInstant(),
        row.getTimestamp("counted_from").toInstant(),
        row.getTimestamp("ends_at").toInstant(),
        row.getString("prolonged"),
        closed == null ? null : closed.toInstant());
  }

  @Override
  public Set<String> kinds() {
    return Set.of("GS");
  }

  @Override
  public boolean holds(String caseNumber) {
    return find(caseNumber).isPresent();
  }

  @Override
  public Map<String, String> anchors(String caseNumber) {
    return Map.of("owner", get(caseNumber).owner());
  }

  @Override
  public Card card(String caseNumber) {
    Notice notice = get(caseNumber);
    String owner = organisations.get(notice.owner()).name();
    return new Card(notice.title(), owner, owner);
  }
}
