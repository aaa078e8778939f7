package io.fswebhook.core.dispatch;

import io.fswebhook.core.inbox.Handling;
import io.fswebhook.core.plugin.ActiveHandler;
import io.fswebhook.core.plugin.AttemptSettings;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The attempts of a lane that have begun, and the threads that make them until the lane has nothing
 * more to begin. What others look at before they begin is guarded by the lane.
 */
final class Attempts {

  private final Lane lane;
  private final AttemptSettings settings;
  private final LaneContext context;
  private final CallHandler call;
  private final LaneLog log;
  private final LaneRecord record;
  private final KeepOutcome keepOutcome;
  private final Crew crew;
  private final Breaker breaker;
  private final Set<Attempt> running = ConcurrentHashMap.newKeySet();
  private final CompletableFuture<Void> drained = new CompletableFuture<>();

  Attempts(ActiveHandler handler, LaneContext context, LaneLog log, Lane lane) {
    String name = handler.name();
    this.lane = lane;
    this.settings = handler.settings().attempts();
    this.context = context;
    this.call = new CallHandler(handler, context.parser());
    this.log = log;
    this.record = new LaneRecord(context.clocks().steady());
    this.keepOutcome = new KeepOutcome(name, new AttemptEnd(settings), context, record, log);
    this.crew = new Crew(name, settings.concurrency(), settings.maxLostThreads(), log);
    this.breaker = new Breaker(name, settings.breaker(), context.clocks().steady());
  }

  /** What lets attempts begin, or keeps them from it. */
  Gate gate() {
    return new Gate(crew, breaker, context.clocks().wall());
  }

  /** Has so many begun as soon as there are threads. Guarded by the lane. */
  void begin(int wanted) {
    crew.start(wanted, this::work);
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
    synchronized (lane) {
      Handling handling = lane.take();
      if (handling == null) {
        return null;
      }
      attempt = new Attempt(this, handling, breaker.begin());
      running.add(attempt);
    }
    lane.refill();
    return attempt;
  }

  /** Something may have been queued since this worker found nothing. */
  private void workerEnded() {
    synchronized (lane) {
      crew.ended();
      lane.startWorkers();
    }
  }

  void callHandler(Handling handling) throws Exception {
    call.with(handling);
  }

  /** Keeps the outcome first, so that the stop does not close the inbox in between. */
  void ended(Attempt attempt, @Nullable Throwable error) {
    try {
      keepOutcome.of(attempt, error);
    } finally {
      synchronized (lane) {
        breaker.ended(attempt.permit(), error);
        running.remove(attempt);
      }
    }
    lane.settle();
    endIfDrained();
  }

  void timedOut(Attempt attempt, Throwable error) {
    synchronized (lane) {
      crew.lost();
    }
    log.ranOutOfTime(attempt.handling());
    crew.interrupt(attempt);
    ended(attempt, error);
  }

  void foundThread(Attempt attempt) {
    synchronized (lane) {
      crew.found();
    }
    log.cameBack(attempt.handling());
    lane.settle();
  }

  Instant wallTime() {
    return context.clocks().wall().instant();
  }

  /** Called by the timekeeper now and then. */
  void checkTimes() {
    running.forEach(attempt -> attempt.checkTime(settings.timeout()));
  }

  /** As {@link #checkTimes}. Guarded by the lane. */
  void halfOpenIfDue() {
    breaker.halfOpenIfDue();
  }

  /** Completes when the lane is retired and nothing runs any more. */
  CompletableFuture<Void> drained() {
    return drained;
  }

  void endIfDrained() {
    synchronized (lane) {
      if (!lane.isRetired() || !running.isEmpty()) {
        return;
      }
    }
    crew.shutdown();
    drained.complete(null);
  }

  /** Interrupts what runs. Returns what is to be done again after the next start. */
  List<Handling> abandon() {
    List<Handling> again =
        running.stream()
            .filter(Attempt::abandon)
            .peek(crew::interrupt)
            .map(Attempt::handling)
            .toList();
    if (!again.isEmpty()) {
      log.stillRuns(again.size());
    }
    return again;
  }

  /** No more threads; those that work may end. */
  void shutdown() {
    crew.shutdown();
  }

  /** How it goes. Guarded by the lane. */
  HandlerStatus status(String name, Gate gate, int queued) {
    return new HandlerStatus(
        name,
        gate.state(),
        gate.since(),
        running.size(),
        queued,
        crew.lostThreads(),
        new HandlerStatus.BreakerStatus(
            breaker.state(), context.clocks().onTheWall(breaker.changedAt())),
        record.counts(),
        record.recent(),
        record.lastError());
  }
}
