/**
 * The way of a delivery, without HTTP: a raw request goes in, a receipt comes out once it is on
 * disk; open {@link io.fswebhook.core.Receiver} first.
 */
@NullMarked
package io.fswebhook.core;

import org.jspecify.annotations.NullMarked;
