package io.fswebhook.core.dispatch;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How a handler is doing, on this node and since it was started.
 *
 * @param name its name
 * @param state what keeps it from being called, if anything
 * @param since when this state began
 * @param runningAttempts how many attempts run now
 * @param queued how many tasks are in memory for it; more may wait in the inbox
 * @param stuckThreads how many threads it keeps past their time-out
 * @param breaker whether it is left alone, also while something else keeps it
 * @param counts how its attempts ended
 * @param recent how it did in the last five to six minutes
 * @param lastError the last attempt that failed; null when none did
 */
public record HandlerStatus(
    String name,
    HandlerState state,
    Instant since,
    int runningAttempts,
    int queued,
    int stuckThreads,
    BreakerStatus breaker,
    Counts counts,
    Recent recent,
    @Nullable LastError lastError) {

  /**
   * Whether a handler is left alone because it failed again and again. The code is seen outside.
   */
  public enum BreakerState {
    CLOSED,
    OPEN,
    HALF_OPEN,
    DISABLED;

    private final String code = name().toLowerCase(Locale.ROOT).replace('_', '-');

    public String code() {
      return code;
    }
  }

  /** The state of its breaker, and since when. */
  public record BreakerStatus(BreakerState state, Instant since) {}

  /** How many attempts ended how. */
  public record Counts(long succeeded, long retrying, long dead) {}

  /**
   * How it does now.
   *
   * @param perMinute how many attempts a minute succeeded
   * @param median half of the attempts took no longer; null when none ended
   * @param p99 99 of 100 attempts took no longer; null when none ended
   */
  public record Recent(double perMinute, @Nullable Duration median, @Nullable Duration p99) {}

  /**
   * What went wrong last.
   *
   * @param deliveryId at which delivery
   * @param text class and message of the exception and of its causes, bounded
   * @param at when
   */
  public record LastError(String deliveryId, String text, Instant at) {}
}
