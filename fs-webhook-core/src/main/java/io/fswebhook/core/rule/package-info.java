/**
 * The settings of a handler and an event come in, whether and as what the handler gets it comes
 * out; open {@link io.fswebhook.core.rule.HandlerRule} first.
 */
@NullMarked
package io.fswebhook.core.rule;

import org.jspecify.annotations.NullMarked;
