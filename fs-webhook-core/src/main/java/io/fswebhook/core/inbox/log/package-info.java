/**
 * The receipt log: what was received goes in, is appended to a file and synced, and is answered;
 * the inbox follows. Open {@link io.fswebhook.core.inbox.log.ReceiptLog} first.
 */
@NullMarked
package io.fswebhook.core.inbox.log;

import org.jspecify.annotations.NullMarked;
