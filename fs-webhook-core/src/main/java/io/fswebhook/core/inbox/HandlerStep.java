package io.fswebhook.core.inbox;

import java.time.Duration;
import java.time.Instant;

/**
 * The attempts of one handler in a while.
 *
 * @param from when it began
 * @param succeeded attempts that succeeded
 * @param failed attempts that failed, also those that are the last
 * @param dead attempts that were the last and failed
 * @param total how long all of them took together
 * @param longest how long the longest took
 */
public record HandlerStep(
    String handler,
    Instant from,
    long succeeded,
    long failed,
    long dead,
    Duration total,
    Duration longest) {

  /** One without attempts. */
  public static HandlerStep idle(String handler, Instant from) {
    return new HandlerStep(handler, from, 0, 0, 0, Duration.ZERO, Duration.ZERO);
  }
}
