/**
 * The inbox in an SQLite file that only this process uses; open {@link
 * io.fswebhook.core.inbox.sqlite.SqliteInbox} first.
 */
@NullMarked
package io.fswebhook.core.inbox.sqlite;

import org.jspecify.annotations.NullMarked;
