package org.hatchery.project;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hatchery.engine.HumanTask;
import org.hatchery.engine.Outcome;
import org.hatchery.engine.Refusal;
import org.hatchery.engine.Work;
import org.hatchery.organisation.People;
import org.hatchery.organisation.Role;
import org.springframework.stereotype.Component;

/** The leader withdraws a project of the group, before branding (DOMAIN.md, At any stage). */
@Component("writeWithdrawal")
class WriteWithdrawal implements HumanTask<WriteWithdrawal.Form> {

  private final ExitRequests requests;
  private final Projects projects;
  private final People people;

  WriteWithdrawal(ExitRequests requests, Projects projects, People people) {
    this.requests = requests;
    this.projects = projects;
    this.people = people;
  }

  record Form(@NotBlank String decision, String project, @Size(max = 1000) String reason) {}

  @Override
  public Map<String, Object> show(Work work) {
    return Map.of("projects", ExitRequests.options(withdrawable(requests.get(work.caseNumber()).requestedBy())));
  }

  @Override
  public Optional<String> assignee(Work work) {
    return Optional.of(requests.get(work.caseNumber()).requestedBy());
  }

  @Override
  public Outcome act(Work work, Form form) {
    if (form.decision().equals("drop")) {
      return Outcome.of("drop", "放弃撤回");
    }
    if (form.reason() == null || form.project() == null) {
      throw new Refusal("请选择要撤回的项目，并写明“撤回原因”。");
    }
    Project project =
        withdrawable(work.userId()).stream()
            .filter(p -> p.caseNumber().equals(form.project()))
            .findFirst()
            .orElseThrow(() -> new Refusal("所选“项目”不能撤回：它不属于您的队伍，已经结束，或已进入品牌运营。请重新选择。"));
    requests.decide(work.caseNumber(), project.caseNumber(), form.reason());
    return Outcome.of("confirm", "撤回项目 " + project.known()).because(form.reason());
  }

  private List<Project> withdrawable(String userId) {
    return people
        .organisationWhere(userId, Role.LEADER)
        .map(group -> projects.ofGroup(group).stream()
            .filter(p -> p.stage() != Stage.ENDED && p.stage() != Stage.OPERATION)
            .toList())
        .orElse(List.of());
  }
}
