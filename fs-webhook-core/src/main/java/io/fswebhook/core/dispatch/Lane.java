package io.fswebhook.core.dispatch;

import io.fswebhook.api.GiveUpException;
import io.fswebhook.api.WebhookEvent;
import io.fswebhook.core.inbox.Handling;
import io.fswebhook.core.inbox.HandlingState;
import io.fswebhook.core.inbox.Inbox;
import io.fswebhook.core.inbox.Outcome;
import io.fswebhook.core.inbox.StoredDelivery;
import io.fswebhook.core.observe.ReceiverObserver;
import io.fswebhook.core.parse.EventParser;
import io.fswebhook.core.parse.MalformedPayloadException;
import io.fswebhook.core.plugin.ActiveHandler;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The attempts of one handler, on threads of its own. No lane waits for another. */
final class Lane {

  private static final Logger LOG = LoggerFactory.getLogger(Lane.class);

  private final ActiveHandler handler;
  private final Inbox inbox;
  private final EventParser parser;
  private final AttemptEnd end;
  private final ReceiverObserver observer;
  private final Clock clock;
  private final LaneThreads threads;
  private final Intake intake;
  private final Set<Attempt> running = ConcurrentHashMap.newKeySet();

  Lane(
      ActiveHandler handler,
      Inbox inbox,
      EventParser parser,
      RetryPolicy retry,
      ReceiverObserver observer,
      Clock clock) {
    this.handler = handler;
    this.inbox = inbox;
    this.parser = parser;
    this.end = new AttemptEnd(retry, handler.settings());
    this.observer = observer;
    this.clock = clock;
    this.threads = new LaneThreads(handler.name(), handler.settings().concurrency());
    this.intake =
        new Intake(
            handler.name(), inbox, clock, handling -> threads.execute(new Attempt(this, handling)));
  }

  Intake intake() {
    return intake;
  }

  /** Called by the timekeeper now and then. */
  void tick() {
    for (Attempt attempt : running) {
      attempt.checkTime(handler.settings().timeout());
    }
    intake.wakeIfDue();
  }

  /** False when the lane was closed before the attempt began, or another node may have it now. */
  boolean started(Attempt attempt) {
    running.add(attempt);
    if (intake.take(attempt.handling()) && inbox.holds(attempt.handling())) {
      return true;
    }
    running.remove(attempt);
    return false;
  }

  void call(Handling handling) throws Exception {
    StoredDelivery stored = handling.delivery();
    handler.handle(
        new DispatchedDelivery(
            stored,
            stored.event() == null ? parse(stored) : stored.event(),
            handling.attempts() + 1));
  }

  private WebhookEvent parse(StoredDelivery stored) {
    try {
      return parser.parse(stored.request()).event();
    } catch (MalformedPayloadException e) {
      throw new GiveUpException("the stored body does not parse any more: " + e.getMessage(), e);
    }
  }

  /** Keeps the outcome first, so that the stop does not close the inbox in between. */
  void ended(Attempt attempt, Outcome outcome) {
    report(outcome);
    inbox.record(outcome);
    if (outcome.retryIn() != null) {
      intake.wakeIn(outcome.retryIn());
    }
    synchronized (this) {
      running.remove(attempt);
      notifyAll();
    }
  }

  private void report(Outcome outcome) {
    observer.attempted(handler.name(), outcome.state().code(), outcome.duration());
    if (outcome.state() == HandlingState.SUCCEEDED) {
      return;
    }
    int attempt = outcome.handling().attempts() + 1;
    String id = outcome.handling().delivery().id();
    if (outcome.state() == HandlingState.RETRYING) {
      LOG.info(
          "handler {} failed at delivery {}, attempt {} of {}, next in {}: {}",
          handler.name(),
          id,
          attempt,
          handler.settings().maxAttempts(),
          outcome.retryIn(),
          outcome.error());
      return;
    }
    LOG.warn(
        "handler {} gave up on delivery {} after attempt {}; it is dead and stays in the inbox: {}",
        handler.name(),
        id,
        attempt,
        outcome.error());
  }

  void lostThread(Handling handling) {
    LOG.warn(
        "handler {} ran out of time at delivery {} and was interrupted",
        handler.name(),
        handling.delivery().id());
    threads.lost();
  }

  void foundThread(Handling handling) {
    LOG.info(
        "handler {} returned from delivery {} after its time; the outcome stays as it was",
        handler.name(),
        handling.delivery().id());
    threads.found();
  }

  AttemptEnd end() {
    return end;
  }

  Instant now() {
    return clock.instant();
  }

  ActiveHandler handler() {
    return handler;
  }

  /** Begins nothing more; what is queued stays in the inbox. */
  void stopTaking() {
    intake.close();
    threads.discardQueued();
  }

  /** Waits for what runs, then interrupts it. */
  void finish(Instant deadline) {
    try {
      awaitRunning(deadline);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    for (Attempt attempt : new ArrayList<>(running)) {
      attempt.abandon();
    }
    threads.shutdown();
  }

  private synchronized void awaitRunning(Instant deadline) throws InterruptedException {
    while (!running.isEmpty()) {
      long left = Duration.between(clock.instant(), deadline).toMillis();
      if (left <= 0) {
        LOG.warn(
            "handler {} still runs {} deliveries at the stop; they are handled again after the next start",
            handler.name(),
            running.size());
        return;
      }
      wait(left);
    }
  }
}
