package org.hatchery.desk;

import jakarta.servlet.http.HttpServletResponse;
import java.security.Principal;
import java.util.List;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.hatchery.engine.Refusal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Moves running instances to a changed diagram: choose, see what would happen, give a reason, move. */
@Controller
class MigrationPages {

  private final CaseRights rights;
  private final Migrations migrations;
  private final RepositoryService repository;

  MigrationPages(CaseRights rights, Migrations migrations, RepositoryService repository) {
    this.rights = rights;
    this.migrations = migrations;
    this.repository = repository;
  }

  @GetMapping("/desk/administration/migration")
  String page(
      @RequestParam(required = false) String process,
      @RequestParam(required = false) String from,
      @RequestParam(required = false) String to,
      Principal me,
      Model model,
      HttpServletResponse response) {
    rights.onlyAdministrators(me.getName());
    try {
      if (process != null) {
        plan(process, from, to, model);
      }
    } catch (Refusal refusal) {
      refused(refusal, model, response);
    }
    model.addAttribute("old", migrations.old());
    return "desk/migration";
  }

  @PostMapping("/desk/administration/migration")
  String move(
      @RequestParam(defaultValue = "") String process,
      @RequestParam(required = false) String from,
      @RequestParam(required = false) String to,
      @RequestParam(required = false) String reason,
      Principal me,
      Model model,
      HttpServletResponse response) {
    rights.onlyAdministrators(me.getName());
    model.addAttribute("reason", reason);
    try {
      ProcessDefinition source = migrations.version(process, number(from, "现在的版本"), "现在的版本");
      ProcessDefinition target = migrations.version(process, number(to, "换到"), "换到");
      Migrations.Run done = migrations.move(source, target, Reason.of(reason), me.getName());
      model.addAttribute("source", source);
      model.addAttribute("target", target);
      model.addAttribute("done", done);
    } catch (Refusal refusal) {
      refused(refusal, model, response);
      again(process, from, to, model);
    }
    model.addAttribute("old", migrations.old());
    return "desk/migration";
  }

  /** The dry run once more beside what was wrong, so that only the reason is to be written anew. */
  private void again(String process, String from, String to, Model model) {
    try {
      plan(process, from, to, model);
    } catch (Refusal known) {
      model.addAttribute("run", null);
    }
  }

  private void plan(String process, String from, String to, Model model) {
    ProcessDefinition source = migrations.version(process, number(from, "现在的版本"), "现在的版本");
    List<ProcessDefinition> versions =
        repository.createProcessDefinitionQuery().processDefinitionKey(process).orderByProcessDefinitionVersion().desc().list();
    ProcessDefinition target = to == null ? versions.get(0) : migrations.version(process, number(to, "换到"), "换到");
    model.addAttribute("source", source);
    model.addAttribute("target", target);
    model.addAttribute("versions", versions.stream().filter(v -> v.getVersion() != source.getVersion()).toList());
    model.addAttribute("run", migrations.tryOut(source, target));
  }

  private static int number(String version, String field) {
    if (version == null || !version.matches("[1-9]\\d{0,5}")) {
      throw new Refusal("“" + field + "”应为版本号。");
    }
    return Integer.parseInt(version);
  }

  private static void refused(Refusal refusal, Model model, HttpServletResponse response) {
    response.setStatus(HttpServletResponse.SC_BAD_REQUEST);
    model.addAttribute("problem", refusal.text());
  }
}
