/**
 * Deliveries go in, rows of a PostgreSQL table come out; open {@link
 * io.fswebhook.plugins.sample.archive.DatabaseArchiveHandler} first.
 */
@NullMarked
package io.fswebhook.plugins.sample.archive;

import org.jspecify.annotations.NullMarked;
