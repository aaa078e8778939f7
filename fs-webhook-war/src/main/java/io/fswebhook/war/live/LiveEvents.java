package io.fswebhook.war.live;

import io.fswebhook.core.lifecycle.DaemonThread;
import io.fswebhook.core.observe.ReceiverObserver;
import io.fswebhook.war.http.OpenRequest;
import io.fswebhook.war.http.Places;
import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.glassfish.jersey.media.sse.EventOutput;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells those who listen what happens on this node. With nobody listening it costs a look at an
 * empty set. Safe for use by several threads.
 */
public final class LiveEvents implements ReceiverObserver, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(LiveEvents.class);

  /** How many can listen at the same time. */
  public static final int MOST = 50;

  /** More tabs than a browser gives connections to. */
  static final int MOST_OF_ONE = 10;

  /** For operators. */
  static final int RESERVED = 10;

  private static final int LONGEST_END_SECONDS = 3;

  private final Clock clock;
  private final Duration heartbeat;
  private final Duration longest;
  private final Jsonb json = JsonbBuilder.create();
  private final Set<Listener> listeners = ConcurrentHashMap.newKeySet();
  private final Places places = new Places(MOST, MOST_OF_ONE, RESERVED);
  private final ExecutorService threads =
      new ThreadPoolExecutor(
          0,
          MOST,
          10,
          TimeUnit.SECONDS,
          new SynchronousQueue<>(),
          DaemonThread.numbered("fs-webhook-live-"));

  public LiveEvents(Clock clock) {
    this(clock, Duration.ofSeconds(15), Duration.ofMinutes(10));
  }

  LiveEvents(Clock clock, Duration heartbeat, Duration longest) {
    this.clock = clock;
    this.heartbeat = heartbeat;
    this.longest = longest;
  }

  /**
   * A stream that begins now; empty when too many listen already, of all or of this one, or after
   * the end.
   *
   * @param who listens
   * @param mayListen asked before anything is told; the stream ends when it says no
   * @param request ended after the end of the stream
   */
  Optional<EventOutput> listen(
      EventsResource.Who who, BooleanSupplier mayListen, OpenRequest request) {
    if (!places.take(who.name(), who.isOperator())) {
      return Optional.empty();
    }
    EventOutput output = new EventOutput();
    Listener listener = new Listener(output, json, heartbeat, longest, mayListen, request);
    listeners.add(listener);
    try {
      threads.execute(
          () -> {
            try {
              listener.run();
            } finally {
              end(listener, who);
            }
          });
      return Optional.of(output);
    } catch (RejectedExecutionException e) {
      end(listener, who);
      return Optional.empty();
    }
  }

  private void end(Listener listener, EventsResource.Who who) {
    listeners.remove(listener);
    places.leave(who.name());
  }

  @Override
  public void stored(String deliveryId, String eventName, @Nullable String orgId, boolean test) {
    if (!listeners.isEmpty()) {
      tell("delivery", new LiveEvent.Delivery(deliveryId, eventName, orgId, clock.instant(), test));
    }
  }

  @Override
  public void attempted(String handler, String deliveryId, String outcome, Duration duration) {
    if (!listeners.isEmpty()) {
      tell("attempt", new LiveEvent.Attempt(deliveryId, handler, outcome, duration.toMillis()));
    }
  }

  @Override
  public void rejected(String reasonCode) {
    if (!listeners.isEmpty()) {
      tell("rejection", new LiveEvent.Rejection(reasonCode, clock.instant()));
    }
  }

  @Override
  public void malformed() {
    rejected("malformed-payload");
  }

  /** An operator changed the state of a handler. */
  public void handlerChanged(String handler) {
    tell("handler", new LiveEvent.Handler(handler));
  }

  private void tell(String name, Object data) {
    LiveEvent event = new LiveEvent(name, data);
    listeners.forEach(listener -> listener.tell(event));
  }

  private boolean haveEnded() throws InterruptedException {
    return threads.awaitTermination(LONGEST_END_SECONDS, TimeUnit.SECONDS);
  }

  /**
   * Ends all streams. To be called before the server stops, which waits for what is not answered.
   */
  @Override
  public void close() {
    threads.shutdown();
    listeners.forEach(Listener::letGo);
    try {
      if (!haveEnded()) {
        threads.shutdownNow(); // such as one whose client reads nothing
        if (!haveEnded()) {
          LOG.warn("some streams of events do not end");
        }
      }
      json.close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Exception e) {
      LOG.debug("JSON-B could not be closed", e);
    }
  }
}
