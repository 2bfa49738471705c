package org.hatchery.publicity;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hatchery.engine.CaseFile;
import org.hatchery.engine.Refusal;
import org.hatchery.organisation.Organisations;
import org.hatchery.organisation.People;
import org.hatchery.organisation.Role;
import org.hatchery.project.Numbers;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Slips in what was announced, put right: the notice then starts again (DOMAIN.md, Public notice). */
@Component("noticeCorrections")
public class Corrections implements CaseFile {

  private final JdbcClient jdbc;
  private final Clock clock;
  private final Numbers numbers;
  private final People people;
  private final Organisations organisations;
  private final Notices notices;

  Corrections(
      JdbcClient jdbc, Clock clock, Numbers numbers, People people, Organisations organisations, Notices notices) {
    this.jdbc = jdbc;
    this.clock = clock;
    this.numbers = numbers;
    this.people = people;
    this.organisations = organisations;
    this.notices = notices;
  }

  /** What is to stand instead is null where it stays as it is. */
  record Correction(
      String number, String owner, String writtenBy, String notice, String caseNumber, String title, String groupName,
      Long amountFen, String reviewers, String reason, String comment) {

    /** The item as it is to be announced. */
    Notices.Item applied(Notices.Item item) {
      return new Notices.Item(
          item.caseNumber(),
          title == null ? item.title() : title,
          groupName == null ? item.group() : groupName,
          item.result(),
          item.score(),
          amountFen == null ? item.amountFen() : amountFen,
          reviewers == null ? item.reviewers() : reviewers);
    }
  }

  /** A correction that was made, for the public page. */
  public record Made(
      String item, String reason, Instant at, String oldTitle, String oldGroupName, Long oldAmountFen,
      String oldReviewers) {}

  String open(String userId) {
    String owner =
        people.organisationWhere(userId, Role.CLERK).orElseThrow(() -> new Refusal("只有经办人员可以更正公示。"));
    if (up(owner).isEmpty()) {
      throw new Refusal("本组织现在没有公示中的结果，不用更正。");
    }
    String number = numbers.next("GZ", owner);
    jdbc.sql(
            """
            insert into hatchery.notice_correction (number, owner, written_by, opened_at)
            values (:number, :owner, :by, :now)
            """)
        .param("number", number)
        .param("owner", owner)
        .param("by", userId)
        .param("now", Timestamp.from(clock.instant()))
        .update();
    return number;
  }

  /** Choices: the organisation's announced items that still wait. */
  List<Objections.Choice> up(String owner) {
    return notices.up().stream()
        .filter(notice -> notice.owner().equals(owner))
        .flatMap(
            notice ->
                notices.items(notice.number()).stream()
                    .filter(item -> item.state().equals("open"))
                    .map(
                        item ->
                            new Objections.Choice(
                                item.item().title() + "（" + item.item().group() + "）— " + notice.title(),
                                notice.number() + "|" + item.item().caseNumber())))
        .toList();
  }

  Correction get(String number) {
    return jdbc.sql("select * from hatchery.notice_correction where number = :number")
        .param("number", number)
        .query(Correction.class)
        .single();
  }

  void write(Correction correction) {
    jdbc.sql(
            """
            update hatchery.notice_correction set notice = :notice, case_number = :caseNumber, title = :title,
              group_name = :groupName, amount_fen = :amountFen, reviewers = :reviewers, reason = :reason, comment = null
            where number = :number
            """)
        .param("number", correction.number())
        .param("notice", correction.notice())
        .param("caseNumber", correction.caseNumber())
        .param("title", correction.title())
        .param("groupName", correction.groupName())
        .param("amountFen", correction.amountFen())
        .param("reviewers", correction.reviewers())
        .param("reason", correction.reason())
        .update();
  }

  void comment(String number, String comment) {
    jdbc.sql("update hatchery.notice_correction set comment = :comment where number = :number")
        .param("comment", comment)
        .param("number", number)
        .update();
  }

  /** Keeps what stood before. */
  void applied(String number, Notices.Item before) {
    jdbc.sql(
            """
            update hatchery.notice_correction set old_title = :title, old_group_name = :group, old_amount_fen = :amount,
              old_reviewers = :reviewers, applied_at = :now
            where number = :number
            """)
        .param("title", before.title())
        .param("group", before.group())
        .param("amount", before.amountFen())
        .param("reviewers", before.reviewers())
        .param("now", Timestamp.from(clock.instant()))
        .param("number", number)
        .update();
  }

  /** Corrections made to a notice, in the order of time. */
  public List<Made> made(String notice) {
    return jdbc.sql(
            """
            select i.title item, c.reason, c.applied_at at, c.old_title, c.old_group_name, c.old_amount_fen,
              c.old_reviewers
            from hatchery.notice_correction c
              join hatchery.notice_item i on i.notice = c.notice and i.case_number = c.case_number
            where c.notice = :notice and c.applied_at is not null order by c.applied_at
            """)
        .param("notice", notice)
        .query(Made.class)
        .list();
  }

  @Override
  public Set<String> kinds() {
    return Set.of("GZ");
  }

  @Override
  public boolean holds(String caseNumber) {
    return jdbc.sql("select exists (select 1 from hatchery.notice_correction where number = :number)")
        .param("number", caseNumber)
        .query(Boolean.class)
        .single();
  }

  @Override
  public Map<String, String> anchors(String caseNumber) {
    return Map.of("owner", get(caseNumber).owner());
  }

  @Override
  public Card card(String caseNumber) {
    String owner = organisations.get(get(caseNumber).owner()).name();
    return new Card("公示更正", owner, owner);
  }
}
