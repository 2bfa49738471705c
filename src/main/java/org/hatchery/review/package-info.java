/**
 * Observation and competitive review 观摩评比 (DOMAIN.md, 4): {@code review.bpmn} is a project's participation,
 * {@code reviewRound.bpmn} a round over many projects; they speak by message.
 */
package org.hatchery.review;
