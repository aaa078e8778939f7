package io.fswebhook.war.api;

import io.fswebhook.core.dispatch.HandlerStatus;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A handler in the API. Public for JSON-B.
 *
 * @param pending its pending tasks in the whole inbox
 * @param perMinute successful attempts per minute, over the same recent minutes as the durations
 * @param since null if not running, as is the breaker
 * @param plugin its jar or folder; null while that is being removed, or if it is gone
 */
public record HandlerView(
    String name,
    String state,
    @Nullable String since,
    int running,
    int queued,
    long pending,
    int stuckThreads,
    @Nullable BreakerView breaker,
    CountsView counts,
    double perMinute,
    @Nullable Double medianMillis,
    @Nullable Double p99Millis,
    @Nullable ErrorView lastError,
    @Nullable String plugin) {

  /** The state of its circuit breaker. */
  public record BreakerView(String state, String since) {}

  /** Outcomes of its attempts since it was started. */
  public record CountsView(long succeeded, long retrying, long dead) {}

  /** The latest error. */
  public record ErrorView(String deliveryId, String text, String at) {}

  /** The whole list. */
  public record All(List<HandlerView> items) {}

  static HandlerView of(HandlerStatus status, long pending, @Nullable String plugin) {
    HandlerStatus.LastError error = status.lastError();
    return new HandlerView(
        status.name(),
        status.state().code(),
        Times.text(status.since()),
        status.runningAttempts(),
        status.queued(),
        pending,
        status.stuckThreads(),
        new BreakerView(status.breaker().state().code(), Times.text(status.breaker().since())),
        new CountsView(
            status.counts().succeeded(), status.counts().retrying(), status.counts().dead()),
        tenths(status.recent().perMinute()),
        millis(status.recent().median()),
        millis(status.recent().p99()),
        error == null
            ? null
            : new ErrorView(error.deliveryId(), error.text(), Times.text(error.at())),
        plugin);
  }

  /** A subscribed handler that is missing or could not be started. */
  static HandlerView notRunning(String name, long pending) {
    return new HandlerView(
        name,
        "not-running",
        null,
        0,
        0,
        pending,
        0,
        null,
        new CountsView(0, 0, 0),
        0,
        null,
        null,
        null,
        null);
  }

  private static @Nullable Double millis(@Nullable Duration duration) {
    return duration == null ? null : tenths(duration.toNanos() / 1e6);
  }

  private static double tenths(double value) {
    return Math.round(value * 10) / 10.0;
  }
}
