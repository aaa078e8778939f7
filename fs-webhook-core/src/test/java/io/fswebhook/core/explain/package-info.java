/**
 * Requests that go wrong in one way each go in, the findings are compared; open {@code
 * ExplainSignatureTest} first.
 */
@NullMarked
package io.fswebhook.core.explain;

import org.jspecify.annotations.NullMarked;
