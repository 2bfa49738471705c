package org.hatchery.organisation;

/** A role that a person holds today in an organisation. */
public record Holding(String personId, String organisation, Role role) {}
