/**
 * Work for a database goes in and is written, all that waits at a moment in one transaction; open
 * {@link io.fswebhook.core.inbox.commit.GroupCommit} first. Its SQL is understood by every database
 * that an inbox can be kept in.
 */
@NullMarked
package io.fswebhook.core.inbox.commit;

import org.jspecify.annotations.NullMarked;
