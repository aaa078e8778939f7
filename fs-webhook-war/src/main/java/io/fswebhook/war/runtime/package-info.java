/**
 * Settings go in, a running receiver with its REST application comes out; open {@link
 * io.fswebhook.war.runtime.RunningReceiver} first.
 */
@NullMarked
package io.fswebhook.war.runtime;

import org.jspecify.annotations.NullMarked;
