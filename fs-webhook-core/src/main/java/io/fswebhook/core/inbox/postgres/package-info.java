/**
 * The inbox in a PostgreSQL database that any number of receivers share; open {@link
 * io.fswebhook.core.inbox.postgres.PostgresInbox} first.
 */
@NullMarked
package io.fswebhook.core.inbox.postgres;

import org.jspecify.annotations.NullMarked;
