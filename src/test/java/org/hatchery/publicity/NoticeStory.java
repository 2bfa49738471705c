package org.hatchery.publicity;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.hatchery.Story;
import org.hatchery.project.Projects;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Announces results of sample projects that wait for the notice as the stages do. */
@Component
public class NoticeStory {

  private final RuntimeService runtime;
  private final RepositoryService repository;
  private final HistoryService history;
  private final TransactionTemplate transaction;
  private final Notices notices;
  private final Projects projects;
  private final Story story;

  NoticeStory(
      RuntimeService runtime, RepositoryService repository, HistoryService history, TransactionTemplate transaction,
      Notices notices, Projects projects, Story story) {
    this.runtime = runtime;
    this.repository = repository;
    this.history = history;
    this.transaction = transaction;
    this.notices = notices;
    this.projects = projects;
    this.story = story;
  }

  /** @return number of the notice that announces these projects for the street Gangshan */
  public String announce(String... cases) {
    if (repository.createProcessDefinitionQuery().processDefinitionKey("testWaits").count() == 0) {
      repository
          .createDeployment()
          .addModelInstance(
              "testWaits.bpmn",
              Bpmn.createExecutableProcess("testWaits").camundaHistoryTimeToLive(1)
                  .startEvent().eventBasedGateway().id("testWait")
                  .intermediateCatchEvent("testStands").message("noticeStands").endEvent("testStood")
                  .moveToNode("testWait").intermediateCatchEvent("testCancels").message("noticeCancelled").endEvent("testCancelled")
                  .moveToNode("testWait").intermediateCatchEvent("testRedecides").message("noticeRedecide").endEvent("testRedecided")
                  .done())
          .deploy();
    }
    List<Notices.Item> items = Arrays.stream(cases).map(this::item).toList();
    Arrays.stream(cases).forEach(number -> runtime.startProcessInstanceByKey("testWaits", number));
    return transaction.execute(status -> notices.open(new Notices.NewNotice(
        Notices.Kind.ADMISSION, "2026年志愿服务项目入库公示", "gangshan", items, Set.of("gangshan.signer"))));
  }

  private Notices.Item item(String caseNumber) {
    return new Notices.Item(
        caseNumber, projects.get(caseNumber).title(), "志愿服务队", "入库", new BigDecimal("82.50"), 2_000_000L, "孙艳、李强、周倩");
  }

  List<String> states(String notice) {
    return notices.items(notice).stream().map(Notices.ItemState::state).toList();
  }

  /** @return where the case that waited came out */
  String ended(String caseNumber) {
    return history.createHistoricActivityInstanceQuery()
        .activityType("noneEndEvent")
        .processInstanceId(
            history.createHistoricProcessInstanceQuery().processInstanceBusinessKey(caseNumber).processDefinitionKey("testWaits").singleResult().getId())
        .singleResult()
        .getActivityId();
  }

  /** The leader of the group whose result is objected to says what there is to say. */
  public void state(String objection) {
    String leader = story.whoHas(story.task(objection, "stateOnObjection")).iterator().next().replace(':', '.');
    story.submit(leader, objection, "stateOnObjection", Map.of("decision", "submit", "statement", "情况不是这样，附有活动记录。"));
  }

  /** An objection entered by the street's clerk. */
  public String object(String notice, String caseNumber, String contact) {
    String objection = story.start("gangshan.clerk", "objection", Map.of());
    story.submit("gangshan.clerk", objection, "recordObjection", Map.of(
        "decision", "register", "item", notice + "|" + caseNumber, "facts", "该队伍去年同名项目已获其他资金支持。",
        "objector", "王先生", "contact", contact));
    return objection;
  }
}
