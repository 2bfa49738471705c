package org.hatchery.solicitation;

import jakarta.validation.constraints.Size;
import org.hatchery.engine.StartForm;
import org.springframework.stereotype.Component;

/** Begins to let a group in late; which one and why is asked in the first task. */
@Component("startLateEntry")
class StartLateEntry implements StartForm<StartLateEntry.Form> {

  private final CallRequests requests;

  StartLateEntry(CallRequests requests) {
    this.requests = requests;
  }

  record Form(@Size(max = 200) String note) {}

  @Override
  public String start(String userId, Form form) {
    return requests.open(CallRequests.Kind.LATE_ENTRY, userId);
  }
}
