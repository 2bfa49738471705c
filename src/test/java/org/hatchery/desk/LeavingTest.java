package org.hatchery.desk;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.kagkarlsson.scheduler.task.Task;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import java.util.UUID;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.identity.User;
import org.hatchery.HatcheryTest;
import org.hatchery.Story;
import org.hatchery.Visitor;
import org.hatchery.engine.MovableClock;
import org.hatchery.evaluation.EvaluationStory;
import org.hatchery.organisation.Appointments;
import org.hatchery.organisation.CityImport;
import org.hatchery.organisation.Deputies;
import org.hatchery.organisation.Role;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.io.FileSystemResource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Somebody with an open session and a task in hand leaves the role, in each of the ways that there are. */
@HatcheryTest
class LeavingTest {

  @LocalServerPort int port;
  @Autowired Story story;
  @Autowired EvaluationStory evaluation;
  @Autowired Appointments appointments;
  @Autowired Deputies deputies;
  @Autowired CityImport cityImport;
  @Autowired IdentityService identity;
  @Autowired TaskService tasks;
  @Autowired MovableClock clock;
  @Autowired Clock now;
  @Autowired JdbcClient jdbc;
  @Autowired @Qualifier("organisationSweep") Task<Void> sweep;

  private final String account = "tp.leaves" + UUID.randomUUID().toString().substring(0, 6);
  private String project;
  private String taskId;
  private Visitor clerk;

  @BeforeEach
  void aPersonWithoutARole() {
    jdbc.sql("insert into hatchery.person (id, name) values (:id, '齐远')").param("id", account).update();
  }

  @AfterEach
  void isGone() {
    jdbc.sql("delete from hatchery.deputy where deputy = :id").param("id", account).update();
    jdbc.sql("delete from hatchery.holding where person = :id").param("id", account).update();
    jdbc.sql("delete from hatchery.person where id = :id").param("id", account).update();
    identity.deleteUser(account);
  }

  @Test
  void whoIsDismissedIsRefusedAtOnceInHisOpenSession() {
    appointments.appoint(account, "gangshan-c2", Role.CLERK);
    takesTheTask();
    appointments.dismiss(account, "gangshan-c2", Role.CLERK);
    hasNothingLeft();
  }

  @Test
  void whoseTermEndsIsRefusedWithinAMinuteAfterMidnight() {
    appointments.appoint(account, "gangshan-c2", Role.CLERK);
    takesTheTask();
    jdbc.sql("update hatchery.holding set until = :today where person = :id").param("today", today()).param("id", account).update();
    run();
    assertThat(seesTheTask()).isTrue();
    afterMidnight();
    hasNothingLeft();
  }

  @Test
  void soIsADeputyWhosePeriodIsOver() {
    deputies.name("gangshan-c2.clerk", account, Role.CLERK, "gangshan-c2", today(), today());
    takesTheTask();
    afterMidnight();
    hasNothingLeft();
  }

  @Test
  void soIsWhomAnImportMovesElsewhere(@TempDir Path folder) throws IOException {
    appointments.appoint(account, "gangshan-c2", Role.CLERK);
    takesTheTask();
    Files.writeString(folder.resolve("roles.csv"),
        "person,organisation,role,since,until\n%s,gangshan-c2,经办,%s,%s\n".formatted(account, today().minusDays(30), today().minusDays(1)));
    jdbc.sql("update hatchery.holding set since = :since where person = :id").param("since", today().minusDays(30)).param("id", account).update();
    var report = cityImport.importFrom(new FileSystemResource(folder + "/"), null);
    assertThat(report.refused()).as(report.toString()).isEmpty();
    hasNothingLeft();
  }

  @Test
  void soIsWhomAnAdministratorTakesOutOfTheGroup() {
    appointments.appoint(account, "gangshan-c2", Role.CLERK);
    takesTheTask();
    assertThat(Visitor.signedIn(port, "admin").engine("DELETE", "group/gangshan-c2%3Aclerk/members/" + account, null).statusCode())
        .isEqualTo(204);
    assertThat(Visitor.message(submit())).as("his grant of the task is left, the role is not").contains("不担任办理这项任务的岗位");
  }

