/**
 * Deliveries go in, HTTP requests to a URL come out; open {@link
 * io.fswebhook.plugins.sample.forward.HttpForwardHandler} first.
 */
@NullMarked
package io.fswebhook.plugins.sample.forward;

import org.jspecify.annotations.NullMarked;
