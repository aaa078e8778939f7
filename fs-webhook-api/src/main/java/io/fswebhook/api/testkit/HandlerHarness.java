package io.fswebhook.api.testkit;

import io.fswebhook.api.Delivery;
import io.fswebhook.api.EventExpression;
import io.fswebhook.api.EventHandler;
import io.fswebhook.api.ExpressionValue;
import io.fswebhook.api.GiveUpException;
import io.fswebhook.api.HandlerContext;
import io.fswebhook.api.HandlerSetting;
import io.fswebhook.api.RetryLaterException;
import io.fswebhook.api.StreamEvent;
import io.fswebhook.api.WebhookEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Takes a handler through start, deliveries and stop like the receiver, and reports the outcome of
 * each delivery. It never waits or retries: deliver again, with the next attempt, to test a retry.
 *
 * <pre>{@code
 * try (HandlerHarness harness =
 *     HandlerHarness.of(new MyHandler()).setting("url", "https://example.com/").start()) {
 *   Outcome outcome = harness.deliver(SampleEvents.noteCreated());
 *   assertEquals(Outcome.Result.SUCCEEDED, outcome.result());
 * }
 * }</pre>
 *
 * <p>Deliveries run on the calling thread and have no time-out; several threads may deliver at the
 * same time, as in the receiver. The context class loader does not change.
 */
public final class HandlerHarness implements AutoCloseable {

  private final EventHandler handler;
  private final Set<String> eventNames;
  private final int maxAttempts;
  private final MovableClock clock;
  private volatile boolean stopped;

  private HandlerHarness(
      EventHandler handler, Set<String> eventNames, int maxAttempts, MovableClock clock) {
    this.handler = handler;
    this.eventNames = eventNames;
    this.maxAttempts = maxAttempts;
    this.clock = clock;
  }

  /**
   * Prepares a handler.
   *
   * @param handler not started yet
   * @return a builder for its settings
   */
  public static Builder of(EventHandler handler) {
    return new Builder(handler);
  }

  /**
   * Delivers an event for the first time.
   *
   * @param event one of {@link SampleEvents}, or any other
   * @return the outcome
   */
  public Outcome deliver(WebhookEvent event) {
    return deliver(event, 1);
  }

  /**
   * Delivers an event as a given attempt, under a new id each time. To deliver the same id again,
   * keep a {@link TestDelivery}.
   *
   * @param event one of {@link SampleEvents}, or any other
   * @param attempt 1 for the first
   * @return the outcome
   */
  public Outcome deliver(WebhookEvent event, int attempt) {
    return deliver(TestDelivery.of(event, clock.instant()).withAttempt(attempt));
  }

  /**
   * Delivers.
   *
   * @param delivery such as a {@link TestDelivery}
   * @return the outcome
   */
  public Outcome deliver(Delivery delivery) {
    if (stopped) {
      throw new IllegalStateException("the handler is stopped: deliver before close()");
    }
    if (!isSubscribedTo(delivery.event())) {
      return new Outcome(Outcome.Result.NOT_SUBSCRIBED, null, null);
    }
    ReportedDelivery reported = new ReportedDelivery(delivery);
    try {
      handler.handle(reported);
      return new Outcome(Outcome.Result.SUCCEEDED, null, null, reported.response());
    } catch (GiveUpException e) {
      return new Outcome(Outcome.Result.DEAD, null, e, reported.response());
    } catch (Throwable e) {
      return failed(delivery.attempt(), e, reported.response());
    }
  }

  private boolean isSubscribedTo(WebhookEvent event) {
    return eventNames.isEmpty()
        || eventNames.contains(event.eventName())
        || (event instanceof StreamEvent && eventNames.contains(StreamEvent.ALL));
  }

  private Outcome failed(int attempt, Throwable thrown, Outcome.@Nullable Response response) {
    if (attempt >= maxAttempts) {
      return new Outcome(Outcome.Result.DEAD, null, thrown, response);
    }
    Duration delay = thrown instanceof RetryLaterException later ? later.delay() : null;
    return new Outcome(Outcome.Result.RETRY, delay, thrown, response);
  }

  /**
   * The clock of the handler's context and of {@link Delivery#receivedAt()}.
   *
   * @return a clock to move
   */
  public MovableClock clock() {
    return clock;
  }

  /**
   * Stops the handler, once.
   *
   * @throws IllegalStateException if the handler throws; the receiver would log it
   */
  @Override
  public void close() {
    if (stopped) {
      return;
    }
    stopped = true;
    try {
      handler.stop();
    } catch (Exception e) {
      throw new IllegalStateException("the handler's stop() threw " + e, e);
    }
  }

