/**
 * Branded operation 品牌创建与“出壳”运营 (DOMAIN.md, Branded operation): application, recommendation and grant of a brand, its
 * certificate, then quarterly reports and the yearly renewal. Diagram {@code bpmn/operation/operation.bpmn}.
 */
package org.hatchery.operation;
