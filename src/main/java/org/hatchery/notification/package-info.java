/**
 * Mail (DESIGN.md, Mail): an outbox written with the news, a sender with retries, an inbox in the program where no mail
 * server is configured, news of tasks and reminders.
 */
package org.hatchery.notification;
