package org.hatchery.desk;

import java.security.Principal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.hatchery.calendar.WorkCalendar;
import org.hatchery.evaluation.Evaluations;
import org.hatchery.organisation.Organisations;
import org.hatchery.organisation.Role;
import org.hatchery.project.Project;
import org.hatchery.project.Projects;
import org.hatchery.project.Stage;
import org.hatchery.solicitation.OwnProposals;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** A leader's own proposals and where each stands; nothing of a result before its notice is up. */
@Controller
class ProposalPages {

  private static final int MOST = 300;

  private final CaseRights rights;
  private final OwnProposals proposals;
  private final Projects projects;
  private final Evaluations evaluations;
  private final Organisations organisations;
  private final TaskService tasks;

  ProposalPages(
      CaseRights rights, OwnProposals proposals, Projects projects, Evaluations evaluations,
      Organisations organisations, TaskService tasks) {
    this.rights = rights;
    this.proposals = proposals;
    this.projects = projects;
    this.evaluations = evaluations;
    this.organisations = organisations;
    this.tasks = tasks;
  }

  /** @param task of the reader in this case; null where he has none */
  record Line(
      String caseNumber, String title, String group, String call, String standing, String task, String taskName) {}

  @GetMapping("/desk/proposals")
  String page(Principal me, Model model) {
    Map<String, String> groups = new TreeMap<>();
    rights.seats(me.getName()).stream()
        .filter(seat -> seat.role() == Role.LEADER)
        .forEach(seat -> groups.put(seat.organisation(), organisations.get(seat.organisation()).name()));
    List<OwnProposals.Own> own = proposals.of(groups.keySet());
    model.addAttribute("leads", !groups.isEmpty());
    model.addAttribute("found", own.size());
    model.addAttribute("most", MOST);
    model.addAttribute("lines", own.stream().limit(MOST).map(p -> line(p, groups, me.getName())).toList());
    return "desk/proposals";
  }

  private Line line(OwnProposals.Own own, Map<String, String> groups, String userId) {
    Task task =
        tasks.createTaskQuery().processInstanceBusinessKey(own.caseNumber()).taskAssignee(userId).list().stream()
            .findFirst()
            .orElse(null);
    return new Line(
        own.caseNumber(),
        own.title().isEmpty() ? "（尚未命名）" : own.title(),
        groups.get(own.group()),
        own.call().isEmpty() ? "（未选榜单）" : own.call(),
        standing(own),
        task == null ? null : task.getId(),
        task == null ? null : task.getName());
  }

  private String standing(OwnProposals.Own own) {
    return switch (own.status()) {
      case "DRAFT" -> "草稿，没有提交" + until(own.lateUntil() == null ? own.closes() : own.lateUntil());
      case "HANDED_IN" -> "已提交" + until(own.closes());
      case "LAPSED" -> "草稿已失效，没有提交";
      case "DISCARDED" -> "已放弃";
      default -> projects.find(own.caseNumber()).map(this::standing).orElse("已提交，正在转入评估");
    };
  }

  private static String until(Instant closes) {
    return closes == null ? "" : "，" + WorkCalendar.MOMENT.format(closes) + " 截止";
  }

  private String standing(Project project) {
    if (project.stage() == Stage.EVALUATION) {
      return evaluations.isAnnounced(project.caseNumber()) ? "评估结果公示中" : "评估中，结果公示前不告知";
    }
    return project.stage().label()
        + (project.number() == null ? "" : "，项目编号 " + project.number())
        + (project.stage() == Stage.ENDED ? "：" + project.endReason() : "");
  }
}
