package org.hatchery.organisation;

/**
 * A party organisation, centre, volunteer group or social organisation.
 *
 * @param code lower-case letters, digits and hyphens, unique in the whole deployment; never null
 * @param name Chinese name, at most 120 characters
 * @param level of a party organisation its own; of the others that of the party organisation they are entered under
 * @param parent code of the party organisation above or entered under; null for a city
 * @param registration of a group; REGISTERED for party organisations and centres
 */
public record Organisation(
    String code, String name, Level level, Kind kind, String parent, Registration registration) {}
