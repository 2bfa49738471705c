package org.hatchery.engine;

import org.camunda.bpm.engine.delegate.DelegateTask;

/**
 * A human task has come to be, in the transaction that made it; candidates are set. Listeners run in order: deadlines
 * ({@code @Order(10)}) before mail ({@code @Order(20)}).
 *
 * @param due when the task itself says so; null: by deadlines.dmn
 */
public record TaskOpened(DelegateTask task, Work work, java.time.Instant due) {}
