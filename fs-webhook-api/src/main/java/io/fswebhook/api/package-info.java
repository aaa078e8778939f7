/**
 * What a plugin author implements and receives: a delivery goes in, an outcome comes out; open
 * {@link io.fswebhook.api.EventHandler} first.
 */
@NullMarked
package io.fswebhook.api;

import org.jspecify.annotations.NullMarked;
