/**
 * Ground: the tree of organisations, people, the roles they hold, deputies, conflicts of interest, and who acts on a
 * task. Keeps the engine's users, groups and rights in step.
 */
package org.hatchery.organisation;
