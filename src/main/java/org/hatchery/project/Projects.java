package org.hatchery.project;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hatchery.engine.Processes;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The projects: opened at the closing of a call, carried through the stages, kept for ever. */
@Component
public class Projects {

  private final JdbcClient jdbc;
  private final ObjectMapper json;
  private final Clock clock;
  private final Processes processes;
  private final Numbers numbers;
  private final ApplicationEventPublisher events;

  Projects(
      JdbcClient jdbc, ObjectMapper json, Clock clock, Processes processes, Numbers numbers,
      ApplicationEventPublisher events) {
    this.jdbc = jdbc;
    this.json = json;
    this.clock = clock;
    this.processes = processes;
    this.numbers = numbers;
    this.events = events;
  }

  /** Enters a handed-in proposal and starts its path (message {@code proposalAccepted}), in the caller's transaction. */
  public void open(NewProject project) {
    jdbc.sql(
            """
            insert into hatchery.project (case_number, title, group_code, community, street, centre, owner, call_number,
              parent_number, area, lane, stage, opened_at)
            values (:caseNumber, :title, :group, :community, :street, :centre, :owner, :call, :parent, :area, :lane,
              'EVALUATION', :now)
            """)
        .param("caseNumber", project.caseNumber())
        .param("title", project.title())
        .param("group", project.group())
        .param("community", project.community())
        .param("street", project.street())
        .param("centre", project.centre())
        .param("owner", project.owner())
        .param("call", project.call())
        .param("parent", project.parentNumber())
        .param("area", project.area().name())
        .param("lane", project.lane().name())
        .param("now", now())
        .update();
    addDossier(project.caseNumber(), 1, project.dossier(), project.writtenBy());
    stays(project.caseNumber(), Stage.EVALUATION);
    processes.start("proposalAccepted", project.caseNumber());
  }

  /** Keeps a corrected or revised proposal as its next version. */
  public void revise(String caseNumber, Dossier dossier, String writtenBy) {
    lock(caseNumber);
    addDossier(caseNumber, version(caseNumber) + 1, dossier, writtenBy);
  }

