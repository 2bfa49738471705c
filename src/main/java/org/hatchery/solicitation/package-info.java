/**
 * Solicitation 征集 (DOMAIN.md, section 1): needs are collected, a call 榜单 is posted, groups take the lead with a
 * proposal; at the closing each proposal that was handed in goes over to the spine.
 */
package org.hatchery.solicitation;
