/**
 * Questions about what is stored go in, bounded answers come out, beside the thread that writes;
 * open {@link io.fswebhook.core.inbox.read.StoredReader} first.
 */
@NullMarked
package io.fswebhook.core.inbox.read;

import org.jspecify.annotations.NullMarked;
