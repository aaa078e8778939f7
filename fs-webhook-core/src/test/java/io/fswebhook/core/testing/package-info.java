/**
 * What tests of several packages need: requests that are really signed, verified and parsed, and
 * what is logged.
 */
@NullMarked
package io.fswebhook.core.testing;

import org.jspecify.annotations.NullMarked;
