/** Face for everybody, without an account: public notices, the library, the brand wall and the verification of certificates. */
package org.hatchery.portal;
