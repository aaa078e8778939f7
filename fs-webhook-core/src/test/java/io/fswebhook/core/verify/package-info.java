/** Genuine and hostile headers go in, verdicts are compared; open {@code VerifierTest} first. */
@NullMarked
package io.fswebhook.core.verify;

import org.jspecify.annotations.NullMarked;
