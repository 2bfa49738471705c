package org.hatchery.organisation;

import java.util.Set;

/**
 * An expert of a pool.
 *
 * @param organisation code of the city or street whose pool it is
 * @param areas codes of the areas he knows, e.g. {@code elderly}
 */
public record Expert(Person person, String organisation, Set<String> areas) {}
