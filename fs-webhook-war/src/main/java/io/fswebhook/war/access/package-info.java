/**
 * Requests go in; those that may come out with the name and role of who sent them. Open {@link
 * io.fswebhook.war.access.Authenticator} first.
 */
@NullMarked
package io.fswebhook.war.access;

import org.jspecify.annotations.NullMarked;
