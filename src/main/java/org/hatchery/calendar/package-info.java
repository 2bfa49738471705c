/**
 * Working days of China (public holidays and make-up working days) and the deadline of each step. Zone Asia/Shanghai.
 */
package org.hatchery.calendar;
