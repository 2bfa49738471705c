package org.hatchery.solicitation;

import jakarta.validation.constraints.Size;
import org.hatchery.engine.Refusal;
import org.hatchery.engine.StartForm;
import org.hatchery.organisation.People;
import org.hatchery.organisation.Role;
import org.hatchery.project.Numbers;
import org.springframework.stereotype.Component;

/** A clerk enters what somebody asked for by telephone, letter, visit or through the grid worker. */
@Component("startNeed")
class StartNeed implements StartForm<StartNeed.Form> {

  private final Needs needs;
  private final Numbers numbers;
  private final People people;

  StartNeed(Needs needs, Numbers numbers, People people) {
    this.needs = needs;
    this.numbers = numbers;
    this.people = people;
  }

  record Form(@Size(max = 60) String summary) {}

  @Override
  public String start(String userId, Form form) {
    String owner =
        people
            .organisationWhere(userId, Role.CLERK)
            .orElseThrow(() -> new Refusal("只有党组织或管理中心的经办可以登记需求。您没有“经办”的角色，请联系管理员。"));
    String caseNumber = numbers.next("XQ", owner);
    needs.open(caseNumber, owner, userId);
    if (form.summary() != null) {
      needs.record(RecordNeed.draft(needs.get(caseNumber), form.summary()));
    }
    return caseNumber;
  }
}
