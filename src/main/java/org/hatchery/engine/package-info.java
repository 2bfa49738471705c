/**
 * Lowest row of the house: the contract of a human task, of a start and of an automatic step, decision tables with their
 * versions, the clock, and clean errors. The only package that may use the engine's internals.
 */
package org.hatchery.engine;
