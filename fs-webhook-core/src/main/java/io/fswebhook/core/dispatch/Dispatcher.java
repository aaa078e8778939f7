package io.fswebhook.core.dispatch;

import io.fswebhook.core.inbox.Handling;
import io.fswebhook.core.inbox.HandlingSink;
import io.fswebhook.core.inbox.Inbox;
import io.fswebhook.core.observe.ReceiverObserver;
import io.fswebhook.core.parse.EventParser;
import io.fswebhook.core.plugin.ActiveHandler;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands stored deliveries to handlers, each handler in a {@link Lane} of its own: straight from
 * memory when there is room, else from the inbox, which is the truth.
 */
public final class Dispatcher implements HandlingSink, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);
  private static final Duration TICK = Duration.ofMillis(100);
  private static final Duration LONGEST_STOP = Duration.ofSeconds(30);

  private final Map<String, Lane> lanes = new TreeMap<>();
  private final Clock clock;
  private final ScheduledExecutorService timekeeper;

  public Dispatcher(
      List<ActiveHandler> handlers,
      Inbox inbox,
      RetryPolicy retry,
      ReceiverObserver observer,
      Clock clock) {
    EventParser parser = new EventParser();
    for (ActiveHandler handler : handlers) {
      lanes.put(handler.name(), new Lane(handler, inbox, parser, retry, observer, clock));
    }
    this.clock = clock;
    this.timekeeper =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "fs-webhook-timekeeper");
              thread.setDaemon(true);
              return thread;
            });
  }

  /** Goes on with what was not finished. */
  public void start() {
    lanes.values().forEach(lane -> lane.intake().refill());
    var unused =
        timekeeper.scheduleWithFixedDelay(
            this::tick, TICK.toMillis(), TICK.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public boolean offer(Handling handling) {
    Lane lane = lanes.get(handling.handler());
    return lane != null && lane.intake().offer(handling);
  }

  @Override
  public int room(String handler) {
    Lane lane = lanes.get(handler);
    return lane == null ? 0 : lane.intake().room();
  }

  @Override
  public void left(String handler) {
    Lane lane = lanes.get(handler);
    if (lane != null) {
      lane.intake().left();
    }
  }

  private void tick() {
    for (Lane lane : lanes.values()) {
      try {
        lane.tick();
      } catch (RuntimeException | Error e) {
        LOG.error("looking after handler {} failed", lane.handler().name(), e);
      }
    }
  }

  /**
   * Begins no attempt any more and lets those that run end within their time-out, at most 30
   * seconds. What was not finished stays in the inbox.
   */
  @Override
  public void close() {
    lanes.values().forEach(Lane::stopTaking);
    Instant now = clock.instant();
    for (Lane lane : lanes.values()) {
      Duration timeout = lane.handler().settings().timeout();
      lane.finish(now.plus(timeout.compareTo(LONGEST_STOP) < 0 ? timeout : LONGEST_STOP));
    }
    timekeeper.shutdownNow();
  }
}
