package org.hatchery.incubation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Plans of incubation, each version kept (DOMAIN.md, Incubation, plan and agreement). */
@Component
class Plans {

  private final JdbcClient jdbc;
  private final ObjectMapper json;
  private final Clock clock;

  Plans(JdbcClient jdbc, ObjectMapper json, Clock clock) {
    this.jdbc = jdbc;
    this.json = json;
    this.clock = clock;
  }

  /**
   * Opens the next version as a draft: a returned plan goes on with its text; after an approved one scenes, training
   * and resources stay while its milestones are on their way already.
   */
  void open(String caseNumber) {
    Optional<Plan> last = latest(caseNumber);
    Plan.Content content =
        last.map(plan -> plan.state() == Plan.State.APPROVED ? withoutMilestones(plan.content()) : plan.content())
            .orElse(Plan.Content.EMPTY);
    jdbc.sql(
            """
            insert into hatchery.incubation_plan (case_number, version, content, state, opened_at)
            values (:caseNumber, :version, cast(:content as jsonb), 'DRAFT', :now)
            """)
        .param("caseNumber", caseNumber)
        .param("version", last.map(plan -> plan.version() + 1).orElse(1))
        .param("content", written(content))
        .param("now", now())
        .update();
  }

  private static Plan.Content withoutMilestones(Plan.Content content) {
    return new Plan.Content(List.of(), content.scenes(), content.training(), content.resources());
  }

  /** The draft, or what was last handed in. */
  Plan current(String caseNumber) {
    return latest(caseNumber).orElseThrow(() -> new IllegalStateException("No plan of " + caseNumber + " was opened"));
  }

  /** Versions that were handed in, oldest first. */
  List<Plan> handedIn(String caseNumber) {
    return jdbc.sql(
            """
            select * from hatchery.incubation_plan
            where case_number = :caseNumber and state <> 'DRAFT' order by version
            """)
        .param("caseNumber", caseNumber)
        .query(this::row)
        .list();
  }

  void keep(Plan plan, Plan.Content content) {
    change(plan, "content = cast(:content as jsonb)").param("content", written(content)).update();
  }

  void handIn(Plan plan, Plan.Content content, String by) {
    change(plan, "content = cast(:content as jsonb), state = 'HANDED_IN', handed_in_by = :by, handed_in_at = :now")
        .param("content", written(content))
        .param("by", by)
        .param("now", now())
        .update();
  }

  void giveBack(Plan plan, String by, String comments) {
    change(plan, "state = 'RETURNED', decided_by = :by, decided_at = :now, comments = :comments")
        .param("by", by)
        .param("now", now())
        .param("comments", comments)
        .update();
  }

  void approve(Plan plan, String by, String comments, String agreementNumber, LocalDate agreementDate) {
    change(
            plan,
            """
            state = 'APPROVED', decided_by = :by, decided_at = :now, comments = :comments, agreement_number = :number,
              agreement_date = :date
            """)
        .param("by", by)
        .param("now", now())
        .param("comments", comments)
        .param("number", agreementNumber)
        .param("date", agreementDate)
        .update();
  }

  /**
   * Takes an agreement number of the centre for the case; a later version may use the same one again.
   *
   * @return false where another project has it
   */
  boolean takeNumber(String centre, String number, String caseNumber) {
    jdbc.sql(
            """
            insert into hatchery.agreement (centre, number, case_number) values (:centre, :number, :caseNumber)
            on conflict (centre, number) do nothing
            """)
        .param("centre", centre)
        .param("number", number)
        .param("caseNumber", caseNumber)
        .update();
    return jdbc.sql("select case_number from hatchery.agreement where centre = :centre and number = :number")
        .param("centre", centre)
        .param("number", number)
        .query(String.class)
        .single()
        .equals(caseNumber);
  }

  private Optional<Plan> latest(String caseNumber) {
    return jdbc.sql(
            "select * from hatchery.incubation_plan where case_number = :caseNumber order by version desc limit 1")
        .param("caseNumber", caseNumber)
        .query(this::row)
        .optional();
  }

  private JdbcClient.StatementSpec change(Plan plan, String set) {
    return jdbc.sql(
            "update hatchery.incubation_plan set " + set + " where case_number = :caseNumber and version = :version")
        .param("caseNumber", plan.caseNumber())
        .param("version", plan.version());
  }

  private Plan row(ResultSet row, int index) throws SQLException {
    return new Plan(
        row.getString("case_number"),
        row.getInt("version"),
        read(row.getString("content")),
        Plan.State.valueOf(row.getString("state")),
        instant(row, "opened_at"),
        row.getString("handed_in_by"),
        instant(row, "handed_in_at"),
        row.getString("decided_by"),
        instant(row, "decided_at"),
        row.getString("comments"),
        row.getString("agreement_number"),
        row.getObject("agreement_date", LocalDate.class));
  }

  private static Instant instant(ResultSet row, String column) throws SQLException {
    Timestamp at = row.getTimestamp(column);
    return at == null ? null : at.toInstant();
  }

  private Plan.Content read(String content) {
    try {
      return json.readValue(content, Plan.Content.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A plan cannot be read", e);
    }
  }

  private String written(Plan.Content content) {
    try {
      return json.writeValueAsString(content);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private Timestamp now() {
    return Timestamp.from(clock.instant());
  }
}
