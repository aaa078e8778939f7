/**
 * What is started goes in, and ends in order; open {@link io.fswebhook.core.lifecycle.Closer}
 * first.
 */
@NullMarked
package io.fswebhook.core.lifecycle;

import org.jspecify.annotations.NullMarked;
