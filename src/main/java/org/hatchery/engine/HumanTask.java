package org.hatchery.engine;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * One human task. The bean's name is the id of the user task in the diagram and of its form.
 *
 * @param <F> record of the form's fields: each component is a key of the form, each key a component; constraints by
 *     Bean Validation, labels for messages from {@code fields.properties}
 */
public interface HumanTask<F extends Record> {

  /**
   * What the form shows, computed from the record each time the task is opened and never stored as variables.
   *
   * @return values by name: String, Number, Boolean, or a List of Maps (rows of a table, options of a select by
   *     valuesKey as maps of label and value); also the present values of fields to fill in beforehand. Never null.
   */
  default Map<String, Object> show(Work work) {
    return Map.of();
  }

  /**
   * What personal data the form shows in full, in a few Chinese words: each opening is then kept in the audit. Empty where
   * everything personal is masked.
   */
  default String showsInFull() {
    return "";
  }

  /**
   * Acts on what the user decided, in the transaction that completes the task.
   *
   * @return what the gateway behind the task asks for ({@code ${outcome == '...'}}) and what the timeline keeps
   * @throws Refusal with a Chinese text for the user; the task stays open and nothing is written
   */
  Outcome act(Work work, F form);

  /** The one person who has the task, where the record names one; empty for the candidate groups of acting.dmn. */
  default Optional<String> assignee(Work work) {
    return Optional.empty();
  }

  /** When the task is due, where it is not the working days of deadlines.dmn. */
  default Optional<Instant> due(Work work) {
    return Optional.empty();
  }

  /**
   * Outcomes that only keep what was typed ("save and go on later"): checked for type and length, not for presence.
   *
   * @return true if this form is only to be kept
   */
  default boolean keepsDraft(F form) {
    return false;
  }
}