  private void addDossier(String caseNumber, int version, Dossier dossier, String writtenBy) {
    try {
      jdbc.sql(
              """
              insert into hatchery.dossier (case_number, version, content, written_by, written_at)
              values (:caseNumber, :version, cast(:content as jsonb), :by, :now)
              """)
          .param("caseNumber", caseNumber)
          .param("version", version)
          .param("content", json.writeValueAsString(dossier))
          .param("by", writtenBy)
          .param("now", now())
          .update();
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private int version(String caseNumber) {
    return jdbc.sql("select coalesce(max(version), 0) from hatchery.dossier where case_number = :caseNumber")
        .param("caseNumber", caseNumber)
        .query(Integer.class)
        .single();
  }

  /** The latest version of what was proposed. */
  public Dossier dossier(String caseNumber) {
    return dossiers(caseNumber).get(0);
  }

  /** All versions of what was proposed, the latest first; never empty. */
  public List<Dossier> dossiers(String caseNumber) {
    List<String> contents =
        jdbc.sql("select content from hatchery.dossier where case_number = :caseNumber order by version desc")
            .param("caseNumber", caseNumber)
            .query(String.class)
            .list();
    if (contents.isEmpty()) {
      throw new IllegalStateException("Nothing was proposed for " + caseNumber);
    }
    List<Dossier> dossiers = new ArrayList<>();
    for (String content : contents) {
      try {
        dossiers.add(json.readValue(content, Dossier.class));
      } catch (JsonProcessingException e) {
        throw new IllegalStateException("Proposal of " + caseNumber + " cannot be read", e);
      }
    }
    return dossiers;
  }

  public Optional<Project> find(String caseNumber) {
    return jdbc.sql("select * from hatchery.project where case_number = :caseNumber")
        .param("caseNumber", caseNumber)
        .query(Projects::row)
        .optional();
  }

  /** @throws IllegalStateException where there is no such project */
  public Project get(String caseNumber) {
    return find(caseNumber).orElseThrow(() -> new IllegalStateException("No project has the case number " + caseNumber));
  }

  public Optional<Project> byNumber(String number) {
    return jdbc.sql("select * from hatchery.project where number = :number")
        .param("number", number)
        .query(Projects::row)
        .optional();
  }

  /** Reads the project and holds it until the transaction ends: two who change it wait for each other. */
  public Project lock(String caseNumber) {
    return jdbc.sql("select * from hatchery.project where case_number = :caseNumber for update")
        .param("caseNumber", caseNumber)
        .query(Projects::row)
        .optional()
        .orElseThrow(() -> new IllegalStateException("No project has the case number " + caseNumber));
  }

  /** All projects of a call, held until the transaction ends, in the order of their numbers. */
  public List<Project> lockCall(String call) {
    return jdbc.sql("select * from hatchery.project where call_number = :call order by case_number for update")
        .param("call", call)
        .query(Projects::row)
        .list();
  }

  /** All projects of a call, in the order of their numbers. */
  public List<Project> ofCall(String call) {
    return jdbc.sql("select * from hatchery.project where call_number = :call order by case_number")
        .param("call", call)
        .query(Projects::row)
        .list();
  }

  public List<Project> ofGroup(String group) {
    return jdbc.sql("select * from hatchery.project where group_code = :group order by opened_at, case_number")
        .param("group", group)
        .query(Projects::row)
        .list();
  }

  /** The library 项目库: admitted and not left, by number. */
  public List<Project> library() {
    return jdbc.sql(
            "select * from hatchery.project where number is not null and stage <> 'ENDED' order by number")
        .query(Projects::row)
        .list();
  }

  public List<Project> all() {
    return jdbc.sql("select * from hatchery.project order by opened_at, case_number").query(Projects::row).list();
  }

  /** A stage begins: its result is open again. */
  public void enter(String caseNumber, Stage stage) {
    jdbc.sql("update hatchery.project set stage = :stage, result = null, end_reason = null where case_number = :caseNumber")
        .param("stage", stage.name())
        .param("caseNumber", caseNumber)
        .update();
    stays(caseNumber, stage);
  }

  /** Keeps since when the project is in the stage, and until when it was in the one before. */
  private void stays(String caseNumber, Stage stage) {
    int same =
        jdbc.sql(
                """
                select count(*) from hatchery.stage_stay
                where case_number = :caseNumber and stage = :stage and left_at is null
                """)
            .param("caseNumber", caseNumber)
            .param("stage", stage.name())
            .query(Integer.class)
            .single();
    if (same == 0) {
      leaves(caseNumber);
      jdbc.sql("insert into hatchery.stage_stay (case_number, stage, entered_at) values (:caseNumber, :stage, :now)")
          .param("caseNumber", caseNumber)
          .param("stage", stage.name())
          .param("now", now())
          .update();
    }
  }

  private void leaves(String caseNumber) {
    // a clock set back must not stop the project
    jdbc.sql(
            """
            update hatchery.stage_stay set left_at = greatest(entered_at, :now)
            where case_number = :caseNumber and left_at is null
            """)
        .param("caseNumber", caseNumber)
        .param("now", now())
        .update();
  }

  /** A stage's last step says what it came to; the spine asks for it. */
  public void conclude(String caseNumber, String result) {
    jdbc.sql("update hatchery.project set result = :result where case_number = :caseNumber")
        .param("result", result)
        .param("caseNumber", caseNumber)
        .update();
  }

  /** As {@link #conclude(String, String)}, with the reason why the project will not go on. */
  public void conclude(String caseNumber, String result, String reason) {
    jdbc.sql("update hatchery.project set result = :result, end_reason = :reason where case_number = :caseNumber")
        .param("result", result)
        .param("reason", reason)
        .param("caseNumber", caseNumber)
        .update();
  }

  /** Takes back what the stage came to: it goes on. */
  public void reopen(String caseNumber) {
    jdbc.sql("update hatchery.project set result = null, end_reason = null where case_number = :caseNumber")
        .param("caseNumber", caseNumber)
        .update();
  }

  /** Enters the library with a number of the region (DOMAIN.md, Evaluation, admission). Twice gives the same number. */
  String admit(String caseNumber) {
    Project project = lock(caseNumber);
    if (project.number() != null) {
      return project.number();
    }
    String number = numbers.next("", project.street());
    jdbc.sql("update hatchery.project set number = :number, admitted_at = :now where case_number = :caseNumber")
        .param("number", number)
        .param("now", now())
        .param("caseNumber", caseNumber)
        .update();
    return number;
  }

  /** Ends the path; a project in the library leaves it. The reason a stage gave stands before the general one. */
  void end(String caseNumber, String reason) {
    int ended = jdbc.sql(
            """
            update hatchery.project set stage = 'ENDED', ended_at = :now, end_reason = coalesce(end_reason, :reason)
            where case_number = :caseNumber and stage <> 'ENDED'
            """)
        .param("now", now())
        .param("reason", reason)
        .param("caseNumber", caseNumber)
        .update();
    if (ended == 1) {
      leaves(caseNumber);
      events.publishEvent(new ProjectEnded(caseNumber));
    }
  }

  /** One more cycle of incubation begins; the project keeps its number and its place in the library. */
  public void nextCycle(String caseNumber) {
    jdbc.sql("update hatchery.project set cycle = cycle + 1 where case_number = :caseNumber")
        .param("caseNumber", caseNumber)
        .update();
  }

  /** Says whether a rectification 整改 of the project is open, for stages that do not know who rectifies. */
  public void rectifying(String caseNumber, boolean open) {
    jdbc.sql("update hatchery.project set rectifying = :open where case_number = :caseNumber")
        .param("open", open)
        .param("caseNumber", caseNumber)
        .update();
  }

  /** Whether a rectification of the project is open (a brand needs none, DOMAIN.md, Branded operation). */
  public boolean rectifying(String caseNumber) {
    return jdbc.sql("select rectifying from hatchery.project where case_number = :caseNumber")
        .param("caseNumber", caseNumber)
        .query(Boolean.class)
        .single();
  }

  /** Counts how many times running a review ended below the pass mark. */
  public int belowPass(String caseNumber, boolean below) {
    return jdbc.sql(
            """
            update hatchery.project set below_pass = case when :below then below_pass + 1 else 0 end
            where case_number = :caseNumber returning below_pass
            """)
        .param("below", below)
        .param("caseNumber", caseNumber)
        .query(Integer.class)
        .single();
  }

  private Timestamp now() {
    return Timestamp.from(clock.instant());
  }

  private static Project row(ResultSet row, int index) throws SQLException {
    return new Project(
        row.getString("case_number"),
        row.getString("number"),
        row.getString("title"),
        row.getString("group_code"),
        row.getString("community"),
        row.getString("street"),
        row.getString("centre"),
        row.getString("owner"),
        row.getString("call_number"),
        row.getString("parent_number"),
        Area.valueOf(row.getString("area")),
        Lane.valueOf(row.getString("lane")),
        Stage.valueOf(row.getString("stage")),
        row.getString("result"),
        row.getInt("cycle"),
        row.getInt("below_pass"),
        instant(row, "opened_at"),
        instant(row, "admitted_at"),
        instant(row, "ended_at"),
        row.getString("end_reason"));
  }

  private static Instant instant(ResultSet row, String column) throws SQLException {
    Timestamp at = row.getTimestamp(column);
    return at == null ? null : at.toInstant();
  }
}
