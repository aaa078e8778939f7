package io.fswebhook.core.dispatch;

import io.fswebhook.core.inbox.HandlerControl;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Whether a handler queue begins attempts, and if not, why. Guarded by its handler queue.
 *
 * <p>Whoever closes it calls {@link HandlerQueue#settle} afterwards, which gives back what is
 * queued; else that is stuck until a restart.
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

  /** What keeps the handler from being called; what lasts longest comes first. */
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
   * How many tasks the handler queue may hold. None while it begins nothing: others could, on
   * another node or in a handler queue that takes its place.
   */
  int room() {
    return switch (state()) {
      case RUNNING -> PrefetchBuffer.MOST_QUEUED;
      case CIRCUIT_HALF_OPEN -> breaker.isProbing() ? 0 : 1;
      default -> 0;
    };
  }

  /** Takes what an operator wants, unless it is older than what is known. */
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

  /** To be called after each change, for the time of it. */
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
