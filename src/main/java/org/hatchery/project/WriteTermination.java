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
import org.hatchery.organisation.Organisations;
import org.hatchery.organisation.Organisation;
import org.hatchery.organisation.People;
import org.hatchery.organisation.Role;
import org.springframework.stereotype.Component;

/** The signer ends a project of the region, with reason (DOMAIN.md, At any stage). */
@Component("writeTermination")
class WriteTermination implements HumanTask<WriteTermination.Form> {

  private final ExitRequests requests;
  private final Projects projects;
  private final People people;
  private final Organisations organisations;

  WriteTermination(ExitRequests requests, Projects projects, People people, Organisations organisations) {
    this.requests = requests;
    this.projects = projects;
    this.people = people;
    this.organisations = organisations;
  }

  record Form(@NotBlank String decision, String project, @Size(max = 1000) String reason) {}

  @Override
  public Map<String, Object> show(Work work) {
    return Map.of("projects", ExitRequests.options(terminable(requests.get(work.caseNumber()).requestedBy())));
  }

  @Override
  public Optional<String> assignee(Work work) {
    return Optional.of(requests.get(work.caseNumber()).requestedBy());
  }

  @Override
  public Outcome act(Work work, Form form) {
    if (form.decision().equals("drop")) {
      return Outcome.of("drop", "放弃终止");
    }
    if (form.reason() == null || form.project() == null) {
      throw new Refusal("请选择要终止的项目，并写明“终止原因”。");
    }
    Project project =
        terminable(work.userId()).stream()
            .filter(p -> p.caseNumber().equals(form.project()))
            .findFirst()
            .orElseThrow(() -> new Refusal("所选“项目”不能终止：它不在您的辖区，或已经结束。请重新选择。"));
    requests.decide(work.caseNumber(), project.caseNumber(), form.reason());
    return Outcome.of("confirm", "终止项目 " + project.known()).because(form.reason());
  }

  private List<Project> terminable(String userId) {
    List<String> region =
        people
            .organisationWhere(userId, Role.SIGNER)
            .map(code -> organisations.under(code).stream().map(Organisation::code).toList())
            .orElse(List.of());
    return projects.all().stream()
        .filter(p -> p.stage() != Stage.ENDED && (region.contains(p.street()) || region.contains(p.owner())))
        .toList();
  }
}
