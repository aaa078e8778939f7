package io.fswebhook.core.dispatch;

import io.fswebhook.core.inbox.HandlerTask;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * One call of a handler. Whichever comes first ends it, its return, its time-out or the stop; what
 * comes later finds it ended. A handler that ignores the interrupt keeps its thread, and the
 * handler queue goes on without it.
 */
final class Attempt {

  private enum State {
    NEW,
    RUNNING,
    RETURNED,
    TIMED_OUT,
    ABANDONED
  }

  private final Attempts attempts;
  private final HandlerTask task;
  private final Breaker.Permit permit;
  private final AtomicReference<State> state = new AtomicReference<>(State.NEW);
  private final Object interrupting = new Object();
  private boolean back; // guarded by interrupting
  // Written before the state becomes RUNNING, read after.
  private @Nullable Thread thread;
  private Instant startedAt = Instant.EPOCH;
  private long startNanos;

  Attempt(Attempts attempts, HandlerTask task, Breaker.Permit permit) {
    this.attempts = attempts;
    this.task = task;
    this.permit = permit;
  }

  /**
   * False when the handler queue went on without this thread, which must not take anything more.
   */
  boolean run() {
    if (!begin()) {
      return false;
    }
    Throwable error = call();
    clearInterrupt();
    if (state.compareAndSet(State.RUNNING, State.RETURNED)) {
      attempts.ended(this, error);
      return true;
    }
    if (state.get() == State.TIMED_OUT) {
      attempts.foundThread(this);
    }
    return false;
  }

  private boolean begin() {
    thread = Thread.currentThread();
    startedAt = attempts.wallTime();
    startNanos = System.nanoTime();
    return state.compareAndSet(State.NEW, State.RUNNING);
  }

  private @Nullable Throwable call() {
    Thread current = Thread.currentThread();
    String name = current.getName();
    try {
      attempts.callHandler(task);
      return null;
    } catch (Throwable e) { // the one place that takes whatever a plugin throws
      return e;
    } finally {
      current.setName(name);
    }
  }

  /** The next attempt on this thread must not find what was meant for this one. */
  private void clearInterrupt() {
    synchronized (interrupting) {
      back = true;
      boolean ignored = Thread.interrupted();
    }
  }

  /** Called by the scheduler now and then. */
  void checkTime(Duration timeout) {
    if (state.get() == State.RUNNING
        && elapsed().compareTo(timeout) >= 0
        && state.compareAndSet(State.RUNNING, State.TIMED_OUT)) {
      attempts.timedOut(
          this, new TimeoutException("the handler had not returned after " + timeout));
    }
  }

  /** At the stop: true when it had not ended, so that its task is to be done again. */
  boolean abandon() {
    return state.compareAndSet(State.RUNNING, State.ABANDONED)
        || state.compareAndSet(State.NEW, State.ABANDONED);
  }

  /** May hang: a handler that waits in a channel of its own has that channel closed here. */
  void interrupt() {
    synchronized (interrupting) {
      if (!back && thread != null) {
        thread.interrupt();
      }
    }
  }

  HandlerTask task() {
    return task;
  }

  Breaker.Permit permit() {
    return permit;
  }

  Instant startedAt() {
    return startedAt;
  }

  Duration elapsed() {
    return Duration.ofNanos(System.nanoTime() - startNanos);
  }
}
