package io.fswebhook.core.dispatch;

import io.fswebhook.core.inbox.HandlerControl;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Whether a handler queue may begin attempts, and if not, why. Guarded by its handler queue.
 *
 * <p>Call {@link HandlerQueue#settle} after closing it: that releases the queued tasks, which would
 * otherwise be stuck until a restart.
 */
final class Admission {

  private final WorkerPool workers;
  private final Breaker breaker;
  private final Clock wall;
  private @Nullable HandlerControl control;
  private boolean retired;
  private HandlerState noted = HandlerState.STARTING;
  private Instant since;

  Admission(WorkerPool workers, Breaker breaker, Clock wall) {
    this.workers = workers;
    this.breaker = breaker;
    this.wall = wall;
    this.since = wall.instant();
  }

  /** What keeps the handler from being called; the longest-lasting reason wins. */
  HandlerState state() {
    if (retired) {
      return HandlerState.STOPPING;
    }
    if (control == null) {
      return HandlerState.STARTING;
    }
    if (control.paused()) {
      return HandlerState.PAUSED;
    }
    if (workers.stuckTooMany()) {
      return HandlerState.SUSPENDED;
    }
    if (breaker.isOpen()) {
      return HandlerState.CIRCUIT_OPEN;
    }
    return breaker.isHalfOpen() ? HandlerState.CIRCUIT_HALF_OPEN : HandlerState.RUNNING;
  }

  /**
   * How many tasks the handler queue may hold. None while it cannot begin any: another node, or the
   * handler queue that replaces this one, may be able to.
   */
  int room() {
    return switch (state()) {
      case RUNNING -> PrefetchBuffer.MOST_QUEUED;
      case CIRCUIT_HALF_OPEN -> breaker.isProbing() ? 0 : 1;
      default -> 0;
    };
  }

  /** Applies an operator's decision, unless a newer one is known. */
  void control(HandlerControl wanted) {
    HandlerControl before = control;
    if (before != null && wanted.version() <= before.version()) {
      return;
    }
    control = wanted;
    if (before != null && !wanted.paused()) {
      workers.writeOffStuck();
      breaker.halfOpenNow();
    }
  }

  /** Records when the state changed; call it after every change. */
  HandlerState note() {
    HandlerState now = state();
    if (now != noted) {
      noted = now;
      since = wall.instant();
    }
    return now;
  }

  Instant since() {
    return since;
  }

  void retire() {
    retired = true;
  }

  boolean isRetired() {
    return retired;
  }
}
