package io.fswebhook.core.dispatch;

import io.fswebhook.core.inbox.Claim;
import io.fswebhook.core.inbox.HandlerControl;
import io.fswebhook.core.inbox.HandlerTask;
import io.fswebhook.core.inbox.Permits;
import io.fswebhook.core.plugin.ActiveHandler;
import io.fswebhook.core.plugin.AttemptSettings;
import io.fswebhook.core.rule.HandlerRule;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * The tasks of one handler. Prefetches them from memory and from the inbox, as many as {@link
 * Admission} allows, and feeds its {@link Attempts}. No handler queue waits for another.
 *
 * <p>It is the lock of its parts. While holding it, call nothing that may block: the inbox thread
 * offers tasks to it.
 */
final class HandlerQueue {

  private final String name;
  private final AttemptSettings settings;
  private final HandlerRule rule;
  private final QueueContext context;
  private final QueueLog log;
  private final PrefetchBuffer prefetch = new PrefetchBuffer();
  private final RateGate gate;
  private final Attempts attempts;
  private final Admission admission;
  private HandlerState logged = HandlerState.STARTING; // the scheduler's
  private volatile @Nullable Instant startAgainAt;

  HandlerQueue(ActiveHandler handler, QueueContext context) {
    this.name = handler.name();
    this.settings = handler.settings().attempts();
    this.rule = handler.settings().rule();
    this.context = context;
    this.log = new QueueLog(name, settings);
    this.gate = new RateGate(settings.rate());
    this.attempts = new Attempts(handler, context, log, this);
    this.admission = attempts.admission();
  }

  /** Begins nothing until {@link #control} has said whether the handler is paused. */
  void start() {
    startAgainAt = null;
    var unused =
        context
            .inbox()
            .bringForward(name, settings.retry().longest())
            .whenComplete(
                (done, failure) ->
                    startAgainAt = failure == null ? null : now().plus(PrefetchBuffer.RECONCILE));
  }

  /** Returns false to leave the task in the inbox. */
  boolean offer(HandlerTask task) {
    synchronized (this) {
      if (!prefetch.offer(task, admission.room())) {
        return false;
      }
      startWorkers();
    }
    askForPermits();
    return true;
  }

  synchronized int room() {
    return prefetch.room(admission.room());
  }

  /** The inbox has a new task that was not offered. */
  void left() {
    synchronized (this) {
      prefetch.left();
    }
    refill();
  }

  void control(HandlerControl wanted) {
    synchronized (this) {
      admission.control(wanted);
    }
    settle();
  }

  /** Called periodically by the scheduler. */
  void tick() {
    Instant again = startAgainAt;
    if (again != null && !now().isBefore(again)) {
      start();
    }
    attempts.checkTimes();
    synchronized (this) {
      attempts.halfOpenIfDue();
      prefetch.wakeIfDue(now());
    }
    settle();
    logState();
  }

  private void logState() {
    HandlerState state;
    synchronized (this) {
      state = admission.note();
    }
    if (state != logged) {
      log.stateChanged(logged, state);
      logged = state;
    }
  }

  /** Call after anything that may change how many tasks the handler queue can hold or begin. */
  void settle() {
    List<HandlerTask> excess;
    synchronized (this) {
      excess = prefetch.takeExcess(admission.room());
      startWorkers();
      var unused = admission.note();
    }
    giveBack(excess);
    refill();
  }

  private void giveBack(List<HandlerTask> tasks) {
    if (tasks.isEmpty()) {
      return;
    }
    context.inbox().release(tasks);
    HandlerQueue successor = context.queueOf().apply(name);
    if (successor != null && successor != this) {
      successor.lookAgain();
    }
  }

  /** A task may be due in the inbox without a notification. */
  void lookAgain() {
    synchronized (this) {
      prefetch.lookAgain();
    }
    refill();
  }

  /** Claims from the inbox when a task may be due there and there is room. */
  void refill() {
    askForPermits();
    int limit;
    synchronized (this) {
      limit = prefetch.beginClaim(admission.room(), now());
    }
    if (limit == 0) {
      return;
    }
    Thread caller = Thread.currentThread();
    try {
      // On this thread when the claim is done already: then later offers may have come first.
      var unused =
          claim(limit)
              .whenComplete((claim, failure) -> claimed(claim, Thread.currentThread() != caller));
    } catch (RuntimeException
        | Error e) { // such as out of memory; otherwise no claim would ever begin again
      claimed(null, false);
      throw e;
    }
  }

  private CompletionStage<Claim> claim(int limit) {
    return rule.orderBy() == null
        ? context.inbox().claim(name, limit)
        : context.inbox().claimInOrder(name, limit, rule.orderStrict());
  }

  private void claimed(@Nullable Claim claim, boolean inOrder) {
    synchronized (this) {
      prefetch.claimed(claim, inOrder, now());
    }
    if (claim != null) {
      settle();
    }
  }

  /** Guarded by this. */
  void startWorkers() {
    if (admission.room() > 0) {
      attempts.begin(gate.allowed(prefetch.size()));
    }
  }

  /**
   * The next task to begin; null when there is none. Skips tasks that another node may hold by now.
   * Guarded by this.
   */
  @Nullable HandlerTask take() {
    if (admission.room() == 0 || gate.allowed(1) == 0) {
      return null;
    }
    HandlerTask task = prefetch.poll();
    while (task != null && !context.inbox().holds(task)) {
      prefetch.lookAgain();
      task = prefetch.poll();
    }
    if (task != null) {
      gate.begun();
    }
    return task;
  }

  /** Asks the inbox for permission to begin what is here, where the handler has a rate. */
  private void askForPermits() {
    int wanted;
    synchronized (this) {
      wanted = admission.room() == 0 ? 0 : gate.ask(prefetch.size(), now());
    }
    if (wanted > 0) {
      var unused =
          context
              .inbox()
              .permits(name, Objects.requireNonNull(gate.rate()).interval(), wanted)
              .whenComplete((permits, failure) -> permitted(permits));
    }
  }

  private void permitted(@Nullable Permits permits) {
    Duration wait;
    synchronized (this) {
      wait = gate.answered(permits, now());
      startWorkers();
    }
    context.later().accept(wait, this::askForPermits);
  }

  /** Checks the inbox after this time at the latest. */
  synchronized void wakeIn(Duration wait) {
    prefetch.wakeBy(now().plus(wait));
  }

  private Instant now() {
    return context.clocks().steady().instant();
  }

  /**
   * Begins no more attempts and releases queued tasks.
   *
   * @return completes when no attempt is running; each ends within its time-out
   */
  CompletableFuture<Void> retire() {
    synchronized (this) {
      admission.retire();
    }
    settle();
    attempts.endIfDrained();
    return attempts.drained();
  }

  /** Guarded by this. */
  boolean isRetired() {
    return admission.isRetired();
  }

  /** Interrupts running attempts; their tasks are handled again after the next start. */
  void abandon() {
    giveBack(attempts.abandon());
    attempts.shutdown();
  }

  String name() {
    return name;
  }

  Duration timeout() {
    return settings.timeout();
  }

  synchronized HandlerStatus status() {
    return attempts.status(admission, prefetch.size(), gate.rate());
  }
}
