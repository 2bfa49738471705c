/**
 * Who did what that must be answered for: added to and never changed, chained by hash (docs/adr/0010-audit.md). The lowest row
 * of the house, so that all others may report to it.
 */
package org.hatchery.audit;
