package io.fswebhook.core.inbox;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What happened in a while.
 *
 * @param from when it began
 * @param received deliveries that were stored
 * @param duplicates deliveries that were there before
 * @param rejected requests with a wrong signature, or whose body was no event
 * @param handled attempts that succeeded
 * @param failed attempts that failed, also those that are the last
 * @param dead attempts that were the last and failed
 * @param pending the most tasks that waited at once; null when nobody looked
 */
public record ActivityStep(
    Instant from,
    long received,
    long duplicates,
    long rejected,
    long handled,
    long failed,
    long dead,
    @Nullable Long pending) {

  /** One in which nothing happened, and nobody looked what waits. */
  public static ActivityStep idle(Instant from) {
    return new ActivityStep(from, 0, 0, 0, 0, 0, 0, null);
  }
}
