package org.hatchery.publicity;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.hatchery.engine.CaseFile;
import org.hatchery.engine.Processes;
import org.hatchery.engine.Refusal;
import org.hatchery.organisation.Organisations;
import org.hatchery.organisation.People;
import org.hatchery.organisation.Role;
import org.hatchery.project.Numbers;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Objections 异议 of third parties and reviews 复核 that a group asks for of its own announced result (DOMAIN.md, Public
 * notice). Who objects is seen only by those who handle it.
 */
@Component
public class Objections implements CaseFile {

  private static final Pattern CONTACT = Pattern.compile(".*(\\d[\\d -]{5,}\\d|[^@\\s]+@[^@\\s]+\\.[^@\\s]+).*");

  private final JdbcClient jdbc;
  private final Clock clock;
  private final Numbers numbers;
  private final People people;
  private final Organisations organisations;
  private final Notices notices;
  private final Concerned concerned;
  private final Figures figures;
  private final Processes processes;

  Objections(
      JdbcClient jdbc, Clock clock, Numbers numbers, People people, Organisations organisations, Notices notices,
      Concerned concerned, Figures figures, Processes processes) {
    this.jdbc = jdbc;
    this.clock = clock;
    this.numbers = numbers;
    this.people = people;
    this.organisations = organisations;
    this.notices = notices;
    this.concerned = concerned;
    this.figures = figures;
    this.processes = processes;
  }

  /** @param recordedBy the clerk, or the leader who asks for a review; empty where it came from the public page */
  record Objection(
      String number, String owner, String recordedBy, String notice, String caseNumber, String facts, String objector,
      String contact, Instant registeredAt, String statement, String statementDraft, String statedBy, Instant statedAt,
      String decision, String decisionReason, String kind, String groupCode) {

    boolean isReconsideration() {
      return kind.equals("RECONSIDERATION");
    }
  }

  /**
   * What anybody may know of an objection who can name its number and contact, and what supervisors see.
   *
   * @param decision in Chinese; empty while it is being handled
   */
  public record Standing(
      String number, String kind, String notice, String noticeTitle, String item, String owner, Instant registeredAt,
      boolean stated, String decision, String reason, Instant decidedAt) {}

  /** @throws Refusal where the user is nobody's clerk */
  String open(String userId) {
    String owner =
        people
            .organisationWhere(userId, Role.CLERK)
            .orElseThrow(() -> new Refusal("只有经办人员可以登记异议。"));
    String number = numbers.next("YY", owner);
    insert(number, owner, userId, "OBJECTION", "DESK", null);
    return number;
  }

  /** @throws Refusal where the user leads no group, or none of its results is up */
  String openReconsideration(String userId) {
    String group =
        people
            .organisationWhere(userId, Role.LEADER)
            .orElseThrow(() -> new Refusal("只有志愿队负责人可以申请复核。"));
    if (reviewable(group).isEmpty()) {
      throw new Refusal("本队伍现在没有公示中的结果可以申请复核；公示期满的，可向公示页上的监督电话反映。");
    }
    String number = numbers.next("FH", group);
    insert(number, organisations.next(group).code(), userId, "RECONSIDERATION", "DESK", group);
    return number;
  }

  private void insert(String number, String owner, String by, String kind, String channel, String group) {
    jdbc.sql(
            """
            insert into hatchery.objection (number, owner, recorded_by, opened_at, kind, channel, group_code)
            values (:number, :owner, :by, :now, :kind, :channel, :group)
            """)
        .param("number", number)
        .param("owner", owner)
        .param("by", by)
        .param("now", now())
        .param("kind", kind)
        .param("channel", channel)
        .param("group", group)
        .update();
  }

  /** @param item shown in a list of choices @param value notice and case number, parted by a bar */
  record Choice(String item, String value) {}

  /** Results of the group whose notice is up and that it has not yet asked to review as often as it may. */
  List<Choice> reviewable(String group) {
    return notices.up().stream()
        .flatMap(
            notice ->
                notices.items(notice.number()).stream()
                    .filter(item -> item.state().equals("open"))
                    .map(Notices.ItemState::item)
                    .filter(item -> group.equals(concerned.group(item.caseNumber())))
                    .filter(item -> asked(notice.number(), item.caseNumber()) < figures.reconsiderations())
                    .map(
                        item ->
                            new Choice(
                                item.title() + "（" + item.result() + "）— " + notice.title(),
                                notice.number() + "|" + item.caseNumber())))
        .toList();
  }

