/**
 * Incubation 孵化 (DOMAIN.md, Incubation): plan and agreement, mentor, milestones, readiness; rectification 整改, which the
 * spine and operation call too, by diagram.
 */
package org.hatchery.incubation;
