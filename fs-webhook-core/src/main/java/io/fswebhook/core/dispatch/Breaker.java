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
 * Circuit breaker of a handler: stops calling it when it keeps failing, and lets a single attempt
 * through after the wait. Guarded by its handler queue.
 *
 * <p>Resilience4j counts and changes states. This class decides when the wait is over, because the
 * library uses the machine's clock, and ignores attempts that began before the last state change:
 * they say nothing about the handler now.
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

  /** Shared by the attempts that begin between two state changes. */
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

  /** Whether the probing attempt of the half-open state has begun. */
  boolean isProbing() {
    return probing;
  }

  /** Call only when closed, or half open and not probing. */
  Permit begin() {
    boolean ignored = circuit.tryAcquirePermission();
    probing = isHalfOpen();
    return permit;
  }

  /**
   * Counts an attempt that ended, unless the state has changed since it began. One that gave up on
   * its delivery says nothing about the handler, and neither does one that failed by its rules.
   *
   * @param error why it failed; null when the handler returned
   */
  void ended(Permit of, @Nullable Throwable error) {
    if (of != permit) {
      return;
    }
    if (error == null) {
      circuit.onSuccess(0, TimeUnit.NANOSECONDS);
    } else if (AttemptEnd.isTheDeliverys(error) || AttemptEnd.isTheRules(error)) {
      probing = false;
      circuit.releasePermission();
    } else {
      circuit.onError(0, TimeUnit.NANOSECONDS, failure);
    }
  }

  /** Called periodically. */
  void halfOpenIfDue() {
    if (isOpen() && !steady.instant().isBefore(changedAt.plus(settings.openFor()))) {
      circuit.transitionToHalfOpenState();
    }
  }

  /** Skips the rest of the wait. */
  void halfOpenNow() {
    if (isOpen()) {
      circuit.transitionToHalfOpenState();
    }
  }
}
