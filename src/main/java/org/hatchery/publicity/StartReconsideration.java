package org.hatchery.publicity;

import jakarta.validation.constraints.Size;
import org.hatchery.engine.StartForm;
import org.springframework.stereotype.Component;

/** A leader begins to ask for the review of an announced result of the group. */
@Component("startReconsideration")
class StartReconsideration implements StartForm<StartReconsideration.Form> {

  private final Objections objections;

  StartReconsideration(Objections objections) {
    this.objections = objections;
  }

  record Form(@Size(max = 200) String note) {}

  @Override
  public String start(String userId, Form form) {
    return objections.openReconsideration(userId);
  }
}
