package org.hatchery.organisation;

import java.time.LocalDate;

/**
 * Somebody who stands in for a holder of a role (A/B 角).
 *
 * @param personId who holds the role
 * @param deputyId who stands in
 * @param from first day, Asia/Shanghai
 * @param until last day, included
 */
public record Deputy(
    long id, String personId, String deputyId, Role role, String organisation, LocalDate from, LocalDate until) {}
