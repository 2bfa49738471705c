package org.hatchery.project;

/** The path of a project has ended, whatever the cause; published in the transaction that ended it. */
public record ProjectEnded(String caseNumber) {}
