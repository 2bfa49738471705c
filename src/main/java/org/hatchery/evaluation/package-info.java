/**
 * Evaluation 评估 (DOMAIN.md section 2): formal screening, the draw of reviewers, their scores, the signed conclusion,
 * and the common announcement of all conclusions of a call.
 */
package org.hatchery.evaluation;
