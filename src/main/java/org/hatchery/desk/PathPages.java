package org.hatchery.desk;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.history.HistoricActivityInstance;
import org.camunda.bpm.engine.history.HistoricProcessInstance;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.hatchery.calendar.WorkCalendar;
import org.hatchery.engine.CaseFiles;
import org.hatchery.organisation.People;
import org.hatchery.project.Masking;
import org.hatchery.project.Timeline;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.StreamUtils;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.server.ResponseStatusException;

/**
 * The whole path of a case, also of one that has ended, which Cockpit does not show: each diagram with what was passed, in
 * order, when, by whom, to what outcome.
 */
@Controller
class PathPages {

  /** The engine and the timeline look at the clock one after the other in one transaction. */
  private static final Duration SAME_MOMENT = Duration.ofSeconds(5);

  private final CaseRights rights;
  private final CaseInstances instances;
  private final CaseFiles cases;
  private final HistoryService history;
  private final RepositoryService repository;
  private final Timeline timeline;
  private final People people;

  PathPages(
      CaseRights rights,
      CaseInstances instances,
      CaseFiles cases,
      HistoryService history,
      RepositoryService repository,
      Timeline timeline,
      People people) {
    this.rights = rights;
    this.instances = instances;
    this.cases = cases;
    this.history = history;
    this.repository = repository;
    this.timeline = timeline;
    this.people = people;
  }

  /**
   * @param state passed, open or broken off
   * @param outcome as the timeline has it; may be empty
   */
  record Passed(String name, String kind, String from, String to, String who, String state, String outcome, String reason) {}

  /**
   * One instance.
   *
   * @param passed ids of elements that were passed, parted by spaces; open and broken off alike
   */
  record Walk(
      String id, String process, int version, String definition, String from, String to, String state, boolean running,
      String passed, String open, String broken, List<Passed> steps) {}

  @GetMapping("/desk/administration/path/{number}")
  String path(@PathVariable String number, Principal me, Model model) {
    rights.onlyAdministrators(me.getName());
    String caseNumber = instances.find(number).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    if (!caseNumber.equals(number)) {
      return "redirect:/desk/administration/path/" + caseNumber;
    }
    List<Timeline.Entry> entries = timeline.of(caseNumber);
    List<Walk> walks =
        history
            .createHistoricProcessInstanceQuery()
            .processInstanceBusinessKey(caseNumber)
            .orderByProcessInstanceStartTime()
            .asc()
            .list()
            .stream()
            .map(instance -> walk(instance, entries))
            .toList();
    model.addAttribute("caseNumber", caseNumber);
    model.addAttribute("caseTitle", cases.of(caseNumber).map(file -> file.card(caseNumber).title()).orElse(""));
    model.addAttribute("kept", cases.of(caseNumber).isPresent());
    model.addAttribute("walks", walks);
    return "desk/path";
  }

  /** The diagram as it was deployed, for the viewer. */
  @GetMapping("/desk/administration/diagrams/{definition}")
  ResponseEntity<String> diagram(@PathVariable String definition, Principal me) throws IOException {
    rights.onlyAdministrators(me.getName());
    if (repository.createProcessDefinitionQuery().processDefinitionId(definition).count() == 0) {
      throw new ResponseStatusException(HttpStatus.NOT_FOUND);
    }
    try (var model = repository.getProcessModel(definition)) {
      return ResponseEntity.ok()
          .header(HttpHeaders.CONTENT_TYPE, new MediaType("application", "xml", StandardCharsets.UTF_8).toString())
          .body(StreamUtils.copyToString(model, StandardCharsets.UTF_8));
    }
  }

  private Walk walk(HistoricProcessInstance instance, List<Timeline.Entry> entries) {
    ProcessDefinition process = repository.getProcessDefinition(instance.getProcessDefinitionId());
    List<HistoricActivityInstance> activities =
        history
            .createHistoricActivityInstanceQuery()
            .processInstanceId(instance.getId())
            .orderByHistoricActivityInstanceStartTime()
            .asc()
            .orderPartiallyByOccurrence()
            .asc()
            .list();
    boolean running = instance.getEndTime() == null;
    String state =
        running
            ? "办理中"
            : instance.getState().equals(HistoricProcessInstance.STATE_COMPLETED) ? "走完" : "中途结束";
    return new Walk(
        instance.getId(),
        process.getName(),
        process.getVersion(),
        process.getId(),
        moment(instance.getStartTime()),
        moment(instance.getEndTime()),
        state,
        running,
        ids(activities, activity -> activity.getEndTime() != null && !brokenOff(activity)),
        ids(activities, activity -> activity.getEndTime() == null),
        ids(activities, PathPages::brokenOff),
        activities.stream()
            .filter(activity -> !activity.getActivityType().equals("multiInstanceBody"))
            .map(activity -> passed(activity, entries))
            .toList());
  }

  /** A gateway that waits for one of several events ends cancelled when one of them comes. */
  private static boolean brokenOff(HistoricActivityInstance activity) {
    return activity.isCanceled() && !activity.getActivityType().equals("eventBasedGateway");
  }

  private static String ids(List<HistoricActivityInstance> activities, Predicate<HistoricActivityInstance> which) {
    return activities.stream()
        .filter(which)
        .map(activity -> activity.getActivityId().replace("#multiInstanceBody", ""))
        .distinct()
        .collect(Collectors.joining(" "));
  }

  private Passed passed(HistoricActivityInstance activity, List<Timeline.Entry> entries) {
    Optional<Timeline.Entry> entry = entries.stream().filter(one -> of(one, activity)).findFirst();
    String state = activity.getEndTime() == null ? "正在这里" : brokenOff(activity) ? "取消" : "走过";
    return new Passed(
        activity.getActivityName() == null ? activity.getActivityId() : activity.getActivityName(),
        kind(activity.getActivityType()),
        moment(activity.getStartTime()),
        moment(activity.getEndTime()),
        activity.getAssignee() == null ? "" : people.name(activity.getAssignee()),
        state,
        entry.map(Timeline.Entry::said).map(Masking::masked).orElse(""),
        entry.map(Timeline.Entry::reason).map(Masking::masked).orElse(""));
  }

  /** Whether the timeline's entry was written when this activity ended, by whoever did it. */
  private static boolean of(Timeline.Entry entry, HistoricActivityInstance activity) {
    if (activity.getEndTime() == null || !entry.activity().equals(activity.getActivityId())) {
      return false;
    }
    Instant end = activity.getEndTime().toInstant();
    boolean then = Duration.between(entry.happenedAt(), end).abs().compareTo(SAME_MOMENT) <= 0;
    return then && (activity.getAssignee() == null || activity.getAssignee().equals(entry.person()));
  }

  private static String kind(String type) {
    return switch (type) {
      case "userTask" -> "任务";
      case "startEvent", "messageStartEvent", "startTimerEvent" -> "开始";
      case "noneEndEvent", "terminateEndEvent", "errorEndEvent", "messageEndEvent", "escalationEndEvent" -> "结束";
      case "callActivity" -> "下级流程";
      case "subProcess", "multiInstanceBody", "eventSubProcess" -> "分段";
      case "serviceTask", "businessRuleTask", "sendTask", "scriptTask" -> "自动步骤";
      case "receiveTask", "intermediateMessageCatch", "intermediateTimer" -> "等待";
      default -> type.endsWith("Gateway") ? "分支" : "事件";
    };
  }

  private static String moment(Date at) {
    return at == null ? "" : WorkCalendar.MOMENT.format(at.toInstant());
  }
}
