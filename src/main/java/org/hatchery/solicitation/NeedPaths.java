package org.hatchery.solicitation;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hatchery.engine.Processes;
import org.hatchery.notification.Mail;
import org.hatchery.organisation.Kind;
import org.hatchery.organisation.Organisation;
import org.hatchery.organisation.Organisations;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** How needs are handed on, linked as duplicates, and asked after (DOMAIN.md, collect needs). */
@Component
class NeedPaths {

  private final SecureRandom random = new SecureRandom();
  private final JdbcClient jdbc;
  private final Needs needs;
  private final NeedLimits limits;
  private final Organisations organisations;
  private final Processes processes;
  private final Mail mail;

  NeedPaths(
      JdbcClient jdbc, Needs needs, NeedLimits limits, Organisations organisations, Processes processes,
      Mail mail) {
    this.jdbc = jdbc;
    this.needs = needs;
    this.limits = limits;
    this.organisations = organisations;
    this.processes = processes;
    this.mail = mail;
  }

  /** @param linkedTo the need it is a duplicate of; null: none @param solved yes, no, none or null */
  record Path(String linkedTo, int bounces, boolean ruled, int reopened, String solvedCode, String solved, String solvedNote) {}

  /** @param likeness per cent */
  record Near(String caseNumber, String summary, java.time.LocalDate receivedOn, int likeness) {}

  Path of(String caseNumber) {
    return jdbc.sql("select * from hatchery.need where case_number = :number")
        .param("number", caseNumber)
        .query(Path.class)
        .single();
  }

  /** Open needs of the whole city whose sentence is like this one's, the likest first. */
  List<Near> near(Need need) {
    return jdbc.sql(
            """
            select case_number, summary, received_on, cast(round(100 * alike) as int) likeness from (
              select case_number, summary, received_on,
                greatest(hatchery.similarity(summary, :summary), hatchery.similarity(details, :details)) alike
              from hatchery.need where status = 'OPEN' and case_number <> :number) other
            where 100 * alike >= :near order by alike desc, case_number limit 10
            """)
        .param("summary", need.summary())
        .param("details", need.details())
        .param("number", need.caseNumber())
        .param("near", limits.near())
        .query(Near.class)
        .list();
  }

  /** Organisations a need can be handed to: party organisations and centres but its own, for a drop-down list. */
  List<Map<String, String>> others(String owner) {
    return organisations.all().stream()
        .filter(organisation -> organisation.kind() == Kind.PARTY || organisation.kind() == Kind.CENTRE)
        .filter(organisation -> !organisation.code().equals(owner))
        .map(organisation -> Map.of("label", organisation.name(), "value", organisation.code()))
        .toList();
  }

  boolean known(String owner, String code) {
    return code != null && others(owner).stream().anyMatch(other -> other.get("value").equals(code));
  }

  Organisation organisation(String code) {
    return organisations.get(code);
  }

  /** From now on another organisation sorts it; the clock of the need goes on. @return how often it was handed on */
  int handOver(String caseNumber, String to) {
    jdbc.sql("update hatchery.need set owner = :to, bounces = bounces + 1 where case_number = :number")
        .param("to", to)
        .param("number", caseNumber)
        .update();
    return of(caseNumber).bounces();
  }

  /** Counts the hand-over that is not carried out: the next level rules. */
  void dispute(String caseNumber) {
    jdbc.sql("update hatchery.need set bounces = bounces + 1 where case_number = :number")
        .param("number", caseNumber)
        .update();
  }

  void rule(String caseNumber, String owner) {
    jdbc.sql("update hatchery.need set owner = :owner, ruled = true where case_number = :number")
        .param("owner", owner)
        .param("number", caseNumber)
        .update();
  }

  /** Links a duplicate. @return false where the other is no longer open, or is this one */
  boolean link(String caseNumber, String to) {
    boolean open =
        !caseNumber.equals(to)
            && jdbc.sql("select exists (select 1 from hatchery.need where case_number = :to and status = 'OPEN' for update)")
                .param("to", to)
                .query(Boolean.class)
                .single();
    if (open) {
      needs.decide(caseNumber, Need.Status.LINKED, "与 " + to + " 重复");
      jdbc.sql("update hatchery.need set linked_to = :to where case_number = :number")
          .param("to", to)
          .param("number", caseNumber)
          .update();
    }
    return open;
  }

  void unlink(String caseNumber) {
    needs.decide(caseNumber, Need.Status.RECORDED, "");
    jdbc.sql("update hatchery.need set linked_to = null where case_number = :number")
        .param("number", caseNumber)
        .update();
    if (!processes.tell("needUnlinked", caseNumber)) {
      throw new IllegalStateException("The linked need " + caseNumber + " does not wait");
    }
  }

  /** Linked needs of the organisation. */
  List<Need> linkedIn(String owner) {
    return needs.ofNumbers(
        jdbc.sql("select case_number from hatchery.need where owner = :owner and status = 'LINKED' order by case_number")
            .param("owner", owner)
            .query(String.class)
            .list());
  }

  /** The need has a result: those linked to it hear of it, each by its own path. */
  void ended(String caseNumber) {
    jdbc.sql("select case_number from hatchery.need where linked_to = :number and status = 'LINKED' order by case_number")
        .param("number", caseNumber)
        .query(String.class)
        .list()
        .forEach(linked -> processes.tell("needMainEnded", linked));
  }

  /** @return the one-time code of the question whether it is solved */
  String askSolved(String caseNumber) {
    byte[] bytes = new byte[16];
    random.nextBytes(bytes);
    String code = HexFormat.of().formatHex(bytes);
    jdbc.sql("update hatchery.need set solved_code = :code, solved = null, solved_note = '' where case_number = :number")
        .param("code", code)
        .param("number", caseNumber)
        .update();
    return code;
  }

  /** Keeps the answer; the question is not open any more. @param solved yes, no or none */
  void answered(String caseNumber, String solved, String note) {
    jdbc.sql(
            """
            update hatchery.need set solved = :solved, solved_note = :note, solved_code = null,
              status = case when :solved = 'yes' then 'SOLVED' else status end
            where case_number = :number
            """)
        .param("solved", solved)
        .param("note", note == null ? "" : note)
        .param("number", caseNumber)
        .update();
  }

  Optional<String> ofCode(String code) {
    return jdbc.sql("select case_number from hatchery.need where solved_code = :code")
        .param("code", code)
        .query(String.class)
        .optional();
  }

  /** Not solved: open again, first in the next call. */
  void reopen(String caseNumber) {
    jdbc.sql(
            """
            update hatchery.need set status = 'OPEN', priority = true, reopened = reopened + 1, answered_by = null,
              ended_at = null
            where case_number = :number
            """)
        .param("number", caseNumber)
        .update();
  }

  /** Who asked gets a mail, where an address was left. */
  void tell(String event, String caseNumber, String subject, String text) {
    mail.toAddress(event + ":" + caseNumber, needs.get(caseNumber).email(), subject, text);
  }

}
