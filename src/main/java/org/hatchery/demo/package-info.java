/**
 * The demonstration: its city, signing in as anybody with one click, the mailbox, the clock. Nothing of it exists where
 * {@code hatchery.demo} is not true.
 */
package org.hatchery.demo;
