package org.hatchery.solicitation;

import jakarta.validation.constraints.Size;
import org.hatchery.engine.StartForm;
import org.springframework.stereotype.Component;

/** Begins to prolong a call; which one, until when and why is asked in the first task. */
@Component("startCallExtension")
class StartCallExtension implements StartForm<StartCallExtension.Form> {

  private final CallRequests requests;

  StartCallExtension(CallRequests requests) {
    this.requests = requests;
  }

  record Form(@Size(max = 200) String note) {}

  @Override
  public String start(String userId, Form form) {
    return requests.open(CallRequests.Kind.EXTENSION, userId);
  }
}
