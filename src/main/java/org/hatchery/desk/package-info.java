/**
 * What people at a desk need around Tasklist, Cockpit and Admin: sign-in, plain words for errors, guards before the
 * engine's interface, links from mails, the page of a case. No rule of the domain.
 */
package org.hatchery.desk;