  private int asked(String notice, String caseNumber) {
    return jdbc.sql(
            """
            select count(*) from hatchery.objection
            where notice = :notice and case_number = :caseNumber and kind = 'RECONSIDERATION'
              and registered_at is not null
            """)
        .param("notice", notice)
        .param("caseNumber", caseNumber)
        .query(Integer.class)
        .single();
  }

  /**
   * Takes an objection from the public page; it is handled from now on.
   *
   * @return its number, with which and with the contact anybody may ask how it stands
   * @throws Refusal in Chinese, naming the field: too short, too long, no contact, not up any more, too many
   */
  @Transactional
  public String receive(String notice, String caseNumber, String facts, String objector, String contact) {
    String number = numbers.next("YY", notices.get(notice).owner());
    insert(number, notices.get(notice).owner(), "", "OBJECTION", "WEB", null);
    register(number, notice, caseNumber, stripped(facts), stripped(objector), stripped(contact));
    processes.start("objectionReceived", number);
    return number;
  }

  private static String stripped(String text) {
    return text == null || text.isBlank() ? null : text.strip();
  }

  /**
   * From now on it is handled by the organisation above the one that announced.
   *
   * @throws Refusal where it is incomplete, too long, too late, or one contact objects too often
   */
  void register(String number, String notice, String caseNumber, String facts, String objector, String contact) {
    complete(facts, objector, contact);
    Notices.Notice up = stillUp(notice);
    if (notices.openItem(notice, caseNumber).isEmpty()) {
      throw new Refusal("所选“公示项目”不在公示中。请刷新页面后重新选择。");
    }
    int same =
        jdbc.sql("select count(*) from hatchery.objection where notice = :notice and contact = :contact")
            .param("notice", notice)
            .param("contact", contact)
            .query(Integer.class)
            .single();
    if (same >= figures.perContact()) {
      throw new Refusal("同一“联系方式”对同一次公示最多提出 " + figures.perContact() + " 件异议；补充情况请打公示页上的监督电话。");
    }
    fill(number, up.owner(), notice, caseNumber, facts, objector, contact);
  }

  private static void complete(String facts, String objector, String contact) {
    if (facts == null || objector == null || contact == null) {
      throw new Refusal("请填写“公示项目”“事实和理由”“异议人”和“联系方式”；匿名或没有事实的意见不作为异议登记。");
    }
    if (facts.length() > 2000 || objector.length() > 40 || contact.length() > 100) {
      throw new Refusal("请检查：“事实和理由”最多 2000 字，“异议人”最多 40 字，“联系方式”最多 100 字。");
    }
    if (!CONTACT.matcher(contact).matches()) {
      throw new Refusal("请检查：“联系方式”要有能联系到您的电话号码或电子邮箱，便于核实和答复。");
    }
  }

  /** @throws Refusal where its time is over */
  private Notices.Notice stillUp(String notice) {
    Notices.Notice up = notices.lock(notice);
    if (clock.instant().isAfter(up.endsAt())) {
      throw new Refusal("所选“公示项目”的公示期已过，不能再登记异议；请告知对方可向监督电话反映。");
    }
    return up;
  }

  /** @throws Refusal where it is not the group's, too late, or asked before */
  void request(String number, String group, String notice, String caseNumber, String facts, String by) {
    Notices.Notice up = stillUp(notice);
    if (reviewable(group).stream().noneMatch(choice -> choice.value().equals(notice + "|" + caseNumber))) {
      throw new Refusal("所选“公示项目”不能申请复核：不是本队伍的、已不在公示中，或已经申请过。请刷新页面后重新选择。");
    }
    fill(number, up.owner(), notice, caseNumber, facts, people.get(by).name(), "");
  }

  private void fill(
      String number, String owner, String notice, String caseNumber, String facts, String objector, String contact) {
    jdbc.sql(
            """
            update hatchery.objection set owner = :owner, notice = :notice, case_number = :caseNumber, facts = :facts,
              objector = :objector, contact = :contact, registered_at = :now, group_code = :group
            where number = :number
            """)
        .param("number", number)
        .param("owner", owner)
        .param("notice", notice)
        .param("caseNumber", caseNumber)
        .param("facts", facts)
        .param("objector", objector)
        .param("contact", contact)
        .param("group", concerned.group(caseNumber))
        .param("now", now())
        .update();
  }

