package org.hatchery.notification;

import java.time.Instant;
import java.util.Optional;

/** Writes what is due now into the outbox, again and again, each piece of news once; next to {@link Reminders} of tasks. */
public interface Sweep {

  /** @return how many cases were reminded of */
  int sweep();

  /** When something is due next, after now; empty where nothing waits. */
  Optional<Instant> next(Instant now);
}
