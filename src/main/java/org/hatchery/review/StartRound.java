package org.hatchery.review;

import jakarta.validation.constraints.Size;
import org.hatchery.engine.Refusal;
import org.hatchery.engine.StartForm;
import org.hatchery.organisation.Holding;
import org.hatchery.organisation.Kind;
import org.hatchery.organisation.Level;
import org.hatchery.organisation.Organisation;
import org.hatchery.organisation.Organisations;
import org.hatchery.organisation.People;
import org.hatchery.organisation.Role;
import org.springframework.stereotype.Component;

/** A clerk of a street or of the city begins a round; its plan is asked for in the first task. */
@Component("startRound")
class StartRound implements StartForm<StartRound.Form> {

  private final People people;
  private final Organisations organisations;
  private final Rounds rounds;

  StartRound(People people, Organisations organisations, Rounds rounds) {
    this.people = people;
    this.organisations = organisations;
    this.rounds = rounds;
  }

  record Form(@Size(max = 200) String note) {}

  @Override
  public String start(String userId, Form form) {
    String owner =
        people.holdings(userId).stream()
            .filter(holding -> holding.role() == Role.CLERK)
            .map(Holding::organisation)
            .filter(this::mayHold)
            .findFirst()
            .orElseThrow(() -> new Refusal("观摩评比由街道或市的经办人员开启，您没有这个角色。"));
    return rounds.start(owner, userId);
  }

  private boolean mayHold(String code) {
    Organisation organisation = organisations.get(code);
    return organisation.kind() == Kind.PARTY
        && (organisation.level() == Level.STREET || organisation.level() == Level.CITY);
  }
}
