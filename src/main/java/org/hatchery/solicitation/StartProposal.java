package org.hatchery.solicitation;

import jakarta.validation.constraints.Size;
import org.hatchery.engine.Refusal;
import org.hatchery.engine.StartForm;
import org.hatchery.organisation.People;
import org.hatchery.organisation.Role;
import org.hatchery.project.Numbers;
import org.springframework.stereotype.Component;

/** The leader of a group begins a proposal; the call is chosen in the first task (DOMAIN.md, take the lead). */
@Component("startProposal")
class StartProposal implements StartForm<StartProposal.Form> {

  private final Proposals proposals;
  private final Numbers numbers;
  private final People people;

  StartProposal(Proposals proposals, Numbers numbers, People people) {
    this.proposals = proposals;
    this.numbers = numbers;
    this.people = people;
  }

  record Form(@Size(max = 60) String title) {}

  @Override
  public String start(String userId, Form form) {
    String group =
        people
            .organisationWhere(userId, Role.LEADER)
            .orElseThrow(() -> new Refusal("只有志愿队或社会组织的负责人可以申报。您没有“负责人”的角色，请联系管理员。"));
    String caseNumber = numbers.next("SB", group);
    proposals.open(caseNumber, group, userId);
    if (form.title() != null) {
      proposals.write(caseNumber, null, form.title(), Paper.EMPTY, userId, Proposal.Status.DRAFT);
    }
    return caseNumber;
  }
}
