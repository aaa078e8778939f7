/**
 * The trace that a request belongs to goes in, what continues it comes out; open {@link
 * io.fswebhook.core.trace.TraceContext} first.
 */
@NullMarked
package io.fswebhook.core.trace;

import org.jspecify.annotations.NullMarked;
