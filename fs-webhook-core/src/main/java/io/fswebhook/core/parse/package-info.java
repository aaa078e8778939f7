/**
 * A verified request goes in, its event comes out or the place where it is malformed; open {@link
 * io.fswebhook.core.parse.EventParser} first.
 */
@NullMarked
package io.fswebhook.core.parse;

import org.jspecify.annotations.NullMarked;
