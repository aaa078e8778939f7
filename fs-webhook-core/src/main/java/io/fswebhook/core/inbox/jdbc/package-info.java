/**
 * Values go into a statement, rows come out of it; {@link io.fswebhook.core.inbox.jdbc.Jdbc} is all
 * there is.
 */
@NullMarked
package io.fswebhook.core.inbox.jdbc;

import org.jspecify.annotations.NullMarked;
