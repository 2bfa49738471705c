package org.hatchery.desk;

import jakarta.servlet.http.HttpServletResponse;
import java.security.Principal;
import java.util.function.Consumer;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.hatchery.engine.Refusal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Corrections by hand to one running instance, each with a reason. */
@Controller
class CorrectionPages {

  private final CaseRights rights;
  private final HandCorrections corrections;
  private final RepositoryService repository;

  CorrectionPages(CaseRights rights, HandCorrections corrections, RepositoryService repository) {
    this.rights = rights;
    this.corrections = corrections;
    this.repository = repository;
  }

  @GetMapping("/desk/administration/corrections/{instance}")
  String page(@PathVariable String instance, Principal me, Model model, HttpServletResponse response) {
    rights.onlyAdministrators(me.getName());
    return show(instance, model, response);
  }

  @PostMapping("/desk/administration/corrections/{instance}/retry")
  String retry(
      @PathVariable String instance,
      @RequestParam(defaultValue = "") String job,
      @RequestParam(required = false) String reason,
      Principal me,
      Model model,
      HttpServletResponse response) {
    return corrected(instance, reason, me, model, response,
        why -> corrections.retry(instance, job, why, me.getName()), "已交系统重试这一步，几分钟内可看到结果。");
  }

  @PostMapping("/desk/administration/corrections/{instance}/assignee")
  String assignee(
      @PathVariable String instance,
      @RequestParam(defaultValue = "") String task,
      @RequestParam(defaultValue = "") String person,
      @RequestParam(required = false) String reason,
      Principal me,
      Model model,
      HttpServletResponse response) {
    return corrected(instance, reason, me, model, response,
        why -> corrections.giveTo(instance, task, person, why, me.getName()), "已改，并写进案卷的经过。");
  }

  @PostMapping("/desk/administration/corrections/{instance}/move")
  String move(
      @PathVariable String instance,
      @RequestParam(defaultValue = "") String task,
      @RequestParam(defaultValue = "") String to,
      @RequestParam(required = false) String reason,
      Principal me,
      Model model,
      HttpServletResponse response) {
    return corrected(instance, reason, me, model, response,
        why -> corrections.move(instance, task, to, why, me.getName()), "已移动，并写进案卷的经过。");
  }

  private String corrected(
      String instance, String reason, Principal me, Model model, HttpServletResponse response, Consumer<String> correction, String done) {
    rights.onlyAdministrators(me.getName());
    try {
      correction.accept(Reason.of(reason));
      model.addAttribute("done", done);
    } catch (Refusal refusal) {
      refused(refusal, reason, model, response);
    } catch (ProcessEngineException e) {
      refused(HandCorrections.refusal(e), reason, model, response);
    }
    return show(instance, model, response);
  }

  private static void refused(Refusal refusal, String reason, Model model, HttpServletResponse response) {
    response.setStatus(HttpServletResponse.SC_BAD_REQUEST);
    model.addAttribute("problem", refusal.text());
    model.addAttribute("reason", reason);
  }

  private String show(String id, Model model, HttpServletResponse response) {
    try {
      ProcessInstance instance = corrections.instance(id);
      model.addAttribute("id", id);
      model.addAttribute("caseNumber", instance.getBusinessKey());
      model.addAttribute("process", repository.getProcessDefinition(instance.getProcessDefinitionId()).getName());
      model.addAttribute("tasks", corrections.tasks(instance));
      model.addAttribute("failed", corrections.failed(instance));
      model.addAttribute("targets", corrections.targets(instance));
    } catch (Refusal refusal) {
      if (!model.containsAttribute("done")) {
        response.setStatus(HttpServletResponse.SC_NOT_FOUND);
        model.addAttribute("problem", refusal.text());
      }
    }
    return "desk/corrections";
  }
}
