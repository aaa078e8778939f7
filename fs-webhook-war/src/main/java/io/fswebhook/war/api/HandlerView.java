package io.fswebhook.war.api;

import io.fswebhook.core.dispatch.HandlerStatus;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A handler as callers see it. Public for JSON-B.
 *
 * @param pending what it has still to do, in the whole inbox
 * @param perMinute how many attempts succeeded, over the last minutes as the times are
 * @param since null for one that does not run, as is the breaker
 * @param plugin the jar or folder it is from; null when that is going at this moment, or is gone
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

  /** Whether it is left alone. */
  public record BreakerView(String state, String since) {}

  /** How its attempts ended since it was started. */
  public record CountsView(long succeeded, long retrying, long dead) {}

  /** What went wrong last. */
  public record ErrorView(String deliveryId, String text, String at) {}

  /** All of them. */
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

  /** One that is subscribed, and is not there or could not be started. */
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
