/**
 * A rejected request goes in, what would make it valid comes out; open {@link
 * io.fswebhook.core.explain.Explainer} first. Nothing here accepts anything.
 */
@NullMarked
package io.fswebhook.core.explain;

import org.jspecify.annotations.NullMarked;
