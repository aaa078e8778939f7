/**
 * Who must act when something fails: the sender, nobody now but somebody later, or the operator;
 * open {@link io.fswebhook.core.failure.RefusedException} first.
 */
@NullMarked
package io.fswebhook.core.failure;

import org.jspecify.annotations.NullMarked;
