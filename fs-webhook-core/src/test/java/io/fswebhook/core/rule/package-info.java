/** Expressions and events go in, answers are compared; open {@code FilterTest} first. */
@NullMarked
package io.fswebhook.core.rule;

import org.jspecify.annotations.NullMarked;
