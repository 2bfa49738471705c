package org.hatchery.review;

/**
 * A criterion of the rubric 观摩评比.
 *
 * @param code as in forms and tables, e.g. {@code milestones}
 * @param part {@code reputation} 叫得响, {@code standing} 立得住 or {@code replicability} 可推广
 * @param weight points in full
 * @param byResidents true where residents rate, false where observers score
 */
record Criterion(String code, String label, String part, int weight, boolean byResidents) {}
