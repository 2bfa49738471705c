package org.hatchery.desk;

import java.security.Principal;
import java.util.Optional;
import java.util.Set;
import org.hatchery.audit.Audit;
import org.hatchery.audit.AuditEvent;
import org.hatchery.audit.AuditKind;
import org.hatchery.calendar.WorkCalendar;
import org.hatchery.evaluation.Draws;
import org.hatchery.organisation.Organisation;
import org.hatchery.organisation.Organisations;
import org.hatchery.organisation.People;
import org.hatchery.organisation.Role;
import org.hatchery.project.Project;
import org.hatchery.project.Projects;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.server.ResponseStatusException;

/**
 * The draws of a project, drawn again from their seed before one's eyes. Supervisors and signers of the region read it,
 * supervisors witness it; neither the group nor the experts may know who reviews (DOMAIN.md section 2).
 */
@Controller
class DrawPages {

  private static final Set<Role> READERS = Set.of(Role.SUPERVISOR, Role.SIGNER);

  private final CaseRights rights;
  private final Projects projects;
  private final Organisations organisations;
  private final People people;
  private final Draws draws;
  private final TableNames tables;
  private final Audit audit;

  DrawPages(
      CaseRights rights, Projects projects, Organisations organisations, People people, Draws draws, TableNames tables,
      Audit audit) {
    this.rights = rights;
    this.projects = projects;
    this.organisations = organisations;
    this.people = people;
    this.draws = draws;
    this.tables = tables;
    this.audit = audit;
  }

  @GetMapping("/desk/cases/{number}/draw")
  String draws(@PathVariable String number, Principal me, Model model) {
    Project project = project(number);
    if (!rights.administrates(me.getName()) && seat(project, me.getName(), READERS).isEmpty()) {
      throw new ResponseStatusException(HttpStatus.FORBIDDEN);
    }
    audit.add(AuditEvent.of(AuditKind.READ, "抽取评审").inCase(project.caseNumber()).saying("评审人姓名，完整显示"));
    model.addAttribute("heading", "抽取评审：" + project.title());
    model.addAttribute("caseNumber", project.caseNumber());
    model.addAttribute("draws", draws.of(project.caseNumber()));
    model.addAttribute("how", draws.how());
    model.addAttribute("minute", WorkCalendar.MOMENT);
    model.addAttribute("tables", tables);
    model.addAttribute("witnesses", seat(project, me.getName(), Set.of(Role.SUPERVISOR)).isPresent());
    return "desk/draw";
  }

  @PostMapping("/desk/cases/{number}/draw/{draw}/witness")
  String witness(@PathVariable String number, @PathVariable int draw, Principal me) {
    Project project = project(number);
    CaseRights.Seat seat =
        seat(project, me.getName(), Set.of(Role.SUPERVISOR))
            .orElseThrow(() -> new ResponseStatusException(HttpStatus.FORBIDDEN));
    draws.witness(project.caseNumber(), draw, me.getName(), people.group(seat.organisation(), Role.SUPERVISOR));
    return "redirect:/desk/cases/" + project.caseNumber() + "/draw";
  }

  private Project project(String number) {
    return projects.find(number).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
  }

  /** A seat of one of these roles at an organisation that posted the call or stands above it. */
  private Optional<CaseRights.Seat> seat(Project project, String userId, Set<Role> roles) {
    Set<String> region =
        organisations.above(project.owner()).stream()
            .map(Organisation::code)
            .collect(java.util.stream.Collectors.toSet());
    return rights.seats(userId).stream()
        .filter(seat -> roles.contains(seat.role()) && region.contains(seat.organisation()))
        .findFirst();
  }
}
