package org.hatchery.evaluation;

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
import org.hatchery.project.Project;
import org.hatchery.project.Projects;
import org.hatchery.project.Stage;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Recusals 回避 of experts that applicants ask for (DOMAIN.md section 2, assign reviewers). */
@Component
class Recusals implements CaseFile {

  private final JdbcClient jdbc;
  private final Clock clock;
  private final Numbers numbers;
  private final People people;
  private final Organisations organisations;
  private final Projects projects;
  private final Evaluations evaluations;
  private final Pool pool;

  Recusals(
      JdbcClient jdbc, Clock clock, Numbers numbers, People people, Organisations organisations, Projects projects,
      Evaluations evaluations, Pool pool) {
    this.jdbc = jdbc;
    this.clock = clock;
    this.numbers = numbers;
    this.people = people;
    this.organisations = organisations;
    this.projects = projects;
    this.evaluations = evaluations;
    this.pool = pool;
  }

  /** The project and the expert are null until it is handed in. */
  record Recusal(
      String number, String groupCode, String askedBy, String caseNumber, String expert, String facts, Instant askedAt,
      String decision, String reason) {}

  /** @throws Refusal where the user leads no group, or no project of it is being reviewed */
  String open(String userId) {
    String group =
        people.organisationWhere(userId, Role.LEADER).orElseThrow(() -> new Refusal("只有志愿队负责人可以申请专家回避。"));
    if (reviewed(group).isEmpty()) {
      throw new Refusal("本队伍现在没有正在评审的项目。评审结束后对结果不服，可在公示期申请复核。");
    }
    String number = numbers.next("HB", group);
    jdbc.sql(
            """
            insert into hatchery.recusal (number, group_code, asked_by, opened_at) values (:number, :group, :by, :now)
            """)
        .param("number", number)
        .param("group", group)
        .param("by", userId)
        .param("now", now())
        .update();
    return number;
  }

  /** Projects of the group in evaluation whose scores are not aggregated yet. */
  List<Project> reviewed(String group) {
    return projects.all().stream()
        .filter(project -> project.group().equals(group))
        .filter(project -> project.stage() == Stage.EVALUATION && project.result() == null)
        .filter(project -> evaluations.result(project.caseNumber()).isEmpty())
        .toList();
  }

  /** Experts who may be drawn for the project, or are. */
  List<Pool.Candidate> experts(Project project) {
    return pool.candidates(project);
  }

  Recusal get(String number) {
    return jdbc.sql("select * from hatchery.recusal where number = :number")
        .param("number", number)
        .query(Recusal.class)
        .single();
  }

  void ask(String number, String caseNumber, String expert, String facts) {
    jdbc.sql(
            """
            update hatchery.recusal set case_number = :case, expert = :expert, facts = :facts, asked_at = :now
            where number = :number
            """)
        .param("case", caseNumber)
        .param("expert", expert)
        .param("facts", facts)
        .param("now", now())
        .param("number", number)
        .update();
  }

  void decide(String number, String decision, String reason, String by) {
    jdbc.sql(
            """
            update hatchery.recusal set decision = :decision, reason = :reason, decided_by = :by, decided_at = :now
            where number = :number
            """)
        .param("decision", decision)
        .param("reason", reason)
        .param("by", by)
        .param("now", now())
        .param("number", number)
        .update();
  }

  private Timestamp now() {
    return Timestamp.from(clock.instant());
  }

  @Override
  public Set<String> kinds() {
    return Set.of("HB");
  }

  @Override
  public boolean holds(String caseNumber) {
    return jdbc.sql("select exists (select 1 from hatchery.recusal where number = :number)")
        .param("number", caseNumber)
        .query(Boolean.class)
        .single();
  }

  /** The street that posted the call, once it is known which; before that only the group. */
  @Override
  public Map<String, String> anchors(String caseNumber) {
    Recusal recusal = get(caseNumber);
    return recusal.caseNumber() == null
        ? Map.of("group", recusal.groupCode())
        : Map.of("group", recusal.groupCode(), "street", projects.get(recusal.caseNumber()).street());
  }

  @Override
  public Card card(String caseNumber) {
    Recusal recusal = get(caseNumber);
    String group = organisations.get(recusal.groupCode()).name();
    String about = recusal.caseNumber() == null ? "" : "：" + projects.get(recusal.caseNumber()).title();
    return new Card("申请专家回避" + about, group, group);
  }
}
