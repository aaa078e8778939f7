package io.fswebhook.core.dispatch;

import io.fswebhook.core.dispatch.HandlerStatus.BreakerStatus;
import io.fswebhook.core.inbox.Claim;
import io.fswebhook.core.inbox.HandlerControl;
import io.fswebhook.core.inbox.Handling;
import io.fswebhook.core.inbox.Outcome;
import io.fswebhook.core.plugin.ActiveHandler;
import io.fswebhook.core.plugin.AttemptSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The attempts of one handler, on threads of its own. No lane waits for another.
 *
 * <p>Its parts are guarded by it. While it holds itself it calls nothing that could wait, since the
 * thread of the inbox offers to it.
 */
final class Lane {

  private static final Duration CLAIM_AGAIN = Duration.ofSeconds(1);

  private final String name;
  private final AttemptSettings settings;
  private final LaneContext context;
  private final CallHandler call;
  private final AttemptEnd end;
  private final LaneLog log;
  private final LaneRecord record = new LaneRecord();
  private final LaneThreads threads;
  private final Intake intake = new Intake();
  private final Workers workers;
  private final Breaker breaker;
  private final Gate gate;
  private final Set<Attempt> running = ConcurrentHashMap.newKeySet();
  private final CompletableFuture<Void> drained = new CompletableFuture<>();
  private boolean lacksThreads;
  private HandlerState logged = HandlerState.STARTING; // the timekeeper's

  Lane(ActiveHandler handler, LaneContext context) {
    this.name = handler.name();
    this.settings = handler.settings().attempts();
    this.context = context;
    this.call = new CallHandler(handler, context.parser());
    this.end = new AttemptEnd(settings);
    this.log = new LaneLog(name, settings);
    this.threads = new LaneThreads(name);
    this.workers = new Workers(settings.concurrency(), settings.maxLostThreads());
    this.breaker = new Breaker(name, settings.breaker(), context.clocks().steady());
    this.gate = new Gate(workers, breaker, context.clocks().wall());
  }

  /** Begins nothing before it is {@link #control told} whether the handler is paused. */
  void start() {
    context.inbox().bringForward(name, settings.retry().longest());
  }

  /** False to leave it in the inbox. */
  synchronized boolean offer(Handling handling) {
    if (!intake.offer(handling, gate.room(Intake.MOST_QUEUED))) {
      return false;
    }
    startWorkers();
    return true;
  }

  synchronized int room() {
    return intake.room(gate.room(Intake.MOST_QUEUED));
  }

  /** Something new is in the inbox that was not offered. */
  void left() {
    synchronized (this) {
      intake.left();
    }
    refill();
  }

  void control(HandlerControl wanted) {
    synchronized (this) {
      gate.control(wanted);
    }
    settle();
  }

  /** Called by the timekeeper now and then. */
  void tick() {
    for (Attempt attempt : running) {
      attempt.checkTime(settings.timeout());
    }
    synchronized (this) {
      breaker.halfOpenIfDue();
      intake.wakeIfDue(now());
    }
    settle();
    logState();
  }

  private void logState() {
    HandlerState state;
    synchronized (this) {
      state = gate.note();
    }
    if (state != logged) {
      log.stateChanged(logged, state);
      logged = state;
    }
  }

  /** After whatever may have changed what the lane can hold and begin. */
  private void settle() {
    List<Handling> excess;
    synchronized (this) {
      excess = intake.takeExcess(gate.room(Intake.MOST_QUEUED));
      startWorkers();
      var unused = gate.note();
    }
    giveBack(excess);
    refill();
  }

  private void giveBack(List<Handling> handlings) {
    if (handlings.isEmpty()) {
      return;
    }
    context.inbox().release(handlings);
    Lane successor = context.laneOf().apply(name);
    if (successor != null && successor != this) {
      successor.lookAgain();
    }
  }

  private void lookAgain() {
    synchronized (this) {
      intake.lookAgain();
    }
    refill();
  }

  /** Claims from the inbox when something may be due there and there is room for it. */
  private void refill() {
    int limit;
    synchronized (this) {
      limit = intake.beginClaim(gate.room(Intake.MOST_QUEUED));
    }
    if (limit > 0) {
      var unused = context.inbox().claim(name, limit).whenComplete(this::claimed);
    }
  }

  private void claimed(@Nullable Claim claim, @Nullable Throwable failure) {
    synchronized (this) {
      if (claim == null) {
        intake.claimFailed(now().plus(CLAIM_AGAIN));
        return;
      }
      intake.claimed(claim, now());
    }
    settle();
  }

