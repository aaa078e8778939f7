/**
 * What happens in the receiver goes in, streams of server-sent events come out; open {@link
 * io.fswebhook.war.live.LiveEvents} first.
 */
@NullMarked
package io.fswebhook.war.live;

import org.jspecify.annotations.NullMarked;
