package org.hatchery.engine;

import java.util.List;
import java.util.Set;

/**
 * Somebody claims a task or submits its form; a listener that throws a {@link Refusal} keeps him from it.
 *
 * @param groups to which he belongs, known since he asked; null where that is not known: somebody else gives him the task
 */
public record TaskTaken(Work work, Set<String> candidateGroups, List<String> groups) {}
