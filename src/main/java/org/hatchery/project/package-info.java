/**
 * The record that outlives every process: the project with its stage, the timeline, the documents 案卷, the library
 * 项目库, and the numbers of cases; the spine {@code project.bpmn} that carries a project through the stages.
 */
package org.hatchery.project;
