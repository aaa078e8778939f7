package io.fswebhook.core.dispatch;

import io.fswebhook.core.inbox.HandlerTask;
import io.fswebhook.core.inbox.Outcome;
import io.fswebhook.core.inbox.TargetResponse;
import io.fswebhook.core.inbox.TaskState;
import io.fswebhook.core.plugin.ActiveHandler;
import io.fswebhook.core.plugin.AttemptSettings;
import io.fswebhook.core.plugin.Rate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The running attempts of a handler queue and the threads that make them. State that is checked
 * before an attempt begins is guarded by the handler queue.
 */
final class Attempts {

  private static final Duration RETRY_AFTER_FAILURE = Duration.ofSeconds(1);

  private final String name;
  private final HandlerQueue queue;
  private final AttemptSettings settings;
  private final QueueContext context;
  private final CallHandler call;
  private final QueueLog log;
  private final QueueRecord record;
  private final AttemptEnd end;
  private final WorkerPool workers;
  private final Breaker breaker;
  private final Set<Attempt> running = ConcurrentHashMap.newKeySet();
  private final CompletableFuture<Void> drained = new CompletableFuture<>();

  Attempts(ActiveHandler handler, QueueContext context, QueueLog log, HandlerQueue queue) {
    this.name = handler.name();
    this.queue = queue;
    this.settings = handler.settings().attempts();
    this.context = context;
    this.call = new CallHandler(handler, context.parser());
    this.log = log;
    this.record = new QueueRecord(context.clocks().steady());
    this.end = new AttemptEnd(settings);
    this.workers = new WorkerPool(name, settings.concurrency(), settings.maxStuckThreads(), log);
    this.breaker = new Breaker(name, settings.breaker(), context.clocks().steady());
  }

  /** Decides whether attempts may begin. */
  Admission admission() {
    return new Admission(workers, breaker, context.clocks().wall());
  }

  /** Begins that many attempts as threads allow. Guarded by the handler queue. */
  void begin(int wanted) {
    workers.start(wanted, this::work);
  }

  private void work() {
    boolean counted = true;
    try {
      Attempt attempt = next();
      while (attempt != null) {
        if (!attempt.run()) {
          counted = false;
          return;
        }
        attempt = next();
      }
    } finally {
      if (counted) {
        workerEnded();
      }
    }
  }

  private @Nullable Attempt next() {
    Attempt attempt;
    synchronized (queue) {
      HandlerTask task = queue.take();
      if (task == null) {
        return null;
      }
      attempt = new Attempt(this, task, breaker.begin());
      running.add(attempt);
    }
    queue.refill();
    return attempt;
  }

  /** A task may have been queued since this worker found none. */
  private void workerEnded() {
    synchronized (queue) {
      workers.ended();
      queue.startWorkers();
    }
  }

  AttemptSpan span(HandlerTask task) {
    return context.tracer().begin(task);
  }

  void callHandler(HandlerTask task, AttemptSpan span, Consumer<TargetResponse> reported)
      throws Exception {
    call.with(task, span, reported);
  }

  /** Records the outcome first, so that shutdown does not close the inbox in between. */
  void ended(Attempt attempt, @Nullable Throwable error) {
    try {
      record(attempt, error);
    } finally {
      synchronized (queue) {
        breaker.ended(attempt.permit(), error);
        running.remove(attempt);
      }
    }
    if (attempt.task().order() != null) {
      tellCurrentQueue(HandlerQueue::lookAgain); // the next one of its key may begin
    }
    queue.settle();
    endIfDrained();
  }

  /** Null if the handler was not called, which says nothing about it. */
  private static @Nullable Throwable ofHandler(@Nullable Throwable error) {
    return error instanceof FilterException ? null : error;
  }

  /**
   * Records how an attempt ended, then reports it. An exception may itself throw when it is looked
   * at, and memory may run out: then the claim is released, and the task handled again.
   */
  private void record(Attempt attempt, @Nullable Throwable error) {
    HandlerTask task = attempt.task();
    try {
      Outcome outcome = end.of(attempt, error);
      attempt.span().end(outcome, ofHandler(error));
      context.inbox().record(outcome);
      if (outcome.state() == TaskState.DISCARDED) {
        context.observer().filtered(name);
        return;
      }
      if (outcome.retryIn() != null) {
        wakeIn(outcome.retryIn());
      }
      record.add(outcome);
      context
          .observer()
          .attempted(name, task.delivery().id(), outcome.state().code(), outcome.duration());
      log.ended(outcome);
    } catch (RuntimeException | Error e) {
      log.notKept(task, e);
      context.inbox().release(List.of(task));
      wakeIn(RETRY_AFTER_FAILURE);
    }
  }

  private void wakeIn(Duration wait) {
    tellCurrentQueue(current -> current.wakeIn(wait));
  }

  /** The queue that has the handler now, which may be another one. */
  private void tellCurrentQueue(Consumer<HandlerQueue> call) {
    HandlerQueue current = context.queueOf().apply(name);
    if (current != null) {
      call.accept(current);
    }
  }

  void timedOut(Attempt attempt, Throwable error) {
    synchronized (queue) {
      workers.stuck();
    }
    log.ranOutOfTime(attempt.task());
    workers.interrupt(attempt);
    ended(attempt, error);
  }

  void foundThread(Attempt attempt) {
    synchronized (queue) {
      workers.found();
    }
    log.cameBack(attempt.task());
    queue.settle();
  }

  Instant wallTime() {
    return context.clocks().wall().instant();
  }

  /** Called periodically by the scheduler. */
  void checkTimes() {
    running.forEach(attempt -> attempt.checkTime(settings.timeout()));
  }

  /** As {@link #checkTimes}. Guarded by the handler queue. */
  void halfOpenIfDue() {
    breaker.halfOpenIfDue();
  }

  /** Completes when the handler queue is retired and no attempt is running. */
  CompletableFuture<Void> drained() {
    return drained;
  }

  void endIfDrained() {
    synchronized (queue) {
      if (!queue.isRetired() || !running.isEmpty()) {
        return;
      }
    }
    workers.shutdown();
    drained.complete(null);
  }

  /** Interrupts running attempts. Returns the tasks to handle again after the next start. */
  List<HandlerTask> abandon() {
    List<HandlerTask> again =
        running.stream()
            .filter(Attempt::abandon)
            .peek(workers::interrupt)
            .map(Attempt::task)
            .toList();
    if (!again.isEmpty()) {
      log.stillRuns(again.size());
    }
    return again;
  }

  /** Starts no more threads; running ones may finish. */
  void shutdown() {
    workers.shutdown();
  }

  /** Guarded by the handler queue. */
  HandlerStatus status(Admission admission, int queued, @Nullable Rate rate) {
    return new HandlerStatus(
        name,
        admission.state(),
        admission.since(),
        running.size(),
        queued,
        workers.stuckThreads(),
        new HandlerStatus.BreakerStatus(
            breaker.state(), context.clocks().onTheWall(breaker.changedAt())),
        record.counts(),
        record.recent(),
        record.lastError(),
        rate);
  }
}
