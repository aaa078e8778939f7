/**
 * Honest traffic and faults of all kinds at a time, against a record outside the receiver; open
 * {@link io.fswebhook.war.it.soak.MixedFaultsIT} first.
 */
@NullMarked
package io.fswebhook.war.it.soak;

import org.jspecify.annotations.NullMarked;
