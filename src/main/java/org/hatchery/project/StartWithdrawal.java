package org.hatchery.project;

import jakarta.validation.constraints.Size;
import org.hatchery.engine.StartForm;
import org.hatchery.organisation.Role;
import org.springframework.stereotype.Component;

/** Begins to withdraw a project; which one and why is asked in the first task. */
@Component("startWithdrawal")
class StartWithdrawal implements StartForm<StartWithdrawal.Form> {

  private final ExitRequests requests;

  StartWithdrawal(ExitRequests requests) {
    this.requests = requests;
  }

  record Form(@Size(max = 200) String note) {}

  @Override
  public String start(String userId, Form form) {
    return requests.open("withdrawal", userId, Role.LEADER);
  }
}
