/**
 * What nodes say of themselves goes in, what each knows of the others comes out; open {@link
 * io.fswebhook.core.node.SeenNode} first.
 */
@NullMarked
package io.fswebhook.core.node;

import org.jspecify.annotations.NullMarked;
