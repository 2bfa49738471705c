package org.hatchery.evaluation;

import jakarta.validation.constraints.Size;
import org.hatchery.engine.StartForm;
import org.springframework.stereotype.Component;

/** A leader begins to ask that an expert stand back from the group's project. */
@Component("startRecusal")
class StartRecusal implements StartForm<StartRecusal.Form> {

  private final Recusals recusals;

  StartRecusal(Recusals recusals) {
    this.recusals = recusals;
  }

  record Form(@Size(max = 200) String note) {}

  @Override
  public String start(String userId, Form form) {
    return recusals.open(userId);
  }
}
