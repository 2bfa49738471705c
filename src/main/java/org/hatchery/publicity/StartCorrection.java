package org.hatchery.publicity;

import jakarta.validation.constraints.Size;
import org.hatchery.engine.StartForm;
import org.springframework.stereotype.Component;

/** A clerk begins to put right a slip in what the organisation announced. */
@Component("startCorrection")
class StartCorrection implements StartForm<StartCorrection.Form> {

  private final Corrections corrections;

  StartCorrection(Corrections corrections) {
    this.corrections = corrections;
  }

  record Form(@Size(max = 200) String note) {}

  @Override
  public String start(String userId, Form form) {
    return corrections.open(userId);
  }
}
