package io.fswebhook.core.dispatch;

import io.fswebhook.core.dispatch.HandlerStatus.BreakerStatus;
import io.fswebhook.core.inbox.Claim;
import io.fswebhook.core.inbox.HandlerControl;
import io.fswebhook.core.inbox.Handling;
import io.fswebhook.core.plugin.ActiveHandler;
import io.fswebhook.core.plugin.AttemptSettings;
import java.time.Duration;
import java.time.Instant;
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

  private final String name;
  private final AttemptSettings settings;
  private final LaneContext context;
  private final CallHandler call;
  private final LaneLog log;
  private final LaneRecord record;
  private final KeepOutcome keepOutcome;
  private final Intake intake = new Intake();
  private final Crew crew;
  private final Breaker breaker;
  private final Gate gate;
  private final Set<Attempt> running = ConcurrentHashMap.newKeySet();
  private final CompletableFuture<Void> drained = new CompletableFuture<>();
  private HandlerState logged = HandlerState.STARTING; // the timekeeper's

  Lane(ActiveHandler handler, LaneContext context) {
    this.name = handler.name();
    this.settings = handler.settings().attempts();
    this.context = context;
    this.call = new CallHandler(handler, context.parser());
    this.log = new LaneLog(name, settings);
    this.record = new LaneRecord(context.clocks().steady());
    this.keepOutcome = new KeepOutcome(name, new AttemptEnd(settings), context, record, log);
    this.crew = new Crew(name, settings.concurrency(), settings.maxLostThreads(), log);
    this.breaker = new Breaker(name, settings.breaker(), context.clocks().steady());
    this.gate = new Gate(crew, breaker, context.clocks().wall());
  }

  /** Begins nothing before it is {@link #control told} whether the handler is paused. */
  void start() {
    context.inbox().bringForward(name, settings.retry().longest());
  }

  /** False to leave it in the inbox. */
  synchronized boolean offer(Handling handling) {
    if (!intake.offer(handling, gate.room())) {
      return false;
    }
    startWorkers();
    return true;
  }

  synchronized int room() {
    return intake.room(gate.room());
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
    running.forEach(attempt -> attempt.checkTime(settings.timeout()));
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
      excess = intake.takeExcess(gate.room());
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
      limit = intake.beginClaim(gate.room());
    }
    if (limit == 0) {
      return;
    }
    try {
      var unused = context.inbox().claim(name, limit).whenComplete(this::claimed);
    } catch (RuntimeException | Error e) { // such as no memory; else none would ever begin again
      claimed(null, e);
      throw e;
    }
  }

  private void claimed(@Nullable Claim claim, @Nullable Throwable failure) {
    synchronized (this) {
      intake.claimed(claim, now());
    }
    if (claim != null) {
      settle();
    }
  }

  private void startWorkers() {
    if (gate.room() > 0) {
      crew.start(intake.size(), this::work);
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
      if (gate.room() == 0) {
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
    crew.ended();
    startWorkers();
  }

  void callHandler(Handling handling) throws Exception {
    call.with(handling);
  }

  /** Keeps the outcome first, so that the stop does not close the inbox in between. */
  void ended(Attempt attempt, @Nullable Throwable error) {
    try {
      keepOutcome.of(attempt, error);
    } finally {
      synchronized (this) {
        breaker.ended(attempt.permit(), error);
        running.remove(attempt);
      }
    }
    settle();
    endIfDrained();
  }

  /** Looks into the inbox after this time at the latest. */
  synchronized void wakeIn(Duration wait) {
    intake.wakeBy(now().plus(wait));
  }

  void timedOut(Attempt attempt, Throwable error) {
    synchronized (this) {
      crew.lost();
    }
    log.ranOutOfTime(attempt.handling());
    crew.interrupt(attempt);
    ended(attempt, error);
  }

  void foundThread(Attempt attempt) {
    synchronized (this) {
      crew.found();
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
    crew.shutdown();
    drained.complete(null);
  }

  /** Interrupts what runs, which is to be done again after the next start. */
  void abandon() {
    List<Handling> again =
        running.stream()
            .filter(Attempt::abandon)
            .peek(crew::interrupt)
            .map(Attempt::handling)
            .toList();
    if (!again.isEmpty()) {
      log.stillRuns(again.size());
      giveBack(again);
    }
    crew.shutdown();
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
        crew.lostThreads(),
        new BreakerStatus(breaker.state(), context.clocks().onTheWall(breaker.changedAt())),
        record.counts(),
        record.recent(),
        record.lastError());
  }
}
