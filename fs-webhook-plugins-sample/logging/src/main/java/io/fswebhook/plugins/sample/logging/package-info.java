/**
 * Deliveries go in, a line in the log comes out; open {@link
 * io.fswebhook.plugins.sample.logging.LoggingHandler} first.
 */
@NullMarked
package io.fswebhook.plugins.sample.logging;

import org.jspecify.annotations.NullMarked;
