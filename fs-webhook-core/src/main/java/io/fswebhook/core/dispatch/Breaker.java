package io.fswebhook.core.dispatch;

import io.fswebhook.core.dispatch.HandlerStatus.BreakerState;
import io.fswebhook.core.plugin.BreakerSettings;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Leaves a handler alone that fails again and again, and lets a single attempt through when the
 * wait is over. Guarded by its handler queue.
 *
 * <p>Counting and changing of states is the library's. When the wait is over is decided here, since
 * its clock is the machine's, and so is what became of an attempt that began before the last
 * change: it says nothing of how the handler is doing now.
 */
final class Breaker {

  /** Stands in for what the plugin threw, whose methods may throw too. */
  private final Exception failure = new Exception("an attempt failed");

  private final BreakerSettings settings;
  private final Clock steady;
  private final CircuitBreaker circuit;
  private Permit permit = new Permit();
  private boolean probing;
  private Instant changedAt;

  Breaker(String handler, BreakerSettings settings, Clock steady) {
    this.settings = settings;
    this.steady = steady;
    this.changedAt = steady.instant();
    this.circuit = CircuitBreaker.of(handler, config(settings));
    if (!settings.enabled()) {
      circuit.transitionToDisabledState();
    }
    circuit.getEventPublisher().onStateTransition(event -> changed());
  }

  private static CircuitBreakerConfig config(BreakerSettings settings) {
    return CircuitBreakerConfig.custom()
        .slidingWindow(settings.window(), settings.window(), SlidingWindowType.COUNT_BASED)
        .failureRateThreshold(settings.failureRate())
        .permittedNumberOfCallsInHalfOpenState(1)
        .waitDurationInOpenState(settings.openFor())
        .build();
  }

  /** Belongs to the attempts that begin between two changes of the state. */
  static final class Permit {
    private Permit() {}
  }

  private void changed() {
    permit = new Permit();
    probing = false;
    changedAt = steady.instant();
  }

  BreakerState state() {
    return switch (circuit.getState()) {
      case OPEN, FORCED_OPEN -> BreakerState.OPEN;
      case HALF_OPEN -> BreakerState.HALF_OPEN;
      case CLOSED -> BreakerState.CLOSED;
      case DISABLED, METRICS_ONLY -> BreakerState.DISABLED;
    };
  }

  Instant changedAt() {
    return changedAt;
  }

  boolean isOpen() {
    return state() == BreakerState.OPEN;
  }

  boolean isHalfOpen() {
    return state() == BreakerState.HALF_OPEN;
  }

  /** Whether the one attempt that shows how the handler is doing has begun. */
  boolean isProbing() {
    return probing;
  }

  /** Only when it is closed, or half open and not probing. */
  Permit begin() {
    boolean ignored = circuit.tryAcquirePermission();
    probing = isHalfOpen();
    return permit;
  }

  /**
   * Counts an attempt that ended, unless the state has changed since it began. One that gave up on
   * its delivery says nothing about the handler.
   *
   * @param error what the handler threw; null when it returned
   */
  void ended(Permit of, @Nullable Throwable error) {
    if (of != permit) {
      return;
    }
    if (error == null) {
      circuit.onSuccess(0, TimeUnit.NANOSECONDS);
    } else if (AttemptEnd.isTheDeliverys(error)) {
      probing = false;
      circuit.releasePermission();
    } else {
      circuit.onError(0, TimeUnit.NANOSECONDS, failure);
    }
  }

  /** Called now and then. */
  void halfOpenIfDue() {
    if (isOpen() && !steady.instant().isBefore(changedAt.plus(settings.openFor()))) {
      circuit.transitionToHalfOpenState();
    }
  }

  /** Without waiting any longer. */
  void halfOpenNow() {
    if (isOpen()) {
      circuit.transitionToHalfOpenState();
    }
  }
}
