package org.hatchery.organisation;

/**
 * In which role and for which organisation somebody acts.
 *
 * @param role null where the task was given to the person by name and he holds more than one role
 * @param organisation null together with the role
 * @param actingFor whom he stands in for as deputy; null when he holds the role himself
 */
public record Capacity(Person person, Role role, Organisation organisation, Person actingFor) {}
