/**
 * Stored tasks go in, attempts of handlers and their outcomes come out; open {@link
 * io.fswebhook.core.dispatch.Dispatcher} first.
 */
@NullMarked
package io.fswebhook.core.dispatch;

import org.jspecify.annotations.NullMarked;