  /** Keeps what is typed. @param item notice and case, may be null */
  void keepDraft(String number, String facts) {
    jdbc.sql("update hatchery.objection set statement_draft = :text where number = :number")
        .param("text", facts)
        .param("number", number)
        .update();
  }

  void state(String number, String statement, String by) {
    jdbc.sql(
            """
            update hatchery.objection set statement = :text, statement_draft = null, stated_by = :by, stated_at = :now
            where number = :number
            """)
        .param("text", statement)
        .param("by", by)
        .param("now", now())
        .param("number", number)
        .update();
  }

  Objection get(String number) {
    return jdbc.sql("select * from hatchery.objection where number = :number")
        .param("number", number)
        .query(Objection.class)
        .single();
  }

  void decide(String number, String decision, String reason, String by) {
    jdbc.sql(
            """
            update hatchery.objection set decision = :decision, decision_reason = :reason, decided_by = :by,
              decided_at = :now
            where number = :number
            """)
        .param("number", number)
        .param("decision", decision)
        .param("reason", reason)
        .param("by", by)
        .param("now", now())
        .update();
  }

  boolean anyOpen(String notice) {
    return !openOn(notice).isEmpty();
  }

  /** Case numbers of the notice's items with an objection or review that is not decided. */
  List<String> openOn(String notice) {
    return jdbc.sql("select distinct case_number from hatchery.objection where notice = :notice and decision is null")
        .param("notice", notice)
        .query(String.class)
        .list();
  }

  /** How it stands, for the person who objected: both must be right. */
  public Optional<Standing> standing(String number, String contact) {
    return find("o.number = :number and o.contact = :contact and o.kind = 'OBJECTION'",
            Map.of("number", number.strip(), "contact", contact.strip()))
        .stream()
        .findFirst();
  }

  /** Those whose notice was opened by one of these organisations, newest first; without contacts and names. */
  public List<Standing> of(List<String> owners) {
    return owners.isEmpty() ? List.of() : find("n.owner in (:owners)", Map.of("owners", owners));
  }

  private List<Standing> find(String where, Map<String, ?> values) {
    return jdbc.sql(
            """
            select o.number, o.kind, o.notice, n.title notice_title, coalesce(i.title, '') item, n.owner,
              o.registered_at, o.stated_at is not null stated, coalesce(o.decision, '') decision,
              coalesce(o.decision_reason, '') reason, o.decided_at
            from hatchery.objection o join hatchery.notice n on n.number = o.notice
              left join hatchery.notice_item i on i.notice = o.notice and i.case_number = o.case_number
            where %s order by o.registered_at desc limit 500
            """
                .formatted(where))
        .params(values)
        .query(Standing.class)
        .list()
        .stream()
        .map(
            s ->
                new Standing(
                    s.number(), s.kind(), s.notice(), s.noticeTitle(), s.item(), s.owner(), s.registeredAt(), s.stated(),
                    s.decision().isEmpty() ? "" : Decisions.words(s.decision()), s.reason(), s.decidedAt()))
        .toList();
  }

  private Timestamp now() {
    return Timestamp.from(clock.instant());
  }

  @Override
  public Set<String> kinds() {
    return Set.of("YY", "FH");
  }

  @Override
  public boolean holds(String caseNumber) {
    return jdbc.sql("select exists (select 1 from hatchery.objection where number = :number)")
        .param("number", caseNumber)
        .query(Boolean.class)
        .single();
  }

  @Override
  public Map<String, String> anchors(String caseNumber) {
    Objection objection = get(caseNumber);
    Map<String, String> anchors = new HashMap<>();
    anchors.put("owner", objection.owner());
    if (objection.groupCode() != null) {
      anchors.put("group", objection.groupCode());
    }
    return anchors;
  }

  @Override
  public Card card(String caseNumber) {
    Objection objection = get(caseNumber);
    String owner = organisations.get(objection.owner()).name();
    String about = objection.notice() == null
        ? ""
        : notices.items(objection.notice()).stream()
            .filter(item -> item.item().caseNumber().equals(objection.caseNumber()))
            .map(item -> "：" + item.item().title())
            .findFirst()
            .orElse("");
    return new Card((objection.isReconsideration() ? "公示结果复核" : "公示异议") + about, owner, owner);
  }
}
