package org.hatchery.solicitation;

import jakarta.validation.constraints.Size;
import org.hatchery.engine.Refusal;
import org.hatchery.engine.StartForm;
import org.hatchery.organisation.Kind;
import org.hatchery.organisation.Level;
import org.hatchery.organisation.Organisation;
import org.hatchery.organisation.Organisations;
import org.hatchery.organisation.People;
import org.hatchery.organisation.Role;
import org.hatchery.project.Numbers;
import org.springframework.stereotype.Component;

/** The clerk of a street or the city begins a call (DOMAIN.md, post the call). */
@Component("startCall")
class StartCall implements StartForm<StartCall.Form> {

  private final Calls calls;
  private final Numbers numbers;
  private final People people;
  private final Organisations organisations;

  StartCall(Calls calls, Numbers numbers, People people, Organisations organisations) {
    this.calls = calls;
    this.numbers = numbers;
    this.people = people;
    this.organisations = organisations;
  }

  record Form(@Size(max = 60) String title) {}

  @Override
  public String start(String userId, Form form) {
    String owner =
        people.holdings(userId).stream()
            .filter(holding -> holding.role() == Role.CLERK)
            .map(holding -> organisations.get(holding.organisation()))
            .filter(org -> org.kind() == Kind.PARTY && !Level.STREET.above(org.level()))
            .map(Organisation::code)
            .findFirst()
            .orElseThrow(() -> new Refusal("征集榜单由街道或市的经办起草。您不是街道或市的经办，请联系所在街道。"));
    String caseNumber = numbers.next("ZJ", owner);
    calls.open(caseNumber, owner, userId);
    if (form.title() != null) {
      calls.draft(
          caseNumber,
          new Terms(form.title(), null, null, null, null, null, null, null, null, null, null, null, null, null),
          userId);
    }
    return caseNumber;
  }
}
