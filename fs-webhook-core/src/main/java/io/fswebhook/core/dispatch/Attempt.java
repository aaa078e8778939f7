package io.fswebhook.core.dispatch;

import io.fswebhook.core.inbox.HandlerTask;
import io.fswebhook.core.inbox.TargetResponse;
import io.fswebhook.core.trace.LogContext;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * One call of a handler. The first of return, time-out and shutdown ends it; later ones have no
 * effect. A handler that ignores the interrupt keeps its thread, and the handler queue continues
 * without it.
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
  private AttemptSpan span = AttemptSpan.NONE;
  private volatile @Nullable TargetResponse response;

  Attempt(Attempts attempts, HandlerTask task, Breaker.Permit permit) {
    this.attempts = attempts;
    this.task = task;
    this.permit = permit;
  }

  /**
   * Returns false when the handler queue has given up this thread, which must not take further
   * tasks.
   */
  @SuppressWarnings("try")
  boolean run() {
    if (!begin()) {
      return false;
    }
    try (LogContext logged = LogContext.of(task.delivery().id(), span.context())) {
      return returned(call());
    }
  }

  private boolean returned(@Nullable Throwable error) {
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
    span = attempts.span(task);
    if (state.compareAndSet(State.NEW, State.RUNNING)) {
      return true;
    }
    span.abandon();
    return false;
  }

  @SuppressWarnings("try")
  private @Nullable Throwable call() {
    Thread worker = Thread.currentThread();
    String name = worker.getName();
    try (AttemptSpan.Scope current = span.makeCurrent()) {
      attempts.callHandler(task, span, reported -> response = reported);
      return null;
    } catch (Throwable e) { // the one place that catches everything a plugin throws
      return e;
    } finally {
      worker.setName(name);
    }
  }

  /** The next attempt on this thread must not see an interrupt meant for this one. */
  private void clearInterrupt() {
    synchronized (interrupting) {
      back = true;
      boolean ignored = Thread.interrupted();
    }
  }

  /** Called periodically by the scheduler. */
  void checkTime(Duration timeout) {
    if (state.get() == State.RUNNING
        && elapsed().compareTo(timeout) >= 0
        && state.compareAndSet(State.RUNNING, State.TIMED_OUT)) {
      attempts.timedOut(
          this, new TimeoutException("the handler had not returned after " + timeout));
    }
  }

  /** At shutdown: returns true if it had not ended, so that its task has to be handled again. */
  boolean abandon() {
    if (state.compareAndSet(State.RUNNING, State.ABANDONED)) {
      span.abandon();
      return true;
    }
    return state.compareAndSet(State.NEW, State.ABANDONED);
  }

  /**
   * May block: interrupting a handler that waits on an interruptible channel closes that channel.
   */
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

  /** What the handler has reported so far. */
  @Nullable TargetResponse response() {
    return response;
  }

  AttemptSpan span() {
    return span;
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
