package org.hatchery.engine;

import java.util.Set;

/**
 * A human task was completed, a case started by hand or a step run, in the transaction that did it.
 *
 * @param name Chinese name of the task or step in the diagram
 * @param candidateGroups groups that could act; empty for a step
 */
public record WorkDone(Work work, String name, Outcome outcome, Set<String> candidateGroups) {}
