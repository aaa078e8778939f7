package io.fswebhook.core.plugin;

import java.time.Duration;

/**
 * Time-outs of calls to a plugin other than {@code handle}.
 *
 * @param start for each of the constructor, {@code name}, {@code eventNames} and {@code start}
 * @param stop for {@code stop}
 */
record CallBounds(Duration start, Duration stop) {

  static final CallBounds DEFAULT = new CallBounds(Duration.ofSeconds(30), Duration.ofSeconds(10));
}
