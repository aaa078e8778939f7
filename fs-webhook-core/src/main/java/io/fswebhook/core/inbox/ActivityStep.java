package io.fswebhook.core.inbox;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The activity in one period.
 *
 * @param from when it began
 * @param received deliveries stored
 * @param duplicates deliveries that were already stored
 * @param rejected requests with an invalid signature or a malformed body
 * @param handled attempts that succeeded
 * @param failed attempts that failed, including the last ones
 * @param dead last attempts that failed
 * @param pending the most unfinished tasks at once; null if unknown
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

  /** A period without activity, in which nothing was counted. */
  public static ActivityStep idle(Instant from) {
    return new ActivityStep(from, 0, 0, 0, 0, 0, 0, null);
  }
}
