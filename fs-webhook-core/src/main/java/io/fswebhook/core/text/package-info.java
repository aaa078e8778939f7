/**
 * Texts from anywhere go in, texts that may be shown in a log or on a terminal come out; uses the
 * JDK alone, since the launcher has these classes too. Open {@link
 * io.fswebhook.core.text.Printable} first.
 */
@NullMarked
package io.fswebhook.core.text;

import org.jspecify.annotations.NullMarked;
