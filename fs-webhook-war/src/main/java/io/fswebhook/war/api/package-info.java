/**
 * Requests of the management API go in, what the receiver knows and does comes out as JSON; open
 * {@link io.fswebhook.war.api.ManagementApi} first.
 */
@NullMarked
package io.fswebhook.war.api;

import org.jspecify.annotations.NullMarked;
