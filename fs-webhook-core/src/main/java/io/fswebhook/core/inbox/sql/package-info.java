/**
 * What every inbox in a database has in common: calls go in, work for the thread that writes and
 * answers of readers come out; open {@link io.fswebhook.core.inbox.sql.SqlInbox} first.
 */
@NullMarked
package io.fswebhook.core.inbox.sql;

import org.jspecify.annotations.NullMarked;
