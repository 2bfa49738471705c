package org.hatchery.publicity;

import jakarta.validation.constraints.Size;
import org.hatchery.engine.StartForm;
import org.springframework.stereotype.Component;

/** A clerk begins to enter an objection that came by letter, call or visit. */
@Component("startObjection")
class StartObjection implements StartForm<StartObjection.Form> {

  private final Objections objections;

  StartObjection(Objections objections) {
    this.objections = objections;
  }

  record Form(@Size(max = 200) String note) {}

  @Override
  public String start(String userId, Form form) {
    return objections.open(userId);
  }
}
