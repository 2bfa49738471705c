package org.hatchery.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.builder.StartEventBuilder;
import org.hatchery.HatcheryTest;
import org.hatchery.Visitor;
import org.hatchery.project.Timeline;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Moving running instances to a changed diagram: first tried out, then done with a reason, over HTTP. */
@HatcheryTest
class MigrationTest {

  private static final String PAGE = "/desk/administration/migration";

  @LocalServerPort int port;
  @Autowired RepositoryService repository;
  @Autowired RuntimeService runtime;
  @Autowired Timeline timeline;

  private final List<String> deployments = new ArrayList<>();
  private final String key = "testMoved" + UUID.randomUUID().toString().replace("-", "");
  private Visitor admin;
  private String movable;
  private String stuck;

  @BeforeEach
  void twoInstancesOfTheFirstVersionAndASecondVersionWithoutItsFirstStep() {
    deploy(diagram().receiveTask("testFirst").name("等第一封信").message(key + "1")
        .receiveTask("testSecond").name("等第二封信").message(key + "2").endEvent("testEnd").done());
    stuck = start();
    movable = start();
    runtime.createMessageCorrelation(key + "1").processInstanceBusinessKey(movable).correlate();
    deploy(diagram().receiveTask("testSecond").name("等第二封信").message(key + "2")
        .receiveTask("testThird").name("等第三封信").message(key + "3").endEvent("testEnd").done());
    admin = Visitor.signedIn(port, "admin");
  }

  @AfterEach
  void tidy() {
    deployments.forEach(deployment -> repository.deleteDeployment(deployment, true));
  }

  @Test
  void theDryRunSaysAtEachStepWhatCannotMoveAndWhyAndChangesNothing() {
    String page = admin.get(PAGE + "?process=" + key + "&from=1").body();

    assertThat(page).contains("办理中 2 件：能换 1 件，不能换 1 件", "等第一封信", "在新版里没有对应的步骤", "等第二封信", movable, stuck);
    assertThat(page).doesNotContain("There is no migration");
    assertThat(version(movable)).isEqualTo(1);
    assertThat(timeline.of(movable)).isEmpty();
    assertThat(admin.get(PAGE).body()).contains(key, "第 2 版");
  }

  @Test
  void whatCanBeMovedIsMovedWithTheReasonInItsCaseAndGoesOn() {
    String page = move("第二封信以后还要等第三封").body();

    assertThat(page).contains("已换 1 件", "1 件没有换", movable, stuck, "没有换：“等第一封信”在新版里没有对应的步骤");
    assertThat(version(movable)).isEqualTo(2);
    assertThat(version(stuck)).isEqualTo(1);
    assertThat(timeline.of(movable))
        .singleElement()
        .satisfies(
            entry -> {
              assertThat(entry.person()).isEqualTo("admin");
              assertThat(entry.said()).contains("第 1 版换到第 2 版");
              assertThat(entry.reason()).isEqualTo("第二封信以后还要等第三封");
            });
    assertThat(timeline.of(stuck)).isEmpty();

    runtime.createMessageCorrelation(key + "2").processInstanceBusinessKey(movable).correlate();
    assertThat(runtime.getActiveActivityIds(instance(movable).getId())).containsExactly("testThird");
  }

  @Test
  void theSecondTimeThereIsNothingLeftToMove() {
    move("换");
    String again = move("换").body();

    assertThat(again).contains("1 件没有换").doesNotContain("已换");
    assertThat(timeline.of(movable)).hasSize(1);
  }

  @Test
  void withoutAReasonOrAVersionNothingMoves() {
    HttpResponse<String> none = move("  ");
    assertThat(none.statusCode()).isEqualTo(400);
    assertThat(none.body()).contains("请填写“理由”", "能换 1 件");
    assertThat(move("长".repeat(1001)).body()).contains("“理由”太长：最多 1000 个字，现有 1001 个");
    assertThat(post("1", "9", "换").body()).contains("“换到”不存在：这个流程没有第 9 版");
    assertThat(post("1", "1", "换").body()).contains("“换到”的版本就是现在的版本");
    assertThat(post("x", "2", "换").body()).contains("“现在的版本”应为版本号");
    assertThat(version(movable)).isEqualTo(1);
    assertThat(admin.get(PAGE + "?process=" + key + "&from=1&to=x").statusCode()).isEqualTo(400);
  }

  @Test
  void nobodyElseMovesAnything() {
    Visitor clerk = Visitor.signedIn(port, "zc.clerk");
    assertThat(clerk.get(PAGE).statusCode()).isEqualTo(403);
    Map<String, String> fields = Map.of("process", key, "from", "1", "to", "2", "reason", "换");
    assertThat(clerk.form("/desk/cases", PAGE, fields).statusCode()).isEqualTo(403);
    assertThat(version(movable)).isEqualTo(1);
  }

  private StartEventBuilder diagram() {
    return Bpmn.createExecutableProcess(key).name("试换").camundaHistoryTimeToLive(1).startEvent("testStart");
  }

  private void deploy(BpmnModelInstance model) {
    deployments.add(repository.createDeployment().addModelInstance(key + ".bpmn", model).deploy().getId());
  }

  private String start() {
    String number = "TRIAL-" + UUID.randomUUID();
    runtime.startProcessInstanceByKey(key, number);
    return number;
  }

  private ProcessInstance instance(String number) {
    return runtime.createProcessInstanceQuery().processInstanceBusinessKey(number).singleResult();
  }

  private int version(String number) {
    return repository.getProcessDefinition(instance(number).getProcessDefinitionId()).getVersion();
  }

  private HttpResponse<String> move(String reason) {
    return post("1", "2", reason);
  }

  private HttpResponse<String> post(String from, String to, String reason) {
    Map<String, String> fields = new HashMap<>(Map.of("process", key, "from", from, "to", to, "reason", reason));
    // the page of signing out has a token whatever there is to move
    return admin.form("/logout", PAGE, fields);
  }
}
