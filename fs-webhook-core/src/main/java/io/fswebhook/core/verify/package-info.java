/**
 * A raw request goes in, a verified one comes out or a reason why not; open {@link
 * io.fswebhook.core.verify.Verifier} first.
 */
@NullMarked
package io.fswebhook.core.verify;

import org.jspecify.annotations.NullMarked;
