package io.fswebhook.core.dispatch;

import io.fswebhook.core.inbox.Handling;
import io.fswebhook.core.inbox.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * One call of a handler. Whichever comes first ends it, its return, its time-out or the stop; what
 * comes later finds it ended. A handler that ignores the interrupt keeps its thread, and the lane
 * goes on without it.
 */
final class Attempt implements Runnable {

  private enum State {
    NEW,
    RUNNING,
    RETURNED,
    TIMED_OUT,
    ABANDONED
  }

  private final Lane lane;
  private final Handling handling;
  private State state = State.NEW;
  private @Nullable Thread thread;
  private Instant startedAt = Instant.EPOCH;
  private long startNanos;

  Attempt(Lane lane, Handling handling) {
    this.lane = lane;
    this.handling = handling;
  }

  Handling handling() {
    return handling;
  }

  @Override
  public void run() {
    begin();
    if (!lane.started(this)) {
      return;
    }
    Throwable error = null;
    try {
      lane.call(handling);
    } catch (Throwable e) { // the one place that takes whatever a plugin throws
      error = e;
    }
    switch (returned()) {
      case RUNNING -> lane.ended(this, outcome(error));
      case TIMED_OUT -> lane.foundThread(handling);
      default -> {} // abandoned: nothing is recorded, so that it is handled again
    }
  }

  private synchronized void begin() {
    state = State.RUNNING;
    thread = Thread.currentThread();
    startedAt = lane.now();
    startNanos = System.nanoTime();
  }

  /** The state it was in. Leaves no interrupt behind for the next attempt on this thread. */
  private synchronized State returned() {
    State before = state;
    if (before == State.RUNNING) {
      state = State.RETURNED;
    }
    boolean ignored = Thread.interrupted();
    return before;
  }

  private Outcome outcome(@Nullable Throwable error) {
    return error == null
        ? lane.end().succeeded(handling, startedAt, elapsed())
        : lane.end().failed(handling, startedAt, elapsed(), error);
  }

  /** Called by the timekeeper now and then. */
  void checkTime(Duration timeout) {
    if (elapsed().compareTo(timeout) < 0 || !interruptAs(State.TIMED_OUT)) {
      return;
    }
    TimeoutException error = new TimeoutException("the handler had not returned after " + timeout);
    lane.ended(this, lane.end().failed(handling, startedAt, elapsed(), error));
  }

  /** At the stop: the handling stays as it is and is done again after the next start. */
  void abandon() {
    boolean ignored = interruptAs(State.ABANDONED);
  }

  private synchronized boolean interruptAs(State end) {
    if (state != State.RUNNING || thread == null) {
      return false;
    }
    state = end;
    if (end == State.TIMED_OUT) {
      lane.lostThread(handling); // before the thread can come back
    }
    thread.interrupt();
    return true;
  }

  private synchronized Duration elapsed() {
    return Duration.ofNanos(System.nanoTime() - startNanos);
  }
}
