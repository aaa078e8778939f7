package io.fswebhook.core.dispatch;

import io.fswebhook.core.inbox.HandlerControl;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Whether a lane begins attempts, and if not, why. Guarded by its lane.
 *
 * <p>Whoever closes it calls {@link Lane#settle} afterwards, which gives back what is queued; else
 * that is stuck until a restart.
 */
final class Gate {

  private final Crew crew;
  private final Breaker breaker;
  private final Clock wall;
  private @Nullable HandlerControl control;
  private boolean retired;
  private HandlerState noted = HandlerState.STARTING;
  private Instant since;

  Gate(Crew crew, Breaker breaker, Clock wall) {
    this.crew = crew;
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
    if (crew.lostTooMany()) {
      return HandlerState.SUSPENDED;
    }
    if (breaker.isOpen()) {
      return HandlerState.BREAKER_OPEN;
    }
    return breaker.isHalfOpen() ? HandlerState.BREAKER_HALF_OPEN : HandlerState.RUNNING;
  }

  /**
   * How many handlings the lane may hold. None while it begins nothing: others could, on another
   * node or in a lane that takes its place.
   */
  int room() {
    return switch (state()) {
      case RUNNING -> Intake.MOST_QUEUED;
      case BREAKER_HALF_OPEN -> breaker.isProbing() ? 0 : 1;
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
      crew.writeOffLost();
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
