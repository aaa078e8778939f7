/**
 * What operators want, and what has to be tidied up, goes in and is done to what is stored, in
 * steps so small that receipts hardly notice; open {@link
 * io.fswebhook.core.inbox.operate.ChunkedJobs} first. Its SQL is understood by every database that
 * an inbox can be kept in.
 */
@NullMarked
package io.fswebhook.core.inbox.operate;

import org.jspecify.annotations.NullMarked;
