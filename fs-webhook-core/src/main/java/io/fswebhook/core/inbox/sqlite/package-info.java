/**
 * The inbox in one SQLite file that belongs to this process alone; open {@link
 * io.fswebhook.core.inbox.sqlite.SqliteInbox} first.
 */
@NullMarked
package io.fswebhook.core.inbox.sqlite;

import org.jspecify.annotations.NullMarked;