  private void startWorkers() {
    if (gate.room(Intake.MOST_QUEUED) == 0) {
      return;
    }
    for (int i = Math.min(workers.free(), intake.size()); i > 0; i--) {
      try {
        threads.start(this::work);
        workers.started();
        lacksThreads = false;
      } catch (RuntimeException | Error e) {
        if (!lacksThreads) {
          log.noThread(e);
        }
        lacksThreads = true; // until the next tick
        return;
      }
    }
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
    synchronized (this) {
      if (gate.room(Intake.MOST_QUEUED) == 0) {
        return null;
      }
      Handling handling = nextHeld();
      if (handling == null) {
        return null;
      }
      attempt = new Attempt(this, handling, breaker.begin());
      running.add(attempt);
    }
    refill();
    return attempt;
  }

  /** What another node may have now is left to it. */
  private @Nullable Handling nextHeld() {
    Handling handling = intake.poll();
    while (handling != null && !context.inbox().holds(handling)) {
      intake.lookAgain();
      handling = intake.poll();
    }
    return handling;
  }

  /** Something may have been queued since this worker found nothing. */
  private synchronized void workerEnded() {
    workers.ended();
    startWorkers();
  }

  void callHandler(Handling handling) throws Exception {
    call.with(handling);
  }

  /** Keeps the outcome first, so that the stop does not close the inbox in between. */
  void ended(Attempt attempt, @Nullable Throwable error) {
    try {
      keep(attempt, error);
    } finally {
      synchronized (this) {
        judge(attempt.permit(), error);
        running.remove(attempt);
      }
    }
    settle();
    endIfDrained();
  }

  private void keep(Attempt attempt, @Nullable Throwable error) {
    try {
      Outcome outcome = end.of(attempt, error);
      context.inbox().record(outcome);
      if (outcome.retryIn() != null) {
        wakeIn(outcome.retryIn());
      }
      record.add(outcome);
      context.observer().attempted(name, outcome.state().code(), outcome.duration());
      log.ended(outcome);
    } catch (RuntimeException | Error e) { // what a plugin threw may throw, and memory may be out
      log.notKept(attempt.handling(), e);
      context.inbox().release(List.of(attempt.handling()));
      wakeIn(CLAIM_AGAIN);
    }
  }

  private void judge(Breaker.Permit permit, @Nullable Throwable error) {
    if (error == null) {
      breaker.succeeded(permit);
    } else if (AttemptEnd.isTheDeliverys(error)) {
      breaker.ignored(permit);
    } else {
      breaker.failed(permit);
    }
  }

  /** Whichever lane has the handler then. */
  private void wakeIn(Duration wait) {
    Lane lane = context.laneOf().apply(name);
    if (lane != null) {
      synchronized (lane) {
        lane.intake.wakeBy(now().plus(wait));
      }
    }
  }

  void timedOut(Attempt attempt, Throwable error) {
    synchronized (this) {
      workers.lost();
    }
    log.ranOutOfTime(attempt.handling());
    interrupt(attempt);
    ended(attempt, error);
  }

  /** On a thread of the lane, since an interrupt may hang in what the handler waits in. */
  private void interrupt(Attempt attempt) {
    try {
      threads.start(attempt::interrupt);
    } catch (RuntimeException | Error e) {
      attempt.interrupt();
    }
  }

  void foundThread(Attempt attempt) {
    synchronized (this) {
      workers.found();
    }
    log.cameBack(attempt.handling());
    settle();
  }

  private Instant now() {
    return context.clocks().steady().instant();
  }

  Instant wallTime() {
    return context.clocks().wall().instant();
  }

  /**
   * Begins nothing more and gives back what it has queued.
   *
   * @return completes when nothing runs any more, each attempt within its time-out
   */
  CompletableFuture<Void> retire() {
    synchronized (this) {
      gate.retire();
    }
    settle();
    endIfDrained();
    return drained;
  }

  private void endIfDrained() {
    synchronized (this) {
      if (!gate.isRetired() || !running.isEmpty()) {
        return;
      }
    }
    threads.shutdown();
    drained.complete(null);
  }

  /** Interrupts what runs, which is to be done again after the next start. */
  void abandon() {
    List<Handling> again = new ArrayList<>();
    for (Attempt attempt : running) {
      if (attempt.abandon()) {
        interrupt(attempt);
        again.add(attempt.handling());
      }
    }
    if (!again.isEmpty()) {
      log.stillRuns(again.size());
      giveBack(again);
    }
    threads.shutdown();
  }

  String name() {
    return name;
  }

  Duration timeout() {
    return settings.timeout();
  }

  synchronized HandlerStatus status() {
    return new HandlerStatus(
        name,
        gate.state(),
        gate.since(),
        running.size(),
        intake.size(),
        workers.lostThreads(),
        new BreakerStatus(breaker.state(), context.clocks().onTheWall(breaker.changedAt())),
        record.counts(),
        record.quantile(0.5),
        record.quantile(0.99),
        record.lastError());
  }
}
