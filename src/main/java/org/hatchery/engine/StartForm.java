package org.hatchery.engine;

/**
 * A start by hand in Tasklist. The bean's name is the id of the start event and of its form. A start form can show no
 * data, so it asks almost nothing; the real form is the first user task.
 *
 * @param <F> record of the form's fields, as in {@link HumanTask}
 */
public interface StartForm<F extends Record> {

  /**
   * @param userId the signed-in user who starts, never null
   * @return the number of the new case, which becomes the business key; never null
   * @throws Refusal with a Chinese text for the user; nothing is started
   */
  String start(String userId, F form);
}
