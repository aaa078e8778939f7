/**
 * A parsed request goes in and is on disk, with what handlers have still to do; open {@link
 * io.fswebhook.core.inbox.Inbox} first.
 */
@NullMarked
package io.fswebhook.core.inbox;

import org.jspecify.annotations.NullMarked;
