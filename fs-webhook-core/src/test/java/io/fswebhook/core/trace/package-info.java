/** Traces as they are stored. */
@NullMarked
package io.fswebhook.core.trace;

import org.jspecify.annotations.NullMarked;
