/**
 * Requests that were turned away go in, and a bounded trace of them is kept; open {@link
 * io.fswebhook.core.reject.RejectionRecorder} first.
 */
@NullMarked
package io.fswebhook.core.reject;

import org.jspecify.annotations.NullMarked;
