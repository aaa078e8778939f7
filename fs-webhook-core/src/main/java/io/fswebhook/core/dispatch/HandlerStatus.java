package io.fswebhook.core.dispatch;

import io.fswebhook.core.plugin.Rate;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The status of a handler on this node since its start.
 *
 * @param name its name
 * @param state what keeps it from being called, if anything
 * @param since when this state began
 * @param runningAttempts how many attempts run now
 * @param queued how many tasks are prefetched for it; more may be pending in the inbox
 * @param stuckThreads how many threads still run after their time-out
 * @param breaker the state of its circuit, also while something else keeps it from being called
 * @param counts how its attempts ended
 * @param recent its throughput and durations in the last five to six minutes
 * @param lastError the last attempt that failed; null when none did
 * @param rate how many attempts may begin, on all nodes together; null for no limit
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
    @Nullable LastError lastError,
    @Nullable Rate rate) {

  /** Whether a handler is not called because it kept failing. The code is part of the API. */
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

  /** The state of its circuit breaker, and since when. */
  public record BreakerStatus(BreakerState state, Instant since) {}

  /** The number of attempts by outcome. */
  public record Counts(long succeeded, long retrying, long dead) {}

  /**
   * Recent throughput and durations.
   *
   * @param perMinute how many attempts a minute succeeded
   * @param median half of the attempts took no longer; null when none ended
   * @param p99 99 of 100 attempts took no longer; null when none ended
   */
  public record Recent(double perMinute, @Nullable Duration median, @Nullable Duration p99) {}

  /**
   * The most recent failure.
   *
   * @param deliveryId the delivery that it failed at
   * @param text class and message of the exception and of its causes, bounded
   * @param at when
   */
  public record LastError(String deliveryId, String text, Instant at) {}
}
