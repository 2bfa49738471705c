package org.hatchery.engine;

import java.util.Set;

/** Somebody claims a task or submits its form; a listener that throws a {@link Refusal} keeps him from it. */
public record TaskTaken(Work work, Set<String> candidateGroups) {}