  @Test
  void whoBeginsARoleHasItInHisOpenSession() {
    appointments.appoint(account, "wenxin", Role.MEMBER);
    takesNothing();
    assertThat(seesTheTask()).isFalse();
    appointments.appoint(account, "gangshan-c2", Role.CLERK);
    assertThat(seesTheTask()).isTrue();
    assertThat(seesTheCase()).isEqualTo(200);
  }

  @Test
  void whoHoldsTheRoleStillKeepsTheTask() {
    appointments.appoint(account, "gangshan-c2", Role.CLERK);
    appointments.appoint(account, "gangshan", Role.SUPERVISOR);
    takesTheTask();
    appointments.dismiss(account, "gangshan", Role.SUPERVISOR);
    assertThat(submit().statusCode()).isEqualTo(204);
  }

  private void takesTheTask() {
    takesNothing();
    HttpResponse<String> taken = clerk.engine("POST", "task/" + taskId + "/claim", "{\"userId\":\"" + account + "\"}");
    assertThat(taken.statusCode()).as(taken.body() + story.whoHas(story.task(project, "screenProposal"))).isEqualTo(204);
    assertThat(seesTheTask()).isTrue();
    assertThat(seesTheCase()).isEqualTo(200);
  }

  private void takesNothing() {
    User user = identity.createUserQuery().userId(account).singleResult();
    user.setPassword("hatchery");
    identity.saveUser(user);
    project = evaluation.begin("wenxin");
    taskId = story.task(project, "screenProposal").getId();
    clerk = Visitor.signedIn(port, account);
  }

  private void hasNothingLeft() {
    assertThat(tasks.createTaskQuery().taskId(taskId).singleResult().getAssignee()).as("back to who holds the role").isNull();
    assertThat(jdbc.sql("select said from hatchery.timeline where case_number = :number").param("number", project).query(String.class).list())
        .as("the path of the case says why the task changed hands")
        .filteredOn(said -> said.contains("齐远不再担任办理这项任务的岗位"))
        .hasSize(1);
    assertThat(seesTheTask()).isFalse();
    assertThat(submit().statusCode()).isGreaterThanOrEqualTo(400);
    assertThat(clerk.engine("POST", "task/" + taskId + "/claim", "{\"userId\":\"" + account + "\"}").statusCode())
        .isGreaterThanOrEqualTo(400);
    assertThat(clerk.engine("GET", "task/" + taskId, null).statusCode()).isGreaterThanOrEqualTo(400);
    assertThat(clerk.engine("GET", "task/" + taskId + "/form-variables", null).statusCode()).isGreaterThanOrEqualTo(400);
    assertThat(clerk.get("/go/task/" + taskId).statusCode()).isNotEqualTo(302);
    assertThat(seesTheCase()).isEqualTo(403);
    assertThat(story.open(project)).containsExactly("screenProposal");
    Visitor colleague = Visitor.signedIn(port, "gangshan-c2.clerk");
    assertThat(colleague.engine("POST", "task/" + taskId + "/claim", "{\"userId\":\"gangshan-c2.clerk\"}").statusCode()).isEqualTo(204);
  }

  private boolean seesTheTask() {
    HttpResponse<String> found = clerk.engine("GET", "task?processInstanceBusinessKey=" + project, null);
    assertThat(found.statusCode()).isEqualTo(200);
    return Visitor.json(found).size() == 1;
  }

  private int seesTheCase() {
    return clerk.get("/desk/cases/" + project).statusCode();
  }

  private HttpResponse<String> submit() {
    return clerk.engine("POST", "task/" + taskId + "/submit-form",
        "{\"variables\":{\"decision\":{\"value\":\"accept\",\"type\":\"String\"}}}");
  }

  private LocalDate today() {
    return now.instant().atZone(ZoneId.of("Asia/Shanghai")).toLocalDate();
  }

  private void afterMidnight() {
    clock.moveTo(today().plusDays(1).atStartOfDay(ZoneId.of("Asia/Shanghai")).plusSeconds(1).toInstant());
    run();
  }

  /** As the scheduler does every half minute. */
  private void run() {
    sweep.execute(sweep.instance("recurring"), null);
  }
}
