/**
 * Parsed requests go in, and are stored with a task for each handler; open {@link
 * io.fswebhook.core.inbox.Inbox} first.
 */
@NullMarked
package io.fswebhook.core.inbox;

import org.jspecify.annotations.NullMarked;
