package org.hatchery.desk;

import jakarta.servlet.http.HttpServletResponse;
import java.security.Principal;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.hatchery.calendar.WorkCalendar;
import org.hatchery.engine.CaseFiles;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/** Administration: the figures that Cockpit's dashboard shows too, the list behind each, and the instances of a case. */
@Controller
class AdministrationPages {

  private final CaseRights rights;
  private final AdministrationFigures figures;
  private final FigureLists lists;
  private final CaseInstances instances;
  private final Migrations migrations;
  private final CaseFiles cases;
  private final RuntimeService runtime;
  private final HistoryService history;
  private final RepositoryService repository;
  private final Clock clock;

  AdministrationPages(
      CaseRights rights,
      AdministrationFigures figures,
      FigureLists lists,
      CaseInstances instances,
      Migrations migrations,
      CaseFiles cases,
      RuntimeService runtime,
      HistoryService history,
      RepositoryService repository,
      Clock clock) {
    this.rights = rights;
    this.figures = figures;
    this.lists = lists;
    this.instances = instances;
    this.migrations = migrations;
    this.cases = cases;
    this.runtime = runtime;
    this.history = history;
    this.repository = repository;
    this.clock = clock;
  }

  /** @param at when they were counted, for the reader */
  record AllFigures(String at, List<AdministrationFigures.Chart> charts) {}

  /** A running instance. @param where names of the steps where it stands */
  record Line(
      String id, String process, int version, String number, String since, List<String> where, long stuck,
      boolean suspended) {}

  @GetMapping("/desk/administration")
  String page(Principal me, Model model) {
    rights.onlyAdministrators(me.getName());
    model.addAttribute("heading", "流程管理");
    return "desk/administration";
  }

  @GetMapping("/desk/administration/figures")
  ResponseEntity<AllFigures> figures(Principal me) {
    rights.onlyAdministrators(me.getName());
    return ResponseEntity.ok()
        .cacheControl(CacheControl.noStore())
        .body(new AllFigures(WorkCalendar.MOMENT.format(clock.instant()), figures.all()));
  }

  @GetMapping("/desk/administration/{list:projects|stages|overdue|departures|mail|incidents}")
  String list(
      @PathVariable String list,
      @RequestParam(required = false) String stage,
      @RequestParam(required = false) String organisation,
      @RequestParam(required = false) String table,
      @RequestParam(required = false) String state,
      Principal me,
      Model model) {
    rights.onlyAdministrators(me.getName());
    String only = Stream.of(stage, organisation, table, state).filter(Objects::nonNull).findFirst().orElse("");
    FigureLists.Listing listing =
        lists.list(list, only).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    model.addAttribute("listing", listing);
    model.addAttribute("address", "/desk/administration/" + list);
    model.addAttribute("most", FigureLists.MOST);
    return "desk/figureList";
  }

  @GetMapping("/desk/administration/instances")
  String instances(
      @RequestParam(defaultValue = "") String number, Principal me, Model model, HttpServletResponse response) {
    rights.onlyAdministrators(me.getName());
    model.addAttribute("number", number);
    Optional<String> found = instances.find(number);
    if (found.isEmpty()) {
      response.setStatus(HttpServletResponse.SC_NOT_FOUND);
      model.addAttribute("problem", problem(number.strip()));
      return "desk/instances";
    }
    String caseNumber = found.get();
    model.addAttribute("caseNumber", caseNumber);
    model.addAttribute("caseTitle", cases.of(caseNumber).map(file -> file.card(caseNumber).title()).orElse(""));
    model.addAttribute("running", lines(caseNumber));
    model.addAttribute("beside", instances.beside(caseNumber).stream().flatMap(n -> lines(n).stream()).toList());
    return "desk/instances";
  }

  private static String problem(String number) {
    if (number.isEmpty()) {
      return "请填写“项目编号或办件编号”。";
    }
    return number.length() > CaseInstances.LONGEST_NUMBER
        ? "“项目编号或办件编号”太长，最多 " + CaseInstances.LONGEST_NUMBER + " 个字。"
        : "没有编号为“" + number + "”的项目或办件。请检查“项目编号或办件编号”。";
  }

  private List<Line> lines(String caseNumber) {
    List<Line> lines = new ArrayList<>();
    for (ProcessInstance instance : instances.running(caseNumber)) {
      ProcessDefinition process = repository.getProcessDefinition(instance.getProcessDefinitionId());
      lines.add(
          new Line(
              instance.getId(),
              process.getName(),
              process.getVersion(),
              instance.getBusinessKey(),
              WorkCalendar.MOMENT.format(
                  history
                      .createHistoricProcessInstanceQuery()
                      .processInstanceId(instance.getId())
                      .singleResult()
                      .getStartTime()
                      .toInstant()),
              migrations.standing(runtime.getActivityInstance(instance.getId()), process.getId()),
              runtime.createIncidentQuery().processInstanceId(instance.getId()).count(),
              instance.isSuspended()));
    }
    return lines;
  }
}
