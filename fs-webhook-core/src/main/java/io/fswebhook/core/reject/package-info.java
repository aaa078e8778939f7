/**
 * Rejected requests go in, and a bounded number of rejections is stored; open {@link
 * io.fswebhook.core.reject.RejectionRecorder} first.
 */
@NullMarked
package io.fswebhook.core.reject;

import org.jspecify.annotations.NullMarked;
