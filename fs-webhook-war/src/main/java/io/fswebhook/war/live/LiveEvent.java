package io.fswebhook.war.live;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened just now.
 *
 * @param name what kind of thing
 * @param data what is told of it, as JSON-B makes it
 */
record LiveEvent(String name, Object data) {

  /** A delivery is on disk. Public for JSON-B, as are those that follow. */
  public record Delivery(
      String id, String event, @Nullable String organisation, Instant receivedAt, boolean test) {}

  /** A handler made an attempt. */
  public record Attempt(String id, String handler, String outcome, long durationMillis) {}

  /** A request was turned away. */
  public record Rejection(String reason, Instant at) {}

  /** The state of a handler was changed. */
  public record Handler(String name) {}

  /** More happened than can be told: what was asked for before is to be asked for again. */
  public record Missed(long count) {}
}