  /**
   * The outcome of a delivery.
   *
   * @param result the kind of outcome
   * @param delay how long to wait at least, when the handler said so with {@link
   *     RetryLaterException}; null means the receiver's own back-off, or no retry
   * @param thrown what the handler threw; null when it threw nothing
   * @param response what the handler reported last with {@link Delivery#reportResponse}; null when
   *     it reported nothing
   */
  public record Outcome(
      Result result,
      @Nullable Duration delay,
      @Nullable Throwable thrown,
      @Nullable Response response) {

    /**
     * An outcome without a reported response.
     *
     * @param result the kind of outcome
     * @param delay how long to wait at least; null for none
     * @param thrown what the handler threw; null when it threw nothing
     */
    public Outcome(Result result, @Nullable Duration delay, @Nullable Throwable thrown) {
      this(result, delay, thrown, null);
    }

    /**
     * What the handler's target answered.
     *
     * @param status as reported
     * @param text as reported, whole; null for none
     */
    public record Response(int status, @Nullable String text) {}

    /**
     * What the handler's exception says.
     *
     * @return the message; null when there is none
     */
    public @Nullable String message() {
      return thrown == null ? null : thrown.getMessage();
    }

    /** The kinds of outcome. */
    public enum Result {
      /** The handler returned. */
      SUCCEEDED,
      /** The handler threw and has attempts left. */
      RETRY,
      /** The handler gave up, or this was its last attempt. */
      DEAD,
      /** The handler does not subscribe to the event and was not called. */
      NOT_SUBSCRIBED
    }
  }

  /** Prepares a handler. */
  public static final class Builder {

    private final EventHandler handler;
    private final Map<String, String> settings = new LinkedHashMap<>();
    private final Map<String, Function<Delivery, @Nullable ExpressionValue>> expressions =
        new LinkedHashMap<>();
    private final MovableClock clock = MovableClock.at(Instant.parse("2026-01-01T00:00:00Z"));
    private @Nullable Path workDir;

    private Builder(EventHandler handler) {
      this.handler = handler;
    }

    /**
     * Sets {@code fs.webhook.handlers.<name>.<key>}. Of the receiver's own settings {@code
     * max-attempts} counts, 12 unless set, and {@code concurrency}, 4 unless set, as what {@link
     * HandlerContext#concurrency} says.
     *
     * @param key the part of the setting's name after the handler's; with {@code -file} at its end
     *     the value is the path of the file that holds the value
     * @param value as it would stand in a source
     * @return this
     */
    public Builder setting(String key, String value) {
      settings.put(key, value);
      return this;
    }

    /**
     * Stands in for a setting that is an expression, which the test kit does not evaluate: what
     * {@link EventExpression#evaluate} returns or throws.
     *
     * @param key the part of the setting's name after the handler's
     * @param value of a delivery; null for nothing
     * @return this
     */
    public Builder expression(String key, Function<Delivery, @Nullable ExpressionValue> value) {
      expressions.put(key, value);
      settings.put(key, "given by the test");
      return this;
    }

    /**
     * Gives the handler a folder of its own.
     *
     * @param folder created if it does not exist
     * @return this
     * @throws IOException if it cannot be created
     */
    public Builder workDir(Path folder) throws IOException {
      workDir = Files.createDirectories(folder).toAbsolutePath();
      return this;
    }

    /**
     * Starts the handler.
     *
     * @return to be closed, which stops the handler
     * @throws Exception what the handler's {@code start} throws; the receiver would not run it
     * @throws IllegalStateException if the receiver would refuse the handler's name, or a stream's
     *     that it subscribes to
     * @throws IllegalArgumentException if a value is not of the type that the handler declares
     */
    public HandlerHarness start() throws Exception {
      String name = handler.name();
      if (!name.matches("[A-Za-z0-9_-]{1,100}")) {
        throw new IllegalStateException(
            "name() must be 1 to 100 letters, digits, '_' or '-', was '" + name + "'");
      }
      Set<String> eventNames = Set.copyOf(handler.eventNames());
      eventNames.forEach(Builder::requirePossible);
      int maxAttempts = maxAttempts(settings.getOrDefault("max-attempts", "12"));
      HarnessContext context = new HarnessContext(name, settings, expressions, workDir, clock);
      for (HandlerSetting declared : handler.declaredSettings()) {
        context.check(declared);
      }
      handler.start(context);
      return new HandlerHarness(handler, eventNames, maxAttempts, clock);
    }

    private static void requirePossible(String eventName) {
      if (eventName.startsWith(StreamEvent.PREFIX)
          && !eventName.matches(StreamEvent.PREFIX + "([a-z0-9-]{1,64}|\\*)")) {
        throw new IllegalStateException(
            "eventNames() must name a stream by 1 to 64 of a-z, 0-9 and -, or be "
                + StreamEvent.ALL
                + ", was '"
                + eventName
                + "'");
      }
    }

    private static int maxAttempts(String value) {
      if (!value.matches("[1-9][0-9]{0,8}")) {
        throw new IllegalArgumentException(
            "max-attempts must be a whole number above 0, was '" + value + "'");
      }
      return Integer.parseInt(value);
    }
  }
}
