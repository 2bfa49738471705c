package org.hatchery.organisation;

/**
 * A task went back to those who can take it, because who had it does not hold the role any more; in the transaction that did it.
 *
 * @param step id of the task in the diagram
 * @param name Chinese name of the task
 * @param userId who had it
 */
public record TaskGivenBack(String caseNumber, String step, String name, String userId) {}
