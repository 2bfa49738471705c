package org.hatchery.solicitation;

import jakarta.validation.constraints.Size;
import org.hatchery.engine.StartForm;
import org.springframework.stereotype.Component;

/** Begins to withdraw a call; which one and why is asked in the first task. */
@Component("startCallWithdrawal")
class StartCallWithdrawal implements StartForm<StartCallWithdrawal.Form> {

  private final CallRequests requests;

  StartCallWithdrawal(CallRequests requests) {
    this.requests = requests;
  }

  record Form(@Size(max = 200) String note) {}

  @Override
  public String start(String userId, Form form) {
    return requests.open(CallRequests.Kind.WITHDRAWAL, userId);
  }
}
