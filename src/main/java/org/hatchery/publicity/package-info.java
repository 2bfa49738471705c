/**
 * Public notice 公示, an instance of its own over one or many results, and objections 异议 to what it announces
 * (DOMAIN.md, Public notice). Shared by evaluation, review and operation.
 */
package org.hatchery.publicity;
