package org.hatchery.engine;

import java.time.Instant;
import org.camunda.bpm.engine.delegate.DelegateTask;

/**
 * A human task has come to be, in the transaction that made it; candidates are set. Listeners run in order: deadlines
 * ({@code @Order(10)}) before mail ({@code @Order(20)}).
 *
 * @param work its user is who brought the task about; null where the engine did
 * @param title of the case; empty where nobody keeps its record
 * @param due when the task itself says so; null: by deadlines.dmn
 * @param again only a draft was saved: the same person goes on with the same task
 */
public record TaskOpened(DelegateTask task, Work work, String title, Instant due, boolean again) {}
