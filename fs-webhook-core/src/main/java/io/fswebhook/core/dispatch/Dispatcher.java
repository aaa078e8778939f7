package io.fswebhook.core.dispatch;

import io.fswebhook.core.inbox.HandlerTask;
import io.fswebhook.core.inbox.Inbox;
import io.fswebhook.core.inbox.TaskSink;
import io.fswebhook.core.lifecycle.PeriodicScheduler;
import io.fswebhook.core.observe.ReceiverObserver;
import io.fswebhook.core.parse.EventParser;
import io.fswebhook.core.plugin.ActiveHandler;
import io.fswebhook.core.plugin.HandlerChanges;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Passes stored deliveries to handlers, each with its own {@link HandlerQueue}: directly from
 * memory when there is room, otherwise from the inbox, which is the source of truth. Handlers may
 * be added, removed and replaced at any time. Thread-safe.
 */
public final class Dispatcher implements TaskSink, HandlerChanges, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);
  private static final Duration TICK = Duration.ofMillis(100);
  private static final Duration READ_CONTROLS = Duration.ofSeconds(1);
  private static final Duration LONGEST_STOP = Duration.ofSeconds(30);

  private final QueueContext context;
  private final Map<String, HandlerQueue> queues = new ConcurrentSkipListMap<>();
  private final Set<HandlerQueue> retired = ConcurrentHashMap.newKeySet();
  private final Controls controls;
  private final PeriodicScheduler scheduler = new PeriodicScheduler("fs-webhook-scheduler");
  private long failuresSeen; // the scheduler's
  private boolean closed;

  public Dispatcher(Inbox inbox, ReceiverObserver observer, AttemptTracer tracer, Clocks clocks) {
    this.context =
        new QueueContext(
            inbox, new EventParser(), observer, tracer, clocks, queues::get, this::later);
    this.controls = new Controls(inbox, queues.values());
  }

  private void later(Duration wait, Runnable call) {
    try {
      scheduler.after(wait, call);
    } catch (RejectedExecutionException e) {
      LOG.debug("the dispatcher is closed", e);
    }
  }

  /** Resumes unfinished tasks. */
  public void start() {
    controls.read();
    scheduler.every(READ_CONTROLS, "reading which handlers are paused", controls::read);
    scheduler.every(TICK, "checking the handlers", this::tick);
  }

  /**
   * Adds a handler, replacing the one of the same name if there is one. The replaced one finishes
   * its running attempts; its queued tasks go to the new one. Meanwhile both may run.
   *
   * @return completes, on any thread, when the replaced one has no running attempt, which takes at
   *     most its time-out; immediately when nothing was replaced
   */
  @Override
  public synchronized CompletionStage<Void> put(ActiveHandler handler) {
    if (closed) {
      throw new IllegalStateException("the dispatcher is closed");
    }
    HandlerQueue queue = new HandlerQueue(handler, context);
    HandlerQueue replaced = queues.put(handler.name(), queue);
    queue.start();
    CompletionStage<Void> ended = retire(replaced);
    controls.tell(queue);
    return ended;
  }

  /**
   * Removes a handler. It finishes its running attempts; its other tasks stay in the inbox.
   *
   * @return completes, on any thread, when it has no running attempt, which takes at most its
   *     time-out; immediately when there is no such handler
   */
  @Override
  public synchronized CompletionStage<Void> remove(String handler) {
    return retire(queues.remove(handler));
  }

  @Override
  public void subscribe(
      Map<String, Set<String>> started, Map<String, Set<String>> waiting, Set<String> ended) {
    context.inbox().subscribe(started, waiting, ended);
  }

  private CompletionStage<Void> retire(@Nullable HandlerQueue queue) {
    if (queue == null) {
      return CompletableFuture.completedFuture(null);
    }
    retired.add(queue);
    return queue.retire().whenComplete((done, failure) -> retired.remove(queue));
  }

  /**
   * Begins no more attempts of a handler, on any node, until it is {@link #resume resumed}.
   *
   * @return completes when it is on disk and in effect here; other nodes follow within seconds
   */
  public CompletionStage<Void> pause(String handler) {
    return controls.change(handler, true);
  }

  /**
   * Resumes a handler. Stuck threads are replaced, and if its circuit is open, an attempt is made
   * immediately.
   *
   * @return as of {@link #pause}
   */
  public CompletionStage<Void> resume(String handler) {
    return controls.change(handler, false);
  }

  /** The status of each handler, sorted by name. */
  public List<HandlerStatus> statuses() {
    return queues.values().stream().map(HandlerQueue::status).toList();
  }

  /** Whether the handler is present, or still finishing attempts after its removal. */
  public boolean runs(String handler) {
    return all().stream().anyMatch(queue -> queue.name().equals(handler));
  }

  @Override
  public boolean offer(HandlerTask task) {
    HandlerQueue queue = queues.get(task.handler());
    return queue != null && queue.offer(task);
  }

  @Override
  public int room(String handler) {
    HandlerQueue queue = queues.get(handler);
    return queue == null ? 0 : queue.room();
  }

  @Override
  public void left(String handler) {
    HandlerQueue queue = queues.get(handler);
    if (queue != null) {
      queue.left();
    }
  }

  private void tick() {
    lookAgainAfterFailures();
    for (HandlerQueue queue : all()) {
      try {
        queue.tick();
      } catch (RuntimeException | Error e) {
        LOG.error("checking handler {} failed", queue.name(), e);
      }
    }
  }

  /**
   * A transaction that seemed to fail may have been committed; its tasks were offered to nobody.
   */
  private void lookAgainAfterFailures() {
    Inbox inbox = context.inbox();
    long failures = inbox.failures();
    if (failures != failuresSeen && inbox.isAvailable()) {
      failuresSeen = failures;
      queues.values().forEach(HandlerQueue::lookAgain);
    }
  }

  private List<HandlerQueue> all() {
    List<HandlerQueue> all = new ArrayList<>(queues.values());
    all.addAll(retired);
    return all;
  }

  /**
   * Begins no more attempts and waits for running ones, up to their time-out and at most 30
   * seconds. Unfinished tasks stay in the inbox.
   */
  @Override
  public void close() {
    synchronized (this) {
      closed = true;
    }
    try {
      endAll(all());
    } finally {
      scheduler.close();
    }
  }

  private static void endAll(List<HandlerQueue> all) {
    long start = System.nanoTime();
    for (HandlerQueue queue : all) {
      var unused = queue.retire();
    }
    for (HandlerQueue queue : all) {
      awaitEnd(queue, start);
      queue.abandon();
    }
  }

  private static void awaitEnd(HandlerQueue queue, long start) {
    Duration timeout = queue.timeout();
    Duration bound = timeout.compareTo(LONGEST_STOP) < 0 ? timeout : LONGEST_STOP;
    long left = bound.toNanos() - (System.nanoTime() - start);
    try {
      queue.retire().get(Math.max(0, left), TimeUnit.NANOSECONDS);
    } catch (TimeoutException | ExecutionException e) {
      LOG.debug("handler {} has not finished", queue.name(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
