/**
 * Samples and hostile bodies go in, events and places are compared; open {@code SamplesTest} first.
 */
@NullMarked
package io.fswebhook.core.parse;

import org.jspecify.annotations.NullMarked;
