package org.hatchery.publicity;

import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.hatchery.engine.CaseFile;
import org.hatchery.engine.Refusal;
import org.hatchery.organisation.Organisations;
import org.hatchery.organisation.People;
import org.hatchery.organisation.Role;
import org.hatchery.project.Numbers;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Objections 异议 of third parties; who objects is seen only by those who handle it. */
@Component
class Objections implements CaseFile {

  private final JdbcClient jdbc;
  private final Clock clock;
  private final Numbers numbers;
  private final People people;
  private final Organisations organisations;

  Objections(JdbcClient jdbc, Clock clock, Numbers numbers, People people, Organisations organisations) {
    this.jdbc = jdbc;
    this.clock = clock;
    this.numbers = numbers;
    this.people = people;
    this.organisations = organisations;
  }

  record Objection(
      String number, String owner, String recordedBy, String notice, String caseNumber, String facts, String objector,
      String contact, String decision, String decisionReason) {}

  /** @throws Refusal where the user is nobody's clerk */
  String open(String userId) {
    String owner =
        people
            .organisationWhere(userId, Role.CLERK)
            .orElseThrow(() -> new Refusal("只有经办人员可以登记异议。"));
    String number = numbers.next("YY", owner);
    jdbc.sql(
            """
            insert into hatchery.objection (number, owner, recorded_by, opened_at) values (:number, :owner, :by, :now)
            """)
        .param("number", number)
        .param("owner", owner)
        .param("by", userId)
        .param("now", now())
        .update();
    return number;
  }

  Objection get(String number) {
    return jdbc.sql(
            """
            select number, owner, recorded_by, notice, case_number, facts, objector, contact, decision, decision_reason
            from hatchery.objection where number = :number
            """)
        .param("number", number)
        .query(Objection.class)
        .single();
  }

  /** From now on it is handled by the organisation above the one that announced. */
  void register(
      String number, String owner, String notice, String caseNumber, String facts, String objector, String contact) {
    jdbc.sql(
            """
            update hatchery.objection set owner = :owner, notice = :notice, case_number = :caseNumber, facts = :facts,
              objector = :objector, contact = :contact, registered_at = :now
            where number = :number
            """)
        .param("number", number)
        .param("owner", owner)
        .param("notice", notice)
        .param("caseNumber", caseNumber)
        .param("facts", facts)
        .param("objector", objector)
        .param("contact", contact)
        .param("now", now())
        .update();
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

  /** Case numbers of the notice's items with an objection that is not decided. */
  List<String> openOn(String notice) {
    return jdbc.sql("select distinct case_number from hatchery.objection where notice = :notice and decision is null")
        .param("notice", notice)
        .query(String.class)
        .list();
  }

  private Timestamp now() {
    return Timestamp.from(clock.instant());
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
    return Map.of("owner", get(caseNumber).owner());
  }

  @Override
  public Card card(String caseNumber) {
    String owner = organisations.get(get(caseNumber).owner()).name();
    return new Card("公示异议", owner, owner);
  }
}
