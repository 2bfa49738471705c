package org.hatchery.evaluation;

import jakarta.validation.constraints.Size;
import org.hatchery.engine.StartForm;
import org.springframework.stereotype.Component;

/** A reviewer begins to change scores that are handed in. */
@Component("startScoreChange")
class StartScoreChange implements StartForm<StartScoreChange.Form> {

  private final ScoreChanges changes;

  StartScoreChange(ScoreChanges changes) {
    this.changes = changes;
  }

  record Form(@Size(max = 200) String note) {}

  @Override
  public String start(String userId, Form form) {
    return changes.open(userId);
  }
}
